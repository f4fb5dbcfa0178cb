// orders/free.ts: gives up an order and puts its tickets back on the shelf.
import type { Scope } from '../../kit/scope.ts'
import { freeTickets, lockListing } from '../listings/index.ts'
import { moveTickets } from '../tickets/index.ts'
import { moveLines, moveOrder, type LockedOrder } from './store.ts'

/** The tickets of an order whose payment came to nothing are offered again, the order goes on or ends. */
export const unsell = (scope: Scope, order: LockedOrder) =>
  moveTickets(
    scope,
    order.lines.map((line) => line.ticketId),
    'selling',
    'listed',
  )

export async function giveUp(
  scope: Scope,
  order: LockedOrder,
  to: 'expired' | 'cancelled',
  reason: string,
): Promise<void> {
  await lockListing(scope, order.listingId)
  if (order.state === 'paying' || order.state === 'authorized') await unsell(scope, order)
  await freeTickets(
    scope,
    order.listingId,
    order.lines.map((line) => line.ticketId),
  )
  await moveLines(scope, order.lines, 'held', 'gone')
  await moveOrder(scope, order, to, { dueAt: null, actionSecret: null })
  scope.record({ name: `order.${to}`, subjectId: order.id, body: { orderId: order.id, reason } })
}
