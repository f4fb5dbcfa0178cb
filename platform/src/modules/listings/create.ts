// listings/create.ts: offers a fan's tickets, within what the organizer allows.
import { newId } from '../../kit/id.ts'
import type { Money } from '../../kit/money.ts'
import { fanOf, type Scope } from '../../kit/scope.ts'
import { findEvent } from '../catalog/index.ts'
import { breakDown, buyerPays, findPolicy } from '../policies/index.ts'
import {
  isHeldBy,
  lockTickets,
  moveTickets,
  problem as ticketProblem,
  refuse as refuseTicket,
  whyNotList,
} from '../tickets/index.ts'
import { refuse } from './problems.ts'
import { whyNotOffer } from './rules.ts'
import { insertListing } from './store.ts'

export async function createListing(scope: Scope, ticketIds: string[], price: Money): Promise<string> {
  const fan = fanOf(scope)
  const tickets = await lockTickets(scope, ticketIds)
  // Somebody else's ticket answers as one that does not exist.
  if (tickets.some((ticket) => !isHeldBy(ticket, fan))) throw ticketProblem('ticket_not_found')
  const event = await findEvent(scope, tickets[0]!.eventId)
  const policy = await findPolicy(scope, event.policyId)
  for (const ticket of tickets) refuseTicket(whyNotList(ticket, event, scope.now))
  refuse(whyNotOffer(tickets, price, { ...policy, currency: event.currency }))

  const id = newId()
  const { ticketTypeId } = tickets[0]!
  await insertListing(
    scope,
    {
      id,
      eventId: event.id,
      ticketTypeId,
      sellerId: fan.id,
      state: 'active',
      policyId: policy.id,
      currency: event.currency,
      priceMinor: price.amountMinor,
      buyerPaysMinor: buyerPays(breakDown(price.amountMinor, policy)),
      paidMinor: Math.min(...tickets.map((t) => t.paidMinor)),
      dueAt: event.resaleClosesAt,
    },
    ticketIds,
  )
  await moveTickets(scope, ticketIds, 'valid', 'listed', { holderId: fan.id })
  scope.record({
    name: 'listing.created',
    subjectId: id,
    body: { listingId: id, eventId: event.id, quantity: ticketIds.length, price },
  })
  return id
}
