// listings/take.ts: what an order does with an offer: takes tickets off the shelf, puts them back, or keeps them for good.
import type { Scope } from '../../kit/scope.ts'
import { whyResaleClosed } from '../catalog/index.ts'
import type { Fees } from '../policies/index.ts'
import { problem, refuse } from './problems.ts'
import { whyNotTake } from './rules.ts'
import { countRows, lockOpenRows, moveListing, moveRows, type ListingRow, type TakenRow } from './store.ts'

export type Taken = {
  listing: Pick<ListingRow, 'id' | 'eventId' | 'sellerId' | 'policyId' | 'currency' | 'priceMinor'>
  fees: Fees
  tickets: TakenRow[]
}

/** The shelf decides who was first: the loser is told at once, without waiting for the winner. */
export async function takeTickets(
  scope: Scope,
  listingId: string,
  wish: { buyerId: string; quantity: number },
): Promise<Taken> {
  const listing = await findOffer(scope, listingId)
  const tickets = await lockOpenRows(scope, listingId, wish.quantity)
  const shelf = {
    state: listing.listingState,
    sellerId: listing.sellerId,
    resaleClosed: whyResaleClosed(listing, scope.now),
  }
  const enough = { open: tickets.length, held: 0 }
  refuse(
    whyNotTake(
      shelf,
      wish,
      tickets.length >= wish.quantity ? enough : withLocked(await countRows(scope, listingId), tickets.length),
    ),
  )
  // Scanned or voided a moment ago: the listing learns of it by the fact that is on its way.
  if (tickets.some((ticket) => ticket.ticketState !== 'listed')) throw problem('listing_not_active')

  const ids = tickets.map((ticket) => ticket.ticketId)
  if ((await moveRows(scope, listingId, ids, 'open', 'held')) !== ids.length) throw problem('tickets_held')
  return { listing: { ...listing, id: listingId }, fees: listing, tickets }
}

/** Back on the shelf. A row that went out meanwhile stays out. */
export const freeTickets = (scope: Scope, listingId: string, ticketIds: string[]) =>
  moveRows(scope, listingId, ticketIds, 'held', 'open')

/** Sold for good; a listing of which nothing is left is sold. */
export async function keepTickets(scope: Scope, listingId: string, ticketIds: string[]): Promise<void> {
  const kept = await moveRows(scope, listingId, ticketIds, 'held', 'sold')
  if (kept !== ticketIds.length) throw new Error(`listing ${listingId} lost tickets that an order held`)
  const left = await countRows(scope, listingId)
  if (left.open + left.held === 0) await moveListing(scope, listingId, ['active', 'paused'], 'sold', { dueAt: null })
}

// A row locked this instant by somebody else still says open: to us it is held.
const withLocked = (rows: { open: number; held: number }, ours: number) => ({
  open: ours,
  held: rows.held + rows.open - ours,
})

const findOffer = (scope: Scope, id: string) =>
  scope.db
    .selectFrom('listings as l')
    .innerJoin('events as e', 'e.id', 'l.eventId')
    .innerJoin('policies as p', 'p.id', 'l.policyId')
    .select(['l.eventId', 'l.sellerId', 'l.policyId', 'l.currency', 'l.priceMinor', 'l.state as listingState'])
    .select(['e.state', 'e.admission', 'e.resaleOpensAt', 'e.resaleClosesAt'])
    .select(['p.buyerFeeBasisPoints', 'p.sellerFeeBasisPoints', 'p.organizerShareBasisPoints', 'p.feeTaxBasisPoints'])
    .where('l.id', '=', id)
    .executeTakeFirstOrThrow(() => problem('listing_not_found'))
