// orders/start.ts: takes tickets off the shelf for one buyer, at a price that will not change.
import { after, minutes } from '../../kit/clock.ts'
import { newId, newNumber } from '../../kit/id.ts'
import { fanOf, type Scope } from '../../kit/scope.ts'
import { takeTickets } from '../listings/index.ts'
import { breakDown } from '../policies/index.ts'
import { problem } from './problems.ts'
import { HOLD_MINUTES, HOLDS_MAX, totalOf } from './rules.ts'
import { insertOrder, lockHolds } from './store.ts'

export async function startOrder(scope: Scope, wish: { listingId: string; quantity: number }): Promise<string> {
  const buyer = fanOf(scope)
  if ((await lockHolds(scope, buyer.id)) >= HOLDS_MAX) throw problem('too_many_holds')
  const { listing, fees, tickets } = await takeTickets(scope, wish.listingId, {
    buyerId: buyer.id,
    quantity: wish.quantity,
  })

  const id = newId()
  const lines = tickets.map((ticket, i) => ({
    id: newId(),
    line: i + 1,
    ticketId: ticket.ticketId,
    sellerId: listing.sellerId,
    ...breakDown(listing.priceMinor, fees),
  }))
  const heldUntil = after(scope.now, minutes(HOLD_MINUTES))
  await insertOrder(
    scope,
    {
      id,
      number: newNumber(),
      eventId: listing.eventId,
      listingId: listing.id,
      buyerId: buyer.id,
      policyId: listing.policyId,
      currency: listing.currency,
      quantity: wish.quantity,
      totalMinor: totalOf(lines),
      heldUntil,
    },
    lines,
  )
  scope.record({
    name: 'order.started',
    subjectId: id,
    body: { orderId: id, listingId: listing.id, quantity: wish.quantity, heldUntil },
  })
  return id
}
