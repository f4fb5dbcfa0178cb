/** Offers to sell. A listing is the only thing a buyer may take tickets from. */
import type { Listener } from '../../kit/facts.ts'
import type { Sweep } from '../../kit/sweeps.ts'
import { findEvent } from '../catalog/index.ts'
import { tellWhereabouts } from '../tickets/index.ts'
import { dropTicket, expireListing } from './end.ts'

export { admin } from './admin.ts'
export { market } from './market.ts'
export { refusals } from './problems.ts'
export { releaseAtOf } from './quote.ts'
export { Breakdown, Seat, TicketTypeRef } from './shapes.ts'
export { lockListing } from './store.ts'
export { freeTickets, keepTickets, takeTickets } from './take.ts'

export const sweeps: Sweep[] = [{ table: 'listings', act: expireListing }]
export const listeners: Listener[] = [
  {
    name: 'listings.ticket-gone',
    facts: ['ticket.admitted', 'ticket.voided'],
    inScope: (scope, fact) => dropTicket(scope, fact.subjectId!, fact.name.replace('.', '_')),
  },
  {
    // A window that closes earlier must end its offers earlier.
    name: 'listings.window-moved',
    facts: ['event.updated'],
    inScope: async (scope, fact) => {
      const event = await findEvent(scope, fact.subjectId!)
      await scope.db
        .updateTable('listings')
        .set({ dueAt: event.resaleClosesAt })
        .where('eventId', '=', event.id)
        .where('state', 'in', ['active', 'paused'])
        .execute()
    },
  },
]

tellWhereabouts(async (scope, ticketIds) => {
  const rows = await scope.db
    .selectFrom('listingTickets')
    .select(['ticketId', 'listingId'])
    .where('ticketId', 'in', ticketIds)
    .where('state', 'in', ['open', 'held'])
    .execute()
  return new Map(rows.map(({ ticketId, listingId }) => [ticketId, { listingId }]))
})
