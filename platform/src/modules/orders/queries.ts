// Orders and sales as answers show them: one query each, whoever reads.
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { money } from '../../kit/money.ts'
import { page, placeOf } from '../../kit/page.ts'
import type { Scope } from '../../kit/scope.ts'
import { EVENT_REF_COLUMNS, eventRefOf } from '../catalog/index.ts'
import { isSeated } from '../tickets/index.ts'
import { problem } from './problems.ts'
import { buyerTimeline } from './timeline.ts'

export const SEAT = ['t.seatZone as zone', 't.seatRow as row', 't.seatNumber as number', 't.seatName as name'] as const
export const PARTS = [
  'priceMinor',
  'buyerFeeMinor',
  'buyerFeeTaxMinor',
  'sellerFeeMinor',
  'sellerFeeTaxMinor',
  'organizerShareMinor',
] as const

const orders = (scope: Scope) =>
  scope.db
    .selectFrom('orders as o')
    .innerJoin('events', 'events.id', 'o.eventId')
    .innerJoin('listings as l', 'l.id', 'o.listingId')
    .innerJoin('ticketTypes as y', 'y.id', 'l.ticketTypeId')
    .innerJoin('fans as b', 'b.id', 'o.buyerId')
    .selectAll('o')
    .select(EVENT_REF_COLUMNS)
    .select(['y.id as ticketTypeId', 'y.name as ticketTypeName', 'b.name as buyerName', 'b.email as buyerEmail'])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('orderLines as n')
          .innerJoin('tickets as t', 't.id', 'n.ticketId')
          .select([
            'n.id',
            'n.ticketId',
            'n.sellerId',
            'n.state',
            'n.releaseAt',
            'n.releasedAt',
            ...PARTS.map((part) => `n.${part}` as const),
            ...SEAT,
          ])
          .whereRef('n.orderId', '=', 'o.id')
          .orderBy('n.line'),
      ).as('lines'),
      jsonArrayFrom(eb.selectFrom('refunds as r').selectAll('r').whereRef('r.orderId', '=', 'o.id').orderBy('r.id')).as(
        'refunds',
      ),
      jsonArrayFrom(
        eb
          .selectFrom('disputes as d')
          .select(['d.state', 'd.amountMinor', 'd.openedAt', 'd.closedAt'])
          .whereRef('d.orderId', '=', 'o.id')
          .orderBy('d.id'),
      ).as('disputes'),
    ])
type OrderView = Awaited<ReturnType<ReturnType<typeof orders>['executeTakeFirstOrThrow']>>

const LIVE = new Set(['held', 'paying', 'authorized', 'securing', 'in_doubt'])
/** JSON in SQL makes instants text; these are the ones we read back. */
const instant = (value: unknown): Date | null =>
  value === null || value === undefined ? null : new Date(value as string)

function showOrder(row: OrderView, now: Date) {
  const show = (amountMinor: number) => money(amountMinor, row.currency)
  const breakdown = (lines: { priceMinor: number; buyerFeeMinor: number; buyerFeeTaxMinor: number }[]) => {
    const sum = (pick: (line: (typeof lines)[number]) => number) => lines.reduce((total, line) => total + pick(line), 0)
    return {
      ticket: show(sum((l) => l.priceMinor)),
      buyerFee: show(sum((l) => l.buyerFeeMinor)),
      feeTax: show(sum((l) => l.buyerFeeTaxMinor)),
      total: show(sum((l) => l.priceMinor + l.buyerFeeMinor + l.buyerFeeTaxMinor)),
    }
  }
  const releaseAt = instant(row.lines[0]?.releaseAt)
  const releases = row.lines.map((line) => instant(line.releasedAt))
  const refunds = row.refunds.map((r) => ({ ...r, createdAt: instant(r.createdAt)!, settledAt: instant(r.settledAt) }))
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    event: eventRefOf(row),
    listingId: row.listingId,
    ticketType: { id: row.ticketTypeId, name: row.ticketTypeName },
    quantity: row.quantity,
    heldUntil: LIVE.has(row.state) ? row.heldUntil : null,
    lines: row.lines.map((line) => {
      const { zone, row: seatRow, number, name } = line
      const seat = { zone, row: seatRow, number, name }
      return {
        id: line.id,
        ticketId: line.ticketId,
        seat: isSeated(seat) ? seat : null,
        price: breakdown([line]),
        state: line.state,
      }
    }),
    total: breakdown(row.lines),
    releaseAt,
    createdAt: row.createdAt,
    timeline: buyerTimeline(
      {
        ...row,
        releaseAt,
        allReleasedAt: releases.every((at) => at !== null) ? (releases.at(-1) ?? null) : null,
        refunds,
        disputes: row.disputes.map((d) => ({ ...d, openedAt: instant(d.openedAt)!, closedAt: instant(d.closedAt) })),
      },
      now,
    ),
    refunds,
  }
}

const DECLINED: Record<string, string> = {
  insufficient_funds: 'There was not enough money on this card. Use another card, or top it up.',
  expired_card: 'This card has expired. Use another card.',
  incorrect_cvc: 'The security code was wrong. Check the three digits on the back.',
  authentication_required: 'Your bank wanted you to confirm the payment, and that did not happen.',
}

export function showToBuyer(row: OrderView, now: Date) {
  const { refunds: _, ...order } = showOrder(row, now)
  return {
    ...order,
    payment: {
      action: row.state === 'paying' && row.actionSecret ? { clientSecret: row.actionSecret } : null,
      declined:
        row.state === 'held' && row.declinedCode
          ? (DECLINED[row.declinedCode] ?? 'Your bank declined this payment. You were not charged; try another card.')
          : null,
    },
  }
}

export function showToAdmin(row: OrderView, now: Date) {
  const order = showOrder(row, now)
  return {
    ...order,
    refunds: order.refunds.map((r) => ({
      id: r.id,
      amount: money(r.amountMinor, r.currency),
      reason: r.reason,
      ticket: r.ticket,
      state: r.state,
      lineIds: r.lineIds,
      createdAt: r.createdAt,
    })),
    buyer: { id: row.buyerId, name: row.buyerName, email: row.buyerEmail },
    sellerIds: [...new Set(row.lines.map((line) => line.sellerId))],
    declinedCode: row.declinedCode,
  }
}

export async function getOrder<T>(
  scope: Scope,
  id: string,
  show: (row: OrderView, now: Date) => T,
  buyerId?: string,
): Promise<T> {
  const row = await orders(scope)
    .where('o.id', '=', id)
    .$if(buyerId !== undefined, (q) => q.where('o.buyerId', '=', buyerId!))
    .executeTakeFirst()
  if (!row) throw problem('order_not_found')
  return show(row, scope.now)
}

type OrderQuery = {
  buyerId?: string
  eventId?: string | undefined
  state?: string | undefined
  limit: number
  cursor?: string | undefined
}

export async function listOrders<T>(scope: Scope, query: OrderQuery, show: (row: OrderView, now: Date) => T) {
  const from = placeOf(query.cursor, 'id')
  const rows = await orders(scope)
    .$if(query.buyerId !== undefined, (q) => q.where('o.buyerId', '=', query.buyerId!))
    .$if(query.eventId !== undefined, (q) => q.where('o.eventId', '=', query.eventId!))
    .$if(query.state !== undefined, (q) => q.where('o.state', '=', query.state as never))
    .$if(from !== null, (q) => q.where('o.id', '<', from![0]))
    .orderBy('o.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return page(
    rows,
    query.limit,
    (row) => [row.id],
    (row) => show(row, scope.now),
  )
}
