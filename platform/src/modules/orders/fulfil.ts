// orders/fulfil.ts: the moment a ticket changes hands: old code dead, new code alive, money held, in one transaction.
import { log } from '../../kit/log.ts'
import type { Scope } from '../../kit/scope.ts'
import { post, postings } from '../ledger/index.ts'
import { keepTickets, lockListing, releaseAtOf } from '../listings/index.ts'
import { findOpenOperations, settleOperation, type Intent } from '../payments/index.ts'
import { lockTickets, reissueTickets } from '../tickets/index.ts'
import { bookRefund } from './book-refund.ts'
import { ledgerLine } from './late.ts'
import { moveLines, moveOrder, type LockedOrder } from './store.ts'

/** Answers the id of a refund when the tickets could not be handed over after all. */
export async function fulfil(scope: Scope, order: LockedOrder, intent: Intent | null): Promise<string | null> {
  await lockListing(scope, order.listingId)
  const tickets = await lockTickets(
    scope,
    order.lines.map((line) => line.ticketId),
  )
  if (intent) await bookCapture(scope, order, intent)
  if (tickets.some((ticket) => ticket.state !== 'selling')) return fail(scope, order, intent)

  const buyer = await scope.db
    .selectFrom('fans')
    .select(['id', 'name', 'email'])
    .where('id', '=', order.buyerId)
    .executeTakeFirstOrThrow()
  const terms = await scope.db
    .selectFrom('events as e')
    .innerJoin('policies as p', (join) => join.on('p.id', '=', order.policyId))
    .select(['e.endsAt', 'p.releaseDelayHours'])
    .where('e.id', '=', order.eventId)
    .executeTakeFirstOrThrow()
  const releaseAt = releaseAtOf(terms)
  await keepTickets(
    scope,
    order.listingId,
    order.lines.map((line) => line.ticketId),
  )
  await reissueTickets(
    scope,
    order.lines.map((line) => ({
      ticketId: line.ticketId,
      to: { fanId: buyer.id, name: buyer.name, email: buyer.email },
    })),
  )
  await moveLines(scope, order.lines, 'held', 'holding', { releaseAt, dueAt: releaseAt })
  await moveOrder(scope, order, 'fulfilled', {
    fulfilledAt: scope.now,
    dueAt: null,
    ...(intent?.charge ? { pspCharge: intent.charge.id } : {}),
  })
  scope.record({ name: 'order.fulfilled', subjectId: order.id, body: { orderId: order.id, releaseAt } })
  return null
}

/** Posts a capture and the provider's fee; a replay posts nothing. */
async function bookCapture(scope: Scope, order: LockedOrder, intent: Intent): Promise<void> {
  const capture = (await findOpenOperations(scope, order.id)).find((one) => one.kind === 'capture')
  if (capture) await settleOperation(scope, capture.id, 'succeeded', { object: intent.id })
  await post(scope, {
    kind: 'capture',
    reference: order.id,
    currency: order.currency,
    orderId: order.id,
    entries: postings.captured(order.lines.map(ledgerLine)),
  })
  await bookProviderFee(scope, order, intent)
}

export async function bookProviderFee(scope: Scope, order: LockedOrder, intent: Intent): Promise<void> {
  const fee = intent.charge?.fee
  if (!fee) return
  if (fee.currency !== order.currency) {
    // Settled in another currency: the nightly comparison books it; guessing a rate here would invent money.
    log.warn({ orderId: order.id, currency: fee.currency }, 'a provider fee came in another currency')
    return
  }
  await post(scope, {
    kind: 'psp_fee',
    reference: fee.reference,
    currency: order.currency,
    orderId: order.id,
    entries: postings.providerFee(fee.amountMinor),
  })
}

// Paid, but the ticket cannot be handed over: the buyer gets everything back.
async function fail(scope: Scope, order: LockedOrder, intent: Intent | null): Promise<string | null> {
  const failed = await moveOrder(scope, order, 'failed', {
    dueAt: null,
    ...(intent?.charge ? { pspCharge: intent.charge.id } : {}),
  })
  scope.record({ name: 'order.failed', subjectId: order.id, body: { orderId: order.id, reason: 'ticket_moved_on' } })
  await moveLines(scope, order.lines, 'held', 'refunded', { refundedAt: scope.now })
  return intent
    ? bookRefund(
        scope,
        failed,
        order.lines.map((line) => ({ ...line, state: 'holding' as const })),
        { reason: 'The ticket could not be handed over', ticket: 'none' },
      )
    : null
}
