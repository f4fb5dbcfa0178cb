// orders/refund-failed.ts: a refund the card's bank sent back, after the provider had called it done. The money is ours again,
// and owed to the buyer.
import type { Ctx, Scope } from '../../kit/scope.ts'
import { post, postings } from '../ledger/index.ts'
import { sendRefund } from './refund.ts'

/** `pspRefund`: what the news was of. The provider is asked itself; being told twice books once. */
export async function refundCameBack(ctx: Ctx, orderId: string, pspRefund: string): Promise<void> {
  // The news may be faster than our own answer: what is still under way is settled by looking, and may have failed at once.
  for (const id of await ctx.read((scope) => findPending(scope, orderId))) await sendRefund(ctx, id, true)
  const refund = await ctx.read((scope) => findSent(scope, pspRefund))
  if (!refund) return
  const told = await ctx.outside.psp.findRefund(refund.intentId, refund.operationId)
  if (told?.id === pspRefund && told.status === 'failed') await ctx.write((scope) => book(scope, refund))
}

const findPending = async (scope: Scope, orderId: string): Promise<string[]> =>
  (
    await scope.db
      .selectFrom('refunds')
      .select('id')
      .where('orderId', '=', orderId)
      .where('state', '=', 'pending')
      .execute()
  ).map((refund) => refund.id)

type Sent = {
  id: string
  orderId: string
  operationId: string
  amountMinor: number
  currency: string
  intentId: string
}

async function findSent(scope: Scope, pspRefund: string): Promise<Sent | null> {
  const found = await scope.db
    .selectFrom('pspOperations as p')
    .innerJoin('refunds as r', 'r.operationId', 'p.id')
    .innerJoin('orders as o', 'o.id', 'r.orderId')
    .select(['r.id', 'r.orderId', 'r.amountMinor', 'r.currency', 'p.id as operationId', 'p.params', 'o.pspIntent'])
    .where('p.kind', '=', 'refund')
    .where('p.pspObject', '=', pspRefund)
    .where('r.state', '=', 'succeeded')
    .executeTakeFirst()
  if (!found) return null
  const { params, pspIntent, ...refund } = found
  const intentId = (params as { intentId?: string }).intentId ?? pspIntent
  return intentId ? { ...refund, intentId } : null
}

async function book(scope: Scope, { id, orderId, operationId, amountMinor, currency }: Sent): Promise<void> {
  const moved = await scope.db
    .updateTable('refunds')
    .set({ state: 'failed', settledAt: scope.now })
    .where('id', '=', id)
    .where('state', '=', 'succeeded')
    .executeTakeFirst()
  if (moved.numUpdatedRows !== 1n) return
  await post(scope, {
    kind: 'refund_returned',
    reference: operationId,
    currency,
    orderId,
    entries: postings.refundFailedAfterwards(amountMinor),
  })
  scope.record({ name: 'refund.failed', subjectId: orderId, body: { refundId: id, orderId } })
}
