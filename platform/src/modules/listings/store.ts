// Every lock and write of listings. What is contended are their rows: whoever locks a row decides about its ticket.
import { sql, type Selectable } from 'kysely'
import { brokeConstraint, type DB } from '../../kit/db.ts'
import type { Scope } from '../../kit/scope.ts'
import { problem as ticketProblem } from '../tickets/index.ts'
import { problem } from './problems.ts'

export type ListingRow = Selectable<DB['listings']>
type RowState = OfferRow['state']
export type OfferRow = Pick<Selectable<DB['listingTickets']>, 'ticketId' | 'state'>

export async function insertListing(
  scope: Scope,
  listing: Omit<ListingRow, 'tenantId' | 'createdAt' | 'updatedAt' | 'endedReason'>,
  ticketIds: string[],
): Promise<void> {
  await scope.db
    .insertInto('listings')
    .values({ ...listing, createdAt: scope.now, updatedAt: scope.now })
    .execute()
  await scope.db
    .insertInto('listingTickets')
    .values(ticketIds.map((ticketId) => ({ listingId: listing.id, ticketId })))
    .execute()
    .catch((error: unknown) => {
      throw brokeConstraint(error, 'a_ticket_is_offered_once') ? ticketProblem('ticket_listed') : error
    })
}

/** Locks a listing and its rows, to end it. */
export async function lockListing(scope: Scope, id: string): Promise<ListingRow & { rows: OfferRow[] }> {
  const listing = await scope.db.selectFrom('listings').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!listing) throw problem('listing_not_found')
  const rows = await scope.db
    .selectFrom('listingTickets')
    .select(['ticketId', 'state'])
    .where('listingId', '=', id)
    .orderBy('ticketId')
    .forUpdate()
    .execute()
  return { ...listing, rows }
}

export type TakenRow = { ticketId: string; paidMinor: number; ticketState: string }

/** Locks free rows without waiting: a row that somebody holds this instant counts as held. */
export const lockOpenRows = (scope: Scope, listingId: string, quantity: number): Promise<TakenRow[]> =>
  scope.db
    .selectFrom('listingTickets as r')
    .innerJoin('tickets as t', 't.id', 'r.ticketId')
    .select(['r.ticketId', 't.paidMinor', 't.state as ticketState'])
    .where('r.listingId', '=', listingId)
    .where('r.state', '=', 'open')
    .orderBy('r.ticketId')
    .limit(quantity)
    .forUpdate('r')
    .skipLocked()
    .execute()

export async function countRows(scope: Scope, listingId: string): Promise<{ open: number; held: number }> {
  const row = await scope.db
    .selectFrom('listingTickets')
    .select((eb) => [
      eb.cast<number>(eb.fn.countAll().filterWhere('state', '=', 'open'), 'integer').as('open'),
      eb.cast<number>(eb.fn.countAll().filterWhere('state', '=', 'held'), 'integer').as('held'),
    ])
    .where('listingId', '=', listingId)
    .executeTakeFirstOrThrow()
  return row
}

export async function moveRows(
  scope: Scope,
  listingId: string,
  ticketIds: string[],
  from: RowState | RowState[],
  to: RowState,
): Promise<number> {
  const moved = await scope.db
    .updateTable('listingTickets')
    .set({ state: to })
    .where('listingId', '=', listingId)
    .where('ticketId', '=', sql<string>`any(${ticketIds}::uuid[])`)
    .where('state', '=', sql<RowState>`any(${[from].flat()}::text[])`)
    .executeTakeFirst()
  return Number(moved.numUpdatedRows)
}

export async function moveListing(
  scope: Scope,
  id: string,
  from: ListingRow['state'][],
  to: ListingRow['state'],
  more: { endedReason?: string; dueAt?: Date | null } = {},
): Promise<boolean> {
  const moved = await scope.db
    .updateTable('listings')
    .set({ ...more, state: to, updatedAt: scope.now })
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst()
  return moved.numUpdatedRows === 1n
}

export const postponeListing = (scope: Scope, id: string, dueAt: Date | null) =>
  scope.db.updateTable('listings').set({ dueAt }).where('id', '=', id).execute()
