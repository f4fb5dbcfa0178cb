import type { Selectable } from 'kysely'
import type { DB } from '../../../kit/db.ts'
import { money } from '../../../kit/money.ts'
import { page, placeOf } from '../../../kit/page.ts'
import type { Scope } from '../../../kit/scope.ts'
import { problem } from '../problems.ts'

export type DisputeRow = Selectable<DB['disputes']>

export async function lockDispute(scope: Scope, by: { id: string } | { pspDispute: string }): Promise<DisputeRow> {
  const row = await scope.db
    .selectFrom('disputes')
    .selectAll()
    .where('id' in by ? 'id' : 'pspDispute', '=', 'id' in by ? by.id : by.pspDispute)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw problem('dispute_not_found')
  return row
}

/** Whether a bank took money of this order back, or may: what is lost must not be given back a second time. */
export async function disputeOf(scope: Scope, orderId: string): Promise<'open' | 'lost' | null> {
  const rows = await scope.db
    .selectFrom('disputes')
    .select('state')
    .where('orderId', '=', orderId)
    .where('state', 'in', ['open', 'lost'])
    .execute()
  if (rows.length === 0) return null
  return rows.some((row) => row.state === 'open') ? 'open' : 'lost'
}

const show = (row: DisputeRow) => ({
  id: row.id,
  orderId: row.orderId,
  reference: row.pspDispute,
  amount: money(row.amountMinor, row.currency),
  fee: money(row.feeMinor, row.currency),
  reason: row.reason,
  state: row.state,
  liability: row.liability,
  openedAt: row.openedAt,
  closedAt: row.closedAt,
})

export async function getDispute(scope: Scope, id: string) {
  const row = await scope.db.selectFrom('disputes').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw problem('dispute_not_found')
  return show(row)
}

type DisputeQuery = {
  state?: DisputeRow['state'] | undefined
  orderId?: string | undefined
  limit: number
  cursor?: string | undefined
}

export async function listDisputes(scope: Scope, query: DisputeQuery) {
  const from = placeOf(query.cursor, 'id')
  const rows = await scope.db
    .selectFrom('disputes')
    .selectAll()
    .$if(query.state !== undefined, (q) => q.where('state', '=', query.state!))
    .$if(query.orderId !== undefined, (q) => q.where('orderId', '=', query.orderId!))
    .$if(from !== null, (q) => q.where('id', '<', from![0]))
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return page(rows, query.limit, (row) => [row.id], show)
}

/** Who bears it if it is lost; said while the bank has not decided yet. */
export async function decideDispute(scope: Scope, id: string, liability: NonNullable<DisputeRow['liability']>) {
  const dispute = await lockDispute(scope, { id })
  if (dispute.state !== 'open') throw problem('dispute_closed')
  await scope.db.updateTable('disputes').set({ liability }).where('id', '=', id).execute()
  scope.record({
    name: 'dispute.decided',
    subjectId: dispute.orderId,
    body: { orderId: dispute.orderId, disputeId: id, liability },
  })
  return getDispute(scope, id)
}
