// listings/end.ts: takes an offer off the shelf: withdrawn by its seller, removed by staff, expired by the clock.
import { fanOf, type Ctx, type Scope } from '../../kit/scope.ts'
import { findEvent, whyResaleClosed } from '../catalog/index.ts'
import { moveTickets } from '../tickets/index.ts'
import { problem, refuse } from './problems.ts'
import { whyNotEnd } from './rules.ts'
import { lockListing, moveListing, moveRows, postponeListing, type ListingRow, type OfferRow } from './store.ts'

type Locked = ListingRow & { rows: OfferRow[] }
type Ending = { to: 'withdrawn' | 'removed' | 'expired'; reason: string }

export async function withdrawListing(scope: Scope, id: string): Promise<void> {
  const listing = await lockListing(scope, id)
  if (listing.sellerId !== fanOf(scope).id) throw problem('listing_not_found')
  refuse(whyNotEnd(listing, heldOf(listing)))

  await end(scope, listing, { to: 'withdrawn', reason: 'withdrawn_by_seller' })
}

export async function removeListing(scope: Scope, id: string, reason: string): Promise<void> {
  const listing = await lockListing(scope, id)
  refuse(whyNotEnd(listing, heldOf(listing)))

  await end(scope, listing, { to: 'removed', reason })
}

/** When resale closes. An offer in checkout is left to it; the sweep comes back. */
export const expireListing = (ctx: Ctx, id: string): Promise<void> =>
  ctx.write(async (scope) => {
    const listing = await lockListing(scope, id)
    if (listing.dueAt === null || listing.dueAt > scope.now) return
    if (listing.state !== 'active' && listing.state !== 'paused') return void (await postponeListing(scope, id, null))
    const event = await findEvent(scope, listing.eventId)
    if (whyResaleClosed(event, scope.now) === null) return void (await postponeListing(scope, id, event.resaleClosesAt))
    if (heldOf(listing).held > 0) return void (await postponeListing(scope, id, new Date(scope.now.getTime() + 60_000)))
    await end(scope, listing, { to: 'expired', reason: 'resale_closed' })
  })

/** A ticket that was scanned or voided cannot be sold any more, whatever its listing hoped. */
export async function dropTicket(scope: Scope, ticketId: string, reason: string): Promise<void> {
  const offered = await scope.db
    .selectFrom('listingTickets')
    .select('listingId')
    .where('ticketId', '=', ticketId)
    .where('state', 'in', ['open', 'held'])
    .executeTakeFirst()
  if (!offered) return
  const listing = await lockListing(scope, offered.listingId)
  await moveRows(scope, listing.id, [ticketId], ['open', 'held'], 'out')
  if (listing.rows.some((row) => row.ticketId !== ticketId && (row.state === 'open' || row.state === 'held'))) return
  await close(scope, listing, { to: 'withdrawn', reason })
}

async function end(scope: Scope, listing: Locked, ending: Ending): Promise<void> {
  const open = listing.rows.filter((row) => row.state === 'open').map((row) => row.ticketId)
  await moveRows(scope, listing.id, open, 'open', 'out')
  await moveTickets(scope, open, 'listed', 'valid')
  await close(scope, listing, ending)
}

async function close(scope: Scope, listing: Locked, { to, reason }: Ending): Promise<void> {
  if (!(await moveListing(scope, listing.id, ['active', 'paused'], to, { endedReason: reason, dueAt: null }))) return
  scope.record({ name: 'listing.ended', subjectId: listing.id, body: { listingId: listing.id, state: to, reason } })
}

const heldOf = (listing: Locked) => ({ held: listing.rows.filter((row) => row.state === 'held').length })
