// Reads of the shelf, straight to the shape of the answer.
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { money } from '../../kit/money.ts'
import { page, placeOf } from '../../kit/page.ts'
import type { Scope } from '../../kit/scope.ts'
import { EVENT_REF_COLUMNS, eventRefOf } from '../catalog/index.ts'
import { againstPaid, breakDown, buyerPays } from '../policies/index.ts'
import { isSeated } from '../tickets/index.ts'
import { problem } from './problems.ts'
import { showQuote } from './quote.ts'

type Filter = {
  eventId?: string | undefined
  ticketTypeId?: string | undefined
  limit: number
  cursor?: string | undefined
}

const shelf = (scope: Scope) =>
  scope.db
    .selectFrom('listings as l')
    .innerJoin('ticketTypes as y', 'y.id', 'l.ticketTypeId')
    .innerJoin('policies as p', 'p.id', 'l.policyId')
    .select([
      'l.id',
      'l.eventId',
      'l.ticketTypeId',
      'y.name as ticketTypeName',
      'l.sellerId',
      'l.state',
      'l.currency',
      'l.priceMinor',
      'l.buyerPaysMinor',
      'l.paidMinor',
    ])
    .select(['p.buyerFeeBasisPoints', 'p.sellerFeeBasisPoints', 'p.organizerShareBasisPoints', 'p.feeTaxBasisPoints'])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('listingTickets as r')
          .innerJoin('tickets as t', 't.id', 'r.ticketId')
          .select(['r.state', 't.seatZone as zone', 't.seatRow as row', 't.seatNumber as number', 't.seatName as name'])
          .whereRef('r.listingId', '=', 'l.id')
          .where('r.state', 'in', ['open', 'held'])
          .orderBy('r.ticketId'),
      ).as('rows'),
    ])
type ShelfRow = Awaited<ReturnType<ReturnType<typeof shelf>['executeTakeFirstOrThrow']>>

function showListing(row: ShelfRow, viewer: string | null) {
  const parts = breakDown(row.priceMinor, row)
  const show = (amountMinor: number) => money(amountMinor, row.currency)
  return {
    id: row.id,
    eventId: row.eventId,
    ticketType: { id: row.ticketTypeId, name: row.ticketTypeName },
    seats: row.rows.map(({ state: _, ...seat }) => seat).filter(isSeated),
    quantity: row.state === 'active' ? row.rows.filter((r) => r.state === 'open').length : 0,
    held: row.rows.filter((r) => r.state === 'held').length,
    price: {
      ticket: show(row.priceMinor),
      buyerFee: show(parts.buyerFeeMinor),
      feeTax: show(parts.buyerFeeTaxMinor),
      total: show(buyerPays(parts)),
    },
    againstPaidPercent: againstPaid(row.priceMinor, row.paidMinor),
    state: row.state,
    mine: viewer === row.sellerId,
  }
}

const viewerOf = (scope: Scope): string | null => (scope.actor.kind === 'fan' ? scope.actor.id : null)

/** What is on sale, cheapest first. What somebody is paying for stays in its place. */
export async function listListings(scope: Scope, filter: Filter) {
  const from = placeOf(filter.cursor, 'number', 'id')
  const rows = await shelf(scope)
    .where('l.state', '=', 'active')
    .$if(filter.eventId !== undefined, (q) => q.where('l.eventId', '=', filter.eventId!))
    .$if(filter.ticketTypeId !== undefined, (q) => q.where('l.ticketTypeId', '=', filter.ticketTypeId!))
    .$if(from !== null, (q) => q.where(sql<boolean>`(l.buyer_pays_minor, l.id) > (${from![0]}, ${from![1]}::uuid)`))
    .orderBy('l.buyerPaysMinor')
    .orderBy('l.id')
    .limit(filter.limit + 1)
    .execute()
  return page(
    rows,
    filter.limit,
    (row) => [row.buyerPaysMinor, row.id],
    (row) => showListing(row, viewerOf(scope)),
  )
}

export async function getListing(scope: Scope, id: string) {
  const row = await shelf(scope)
    .where('l.id', '=', id)
    .executeTakeFirstOrThrow(() => problem('listing_not_found'))
  return showListing(row, viewerOf(scope))
}

const sellerShelf = (scope: Scope) =>
  scope.db
    .selectFrom('listings as l')
    .innerJoin('events', 'events.id', 'l.eventId')
    .innerJoin('ticketTypes as y', 'y.id', 'l.ticketTypeId')
    .innerJoin('policies as p', 'p.id', 'l.policyId')
    .select([
      'l.id',
      'l.state',
      'l.sellerId',
      'l.ticketTypeId',
      'y.name as ticketTypeName',
      'l.priceMinor',
      'l.createdAt',
      'l.endedReason',
    ])
    .select(EVENT_REF_COLUMNS)
    .select([
      'p.ceilingPercent',
      'p.buyerFeeBasisPoints',
      'p.sellerFeeBasisPoints',
      'p.organizerShareBasisPoints',
      'p.feeTaxBasisPoints',
      'p.releaseDelayHours',
    ])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('listingTickets as r')
          .innerJoin('tickets as t', 't.id', 'r.ticketId')
          .select([
            'r.ticketId',
            'r.state',
            't.paidMinor',
            't.seatZone as zone',
            't.seatRow as row',
            't.seatNumber as number',
            't.seatName as name',
          ])
          .whereRef('r.listingId', '=', 'l.id')
          .orderBy('r.ticketId'),
      ).as('rows'),
    ])
type SellerRow = Awaited<ReturnType<ReturnType<typeof sellerShelf>['executeTakeFirstOrThrow']>>

const showSellerListing = (row: SellerRow) => ({
  id: row.id,
  state: row.state,
  event: eventRefOf(row),
  ticketType: { id: row.ticketTypeId, name: row.ticketTypeName },
  tickets: row.rows.map(({ ticketId, state, paidMinor: _, ...seat }) => ({
    id: ticketId,
    seat: isSeated(seat) ? seat : null,
    state,
  })),
  quote: showQuote(row.priceMinor, { ...row, endsAt: row.eventEndsAt }, row.rows),
  createdAt: row.createdAt,
  endedReason: row.endedReason,
})

export async function listSellerListings(
  scope: Scope,
  query: {
    sellerId?: string
    eventId?: string | undefined
    state?: string | undefined
    limit: number
    cursor?: string | undefined
  },
) {
  const from = placeOf(query.cursor, 'id')
  const rows = await sellerShelf(scope)
    .$if(query.sellerId !== undefined, (q) => q.where('l.sellerId', '=', query.sellerId!))
    .$if(query.eventId !== undefined, (q) => q.where('l.eventId', '=', query.eventId!))
    .$if(query.state !== undefined, (q) => q.where('l.state', '=', query.state as never))
    .$if(from !== null, (q) => q.where('l.id', '<', from![0]))
    .orderBy('l.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return page(
    rows,
    query.limit,
    (row) => [row.id],
    (row) => ({ ...showSellerListing(row), sellerId: row.sellerId }),
  )
}

export async function getSellerListing(scope: Scope, id: string) {
  return showSellerListing(
    await sellerShelf(scope)
      .where('l.id', '=', id)
      .executeTakeFirstOrThrow(() => problem('listing_not_found')),
  )
}
