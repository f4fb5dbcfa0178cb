// orders/disputes/follow.ts: a cardholder took the money back through the bank. What the webhook says is a hint; the dispute is
// read at the provider, and telling of it twice, or in another order, moves money once.
import { newId } from '../../../kit/id.ts'
import { log } from '../../../kit/log.ts'
import type { Ctx, Scope } from '../../../kit/scope.ts'
import { freezeLines, post, postings } from '../../ledger/index.ts'
import { holdPayouts, type PspDispute } from '../../payments/index.ts'
import { settleOrder } from '../settle.ts'
import { lockOrder, type LockedOrder } from '../store.ts'
import { closeDispute } from './outcome.ts'
import { lockDispute, type DisputeRow } from './store.ts'

const UNDER_WAY = new Set(['held', 'paying', 'authorized', 'securing', 'in_doubt'])

export async function followDispute(ctx: Ctx, pspDispute: string): Promise<void> {
  const told = await ctx.outside.psp.dispute(pspDispute)
  // An inquiry only asks: no money moved, and none may ever move.
  if (told.status === 'inquiry' || !told.intentId) return
  const order = await ctx.read((scope) =>
    scope.db.selectFrom('orders').select(['id', 'state']).where('pspIntent', '=', told.intentId).executeTakeFirst(),
  )
  if (!order) return log.error({ dispute: told.id, intent: told.intentId }, 'a dispute concerns no order here')
  // The bank may be faster than our own news of the payment.
  if (UNDER_WAY.has(order.state)) await settleOrder(ctx, order.id)
  await ctx.write((scope) => apply(scope, order.id, told))
}

async function apply(scope: Scope, orderId: string, told: PspDispute): Promise<void> {
  const order = await lockOrder(scope, orderId)
  if (UNDER_WAY.has(order.state)) throw new Error(`order ${orderId} is disputed before it is settled`)
  const dispute = await open(scope, order, told)
  if (contradicts(order, told)) {
    log.error({ orderId, dispute: told.id }, 'a dispute contradicts the currency or the amount of its order')
    return scope.record({
      name: 'dispute.contradicted',
      subjectId: orderId,
      body: { orderId, disputeId: dispute.id, pspDispute: told.id },
    })
  }
  await bookMoves(scope, order, dispute, told)
  if (dispute.state !== 'open' || !told.withdrawn) return
  // Won is over when the money is back, and not before.
  if (told.status === 'won' && told.reinstated) await closeDispute(scope, order, dispute, 'won')
  if (told.status === 'lost') await closeDispute(scope, order, dispute, 'lost', told.withdrawn.amountMinor)
}

/** Known once: the first to tell of it freezes the order's money. */
async function open(scope: Scope, order: LockedOrder, told: PspDispute): Promise<DisputeRow> {
  const id = newId()
  const fresh = await scope.db
    .insertInto('disputes')
    .values({
      id,
      orderId: order.id,
      pspDispute: told.id,
      amountMinor: told.amountMinor,
      currency: told.currency,
      reason: told.reason,
      openedAt: scope.now,
    })
    .onConflict((conflict) => conflict.constraint('a_dispute_is_known_once').doNothing())
    .executeTakeFirst()
  if (fresh.numInsertedOrUpdatedRows === 1n) {
    const lineIds = order.lines.map((line) => line.id)
    await holdPayouts(scope, lineIds)
    await freezeLines(scope, lineIds, true)
    scope.record({
      name: 'dispute.opened',
      subjectId: order.id,
      body: { orderId: order.id, disputeId: id, amount: { amountMinor: told.amountMinor, currency: told.currency } },
    })
  }
  return lockDispute(scope, { pspDispute: told.id })
}

const contradicts = (order: LockedOrder, { withdrawn, reinstated }: PspDispute): boolean =>
  [withdrawn, reinstated].some(
    (move) => move && (move.currency !== order.currency || move.amountMinor > order.totalMinor),
  )

async function bookMoves(scope: Scope, order: LockedOrder, dispute: DisputeRow, told: PspDispute): Promise<void> {
  const { withdrawn, reinstated } = told
  const shared = { kind: 'dispute', currency: order.currency, orderId: order.id }
  if (withdrawn) {
    const entries = postings.disputeOpened(dispute.id, withdrawn.amountMinor, withdrawn.feeMinor)
    await post(scope, { ...shared, reference: withdrawn.reference, entries })
    await scope.db
      .updateTable('disputes')
      .set({ feeMinor: withdrawn.feeMinor })
      .where('id', '=', dispute.id)
      .where('feeMinor', '!=', withdrawn.feeMinor)
      .execute()
  }
  if (withdrawn && reinstated) {
    const entries = postings.disputeReinstated(dispute.id, reinstated.amountMinor, reinstated.feeMinor)
    await post(scope, { ...shared, reference: reinstated.reference, entries })
  }
}
