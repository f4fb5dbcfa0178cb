// listings/quote.ts: what a price would mean for everybody, before it is asked.
import { after, hours } from '../../kit/clock.ts'
import { money, type Money } from '../../kit/money.ts'
import { fanOf, type Scope } from '../../kit/scope.ts'
import { findEvent } from '../catalog/index.ts'
import { breakDown, buyerPays, findPolicy, sellerReceives, type PolicyTerms } from '../policies/index.ts'
import { isHeldBy, problem as ticketProblem } from '../tickets/index.ts'
import { problem } from './problems.ts'
import { lowestCeiling } from './rules.ts'

export async function quoteListing(scope: Scope, ticketIds: string[], price: Money) {
  const fan = fanOf(scope)
  const tickets = await scope.db
    .selectFrom('tickets')
    .select(['id', 'eventId', 'holderId', 'holderEmail', 'paidMinor'])
    .where('id', 'in', ticketIds)
    .execute()
  if (tickets.length !== ticketIds.length || tickets.some((t) => !isHeldBy(t, fan)))
    throw ticketProblem('ticket_not_found')
  const event = await findEvent(scope, tickets[0]!.eventId)
  if (price.currency !== event.currency) throw problem('wrong_currency')
  return showQuote(
    price.amountMinor,
    { ...(await findPolicy(scope, event.policyId)), currency: event.currency, endsAt: event.endsAt },
    tickets,
  )
}

type Terms = PolicyTerms & { currency: string; endsAt: Date }

/** The same sums for a quote, a listing and an order: shown wherever money is spoken of. */
export function showQuote(priceMinor: number, terms: Terms, tickets: { paidMinor: number }[]) {
  const parts = breakDown(priceMinor, terms)
  const show = (amountMinor: number) => money(amountMinor, terms.currency)
  return {
    perTicket: {
      price: show(priceMinor),
      buyerFee: show(parts.buyerFeeMinor),
      buyerFeeTax: show(parts.buyerFeeTaxMinor),
      buyerPays: show(buyerPays(parts)),
      sellerFee: show(parts.sellerFeeMinor),
      sellerFeeTax: show(parts.sellerFeeTaxMinor),
      organizerShare: show(parts.organizerShareMinor),
      sellerReceives: show(sellerReceives(parts)),
    },
    sellerReceives: show(sellerReceives(parts) * tickets.length),
    ceiling: show(lowestCeiling(tickets, terms.ceilingPercent)),
    releaseAt: releaseAtOf(terms),
  }
}

/** Money is released when the promise is kept: the event has ended, and the organizer's delay has passed. */
export const releaseAtOf = (terms: { endsAt: Date; releaseDelayHours: number }): Date =>
  after(terms.endsAt, hours(terms.releaseDelayHours))
