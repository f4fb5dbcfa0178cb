// What a mail must know of an order, a listing or a payout, read from the tables below. Never a code.
import { sql } from 'kysely'
import type { Scope } from '../../kit/scope.ts'
import { findBrand } from '../tenancy/index.ts'

const EVENT = ['e.name as eventName', 'e.startsAt', 'e.endsAt', 'e.timeZone', 'e.venueName', 'e.venueCity'] as const
const SEAT = ['tt.name as ticketType', 't.seatZone', 't.seatRow', 't.seatNumber', 't.seatName'] as const

export const localeOf = async (scope: Scope): Promise<string> => (await findBrand(scope)).document.locale

export const findOrder = (scope: Scope, id: string) =>
  scope.db
    .selectFrom('orders as o')
    .innerJoin('events as e', 'e.id', 'o.eventId')
    .innerJoin('listings as l', 'l.id', 'o.listingId')
    .innerJoin('fans as buyer', 'buyer.id', 'o.buyerId')
    .innerJoin('fans as seller', 'seller.id', 'l.sellerId')
    .select([
      ...EVENT,
      'o.id',
      'o.number',
      'o.state',
      'o.currency',
      'o.totalMinor',
      'buyer.email as buyerEmail',
      'seller.id as sellerId',
      'seller.email as sellerEmail',
    ])
    .where('o.id', '=', id)
    .executeTakeFirstOrThrow()
export type Order = Awaited<ReturnType<typeof findOrder>>

export const findLines = (scope: Scope, by: { orderId: string } | { lineIds: string[] }) =>
  scope.db
    .selectFrom('orderLines as ol')
    .innerJoin('tickets as t', 't.id', 'ol.ticketId')
    .innerJoin('ticketTypes as tt', 'tt.id', 't.ticketTypeId')
    .select([
      ...SEAT,
      'ol.ticketId',
      'ol.releaseAt',
      'ol.releasedAt',
      'ol.priceMinor',
      'ol.sellerFeeMinor',
      'ol.sellerFeeTaxMinor',
      'ol.organizerShareMinor',
    ])
    .where((eb) => ('orderId' in by ? eb('ol.orderId', '=', by.orderId) : eb('ol.id', 'in', by.lineIds)))
    .orderBy('ol.line')
    .execute()
export type Line = Awaited<ReturnType<typeof findLines>>[number]

export const findRefund = (scope: Scope, id: string) =>
  scope.db
    .selectFrom('refunds')
    .select(['orderId', 'lineIds', 'amountMinor', 'currency', 'ticket'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

export const findListing = (scope: Scope, id: string) =>
  scope.db
    .selectFrom('listings as l')
    .innerJoin('events as e', 'e.id', 'l.eventId')
    .innerJoin('fans as seller', 'seller.id', 'l.sellerId')
    .innerJoin('ticketTypes as tt', 'tt.id', 'l.ticketTypeId')
    .select([
      ...EVENT,
      'l.state',
      'l.policyId',
      'l.currency',
      'l.priceMinor',
      'tt.name as ticketType',
      'seller.email as sellerEmail',
    ])
    .select(sql<number>`(select count(*) from listing_tickets lt where lt.listing_id = l.id)`.as('quantity'))
    .where('l.id', '=', id)
    .executeTakeFirstOrThrow()

export const findPayout = (scope: Scope, id: string) =>
  scope.db
    .selectFrom('payouts as p')
    .innerJoin('fans as f', 'f.id', 'p.fanId')
    .innerJoin('orders as o', 'o.id', 'p.orderId')
    .innerJoin('events as e', 'e.id', 'o.eventId')
    .innerJoin('orderLines as ol', 'ol.id', 'p.lineId')
    .innerJoin('tickets as t', 't.id', 'ol.ticketId')
    .innerJoin('ticketTypes as tt', 'tt.id', 't.ticketTypeId')
    .select([...EVENT, ...SEAT, 'o.number', 'p.amountMinor', 'p.currency', 'p.blockedReason', 'f.email'])
    .where('p.id', '=', id)
    .executeTakeFirst()

/** Whether money sent to this seller would arrive. */
export async function canBePaid(scope: Scope, fanId: string): Promise<boolean> {
  const account = await scope.db
    .selectFrom('connectedAccounts')
    .select('transfersReady')
    .where('fanId', '=', fanId)
    .executeTakeFirst()
  return account?.transfersReady ?? false
}

export async function wasTold(scope: Scope, recipient: string, kind: string, since: Date): Promise<boolean> {
  const mail = await scope.db
    .selectFrom('mails')
    .select('id')
    .where('recipient', '=', recipient)
    .where('kind', '=', kind)
    .where('createdAt', '>', since)
    .executeTakeFirst()
  return mail !== undefined
}
