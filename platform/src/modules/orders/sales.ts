// Sales as their sellers see them: one query, line by line.
import { money } from '../../kit/money.ts'
import { page, placeOf } from '../../kit/page.ts'
import type { Scope } from '../../kit/scope.ts'
import { EVENT_REF_COLUMNS, eventRefOf } from '../catalog/index.ts'
import { sellerReceives } from '../policies/index.ts'
import { isSeated } from '../tickets/index.ts'
import { PARTS, SEAT } from './queries.ts'
import { sellerTimeline } from './timeline.ts'

/** What a seller sold, line by line, with where each line's money is. */
export async function listSales(scope: Scope, query: { sellerId: string; limit: number; cursor?: string | undefined }) {
  const from = placeOf(query.cursor, 'id')
  const rows = await scope.db
    .selectFrom('orderLines as n')
    .innerJoin('orders as o', 'o.id', 'n.orderId')
    .innerJoin('events', 'events.id', 'o.eventId')
    .innerJoin('listings as l', 'l.id', 'o.listingId')
    .innerJoin('ticketTypes as y', 'y.id', 'l.ticketTypeId')
    .innerJoin('tickets as t', 't.id', 'n.ticketId')
    .leftJoin('payouts as p', (join) => join.onRef('p.lineId', '=', 'n.id').on('p.party', '=', 'seller'))
    .select([
      'n.id',
      'n.state',
      'n.releaseAt',
      'n.releasedAt',
      'n.refundedAt',
      ...PARTS.map((part) => `n.${part}` as const),
      ...SEAT,
    ])
    .select([
      'o.number as orderNumber',
      'o.listingId',
      'o.fulfilledAt',
      'y.id as ticketTypeId',
      'y.name as ticketTypeName',
    ])
    .select(['p.state as payoutState', 'p.blockedReason', 'p.paidAt', 'p.amountMinor as payoutMinor'])
    .select((eb) =>
      eb
        .selectFrom('disputes as d')
        .select('d.state')
        .whereRef('d.orderId', '=', 'o.id')
        .orderBy('d.id', 'desc')
        .limit(1)
        .as('disputeState'),
    )
    .select(EVENT_REF_COLUMNS)
    .where('n.sellerId', '=', query.sellerId)
    .where('n.state', 'in', ['holding', 'released', 'refunded', 'lost'])
    .where('o.fulfilledAt', 'is not', null)
    .$if(from !== null, (q) => q.where('n.id', '<', from![0]))
    .orderBy('n.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return page(
    rows,
    query.limit,
    (row) => [row.id],
    (row) => {
      const show = (amountMinor: number) => money(amountMinor, row.currency)
      const seat = { zone: row.zone, row: row.row, number: row.number, name: row.name }
      const payout =
        row.payoutState === null
          ? null
          : {
              state: row.payoutState,
              blockedReason: row.blockedReason,
              paidAt: row.paidAt,
              amountMinor: row.payoutMinor!,
            }
      const times = { soldAt: row.fulfilledAt!, releaseAt: row.releaseAt ?? row.fulfilledAt! }
      return {
        lineId: row.id,
        orderNumber: row.orderNumber,
        listingId: row.listingId,
        event: eventRefOf(row),
        ticketType: { id: row.ticketTypeId, name: row.ticketTypeName },
        seat: isSeated(seat) ? seat : null,
        price: show(row.priceMinor),
        sellerFee: show(row.sellerFeeMinor),
        sellerFeeTax: show(row.sellerFeeTaxMinor),
        organizerShare: show(row.organizerShareMinor),
        receives: show(sellerReceives(row)),
        state: row.state,
        ...times,
        payout: payout && { state: payout.state, amount: show(payout.amountMinor), paidAt: payout.paidAt },
        timeline: sellerTimeline({ ...row, ...times, receivesMinor: sellerReceives(row), payout }, scope.now),
      }
    },
  )
}
