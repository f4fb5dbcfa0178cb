// What buyer and seller are told of a deal: that it is done, or that it was undone.
import { money } from '../../kit/money.ts'
import type { Scope } from '../../kit/scope.ts'
import { sendMail } from '../mail/index.ts'
import { canBePaid, findLines, findOrder, findRefund, localeOf, type Line, type Order } from './queries.ts'
import { dayText, hourText, moneyText, ticketText, yourTickets } from './words.ts'

type Facts = [label: string, value: string][]

export async function tellOfSale(scope: Scope, orderId: string): Promise<void> {
  const order = await findOrder(scope, orderId)
  const lines = await findLines(scope, { orderId })
  const locale = await localeOf(scope)
  await tellBuyer(scope, order, lines, locale)
  await tellSeller(scope, order, lines, locale)
}

async function tellBuyer(scope: Scope, order: Order, lines: Line[], locale: string): Promise<void> {
  const title = `${yourTickets(lines.length)} for ${order.eventName} ${lines.length === 1 ? 'is' : 'are'} ready`
  await sendMail(scope, {
    kind: 'ticket_ready',
    to: order.buyerEmail,
    subject: title,
    title,
    paragraphs: [
      lines.length === 1
        ? 'It is yours, with a new code in your name. The code it had before has stopped working.'
        : 'They are yours, each with a new code in your name. The codes they had before have stopped working.',
      'The code is never in a mail: open your ticket when you reach the door.',
    ],
    facts: [...show(order, lines, locale), ['Paid', moneyText(money(order.totalMinor, order.currency), locale)]],
    action:
      lines.length === 1
        ? { label: 'Open my ticket', path: `/tickets/${lines[0]!.ticketId}` }
        : { label: 'Open my tickets', path: '/tickets' },
  })
}

async function tellSeller(scope: Scope, order: Order, lines: Line[], locale: string): Promise<void> {
  const title = `${yourTickets(lines.length)} for ${order.eventName} sold`
  const receives = moneyText(
    money(
      lines.reduce((sum, line) => sum + receivesOf(line), 0),
      order.currency,
    ),
    locale,
  )
  const releaseAt = lines[0]?.releaseAt
  const ready = await canBePaid(scope, order.sellerId)
  await sendMail(scope, {
    kind: 'ticket_sold',
    to: order.sellerEmail,
    subject: title,
    title,
    paragraphs: [
      `You receive ${receives}${releaseAt ? ` on ${dayText(releaseAt, order.timeZone, locale)}` : ''}. Until the show is over the money is held, so that buyer and seller are both safe.`,
      'Your old code no longer opens the door.',
      ...(ready ? [] : ['Please tell us before then where the money should go.']),
    ],
    facts: [...show(order, lines, locale), ['You receive', receives]],
    action: { label: ready ? 'See my sales' : 'Add my payout details', path: '/listings' },
  })
}

export async function tellOfRefund(scope: Scope, refundId: string): Promise<void> {
  const refund = await findRefund(scope, refundId)
  const order = await findOrder(scope, refund.orderId)
  const lines = await findLines(scope, { lineIds: refund.lineIds })
  const locale = await localeOf(scope)
  const amount = moneyText(refund, locale)
  const handedOver = refund.ticket !== 'none'
  await sendMail(scope, {
    kind: 'refund_made',
    to: order.buyerEmail,
    subject: `${amount} is on its way back to you`,
    title: `${amount} is on its way back to you`,
    paragraphs: [
      order.state === 'failed'
        ? 'The ticket you paid for could not be handed over. We are sorry; you get back everything you paid.'
        : `We are sending back what you paid${handedOver ? '. The ticket and its code are no longer valid for you' : ''}.`,
      'It goes to the card or account you paid with. Most banks show it within five to ten days.',
    ],
    facts: [...show(order, lines, locale), ['Refund', amount]],
    action: { label: 'See my order', path: `/orders/${order.id}` },
  })
  // A deal that never came about was never announced to the seller, and goodwill leaves the ticket where it is.
  if (handedOver) await tellSellerOfRefund(scope, order, lines, refund.ticket === 'return_to_seller', locale)
}

async function tellSellerOfRefund(
  scope: Scope,
  order: Order,
  lines: Line[],
  returned: boolean,
  locale: string,
): Promise<void> {
  const title = `A sale for ${order.eventName} was undone`
  const paid = lines.some((line) => line.releasedAt !== null)
  await sendMail(scope, {
    kind: 'sale_undone',
    to: order.sellerEmail,
    subject: title,
    title,
    paragraphs: [
      returned
        ? 'The buyer was refunded. The ticket is yours again, with a new code.'
        : 'The buyer was refunded, and the ticket is no longer valid.',
      paid
        ? 'What you were to receive for it is taken back; anything already paid out is set off against your next sales.'
        : 'You will not be paid for it, and you owe nothing.',
    ],
    facts: show(order, lines, locale),
    action: returned ? { label: 'Open my tickets', path: '/tickets' } : { label: 'See my sales', path: '/listings' },
  })
}

const receivesOf = (line: Line): number =>
  line.priceMinor - line.sellerFeeMinor - line.sellerFeeTaxMinor - line.organizerShareMinor

const show = (order: Order, lines: Line[], locale: string): Facts => [
  ['Order', order.number],
  ['Event', order.eventName],
  ['When', hourText(order.startsAt, order.timeZone, locale)],
  ['Where', `${order.venueName}, ${order.venueCity}`],
  [lines.length === 1 ? 'Ticket' : 'Tickets', lines.map(ticketText).join('; ')],
]
