import { money } from '../../kit/money.ts'
import { page, placeOf } from '../../kit/page.ts'
import type { Scope } from '../../kit/scope.ts'

export async function listPayouts(
  scope: Scope,
  query: { state?: string | undefined; limit: number; cursor?: string | undefined },
) {
  const from = placeOf(query.cursor, 'id')
  const rows = await scope.db
    .selectFrom('payouts')
    .selectAll()
    .$if(query.state !== undefined, (q) => q.where('state', '=', query.state as never))
    .$if(from !== null, (q) => q.where('id', '<', from![0]))
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return page(
    rows,
    query.limit,
    (row) => [row.id],
    (row) => ({
      id: row.id,
      party: row.party,
      fanId: row.fanId,
      orderId: row.orderId,
      lineId: row.lineId,
      amount: money(row.amountMinor, row.currency),
      state: row.state,
      blockedReason: row.blockedReason,
      createdAt: row.createdAt,
      paidAt: row.paidAt,
    }),
  )
}

/** What a seller has earned and not been sent yet, per currency. */
export async function payableTo(scope: Scope, fanId: string) {
  const rows = await scope.db
    .selectFrom('ledgerAccounts')
    .select(['currency', 'balance'])
    .where('code', '=', 'seller_payable')
    .where('owner', '=', fanId)
    .orderBy('currency')
    .execute()
  return rows.map((row) => money(0 - row.balance, row.currency))
}
