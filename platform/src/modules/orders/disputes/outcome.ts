// orders/disputes/outcome.ts: the bank has decided. Won, everything goes on; lost, somebody bears it.
import { split } from '../../../kit/money.ts'
import type { Scope } from '../../../kit/scope.ts'
import { freezeLines, lockBalance, post, postings } from '../../ledger/index.ts'
import { dropPayouts, resumePayouts } from '../../payments/index.ts'
import { ledgerLine } from '../late.ts'
import { completeIfDone } from '../refund.ts'
import { isRefundable, totalOf } from '../rules.ts'
import { moveLines, type LineRow, type LockedOrder } from '../store.ts'
import type { DisputeRow } from './store.ts'

/** `lostMinor`: what the bank keeps, where it was lost. */
export async function closeDispute(
  scope: Scope,
  order: LockedOrder,
  dispute: DisputeRow,
  state: 'won' | 'lost',
  lostMinor = 0,
): Promise<void> {
  // A stolen card is nobody's broken promise: unless staff said otherwise, the operator bears it.
  const liability = dispute.liability ?? 'operator'
  const gone = state === 'lost' ? await bear(scope, order, dispute.id, liability, lostMinor) : []
  await scope.db
    .updateTable('disputes')
    .set({ state, closedAt: scope.now, ...(state === 'lost' ? { liability } : {}) })
    .where('id', '=', dispute.id)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  await thaw(scope, order)
  if (gone.length > 0) await completeIfDone(scope, order, gone)
  scope.record({
    name: `dispute.${state}`,
    subjectId: order.id,
    body: { orderId: order.id, disputeId: dispute.id, ...(state === 'lost' ? { liability } : {}) },
  })
}

/** Goes on where it stopped, unless another dispute of the same order is still open. */
async function thaw(scope: Scope, order: LockedOrder): Promise<void> {
  const other = await scope.db
    .selectFrom('disputes')
    .select('id')
    .where('orderId', '=', order.id)
    .where('state', '=', 'open')
    .limit(1)
    .executeTakeFirst()
  if (other) return
  const lineIds = order.lines.map((line) => line.id)
  await scope.db
    .updateTable('orderLines')
    .set({ dueAt: scope.now })
    .where('orderId', '=', order.id)
    .where('state', '=', 'holding')
    .where('dueAt', 'is', null)
    .execute()
  await resumePayouts(scope, lineIds)
  await freezeLines(scope, lineIds, false)
}

/** Books the loss; says which lines gave their escrow for it. */
async function bear(
  scope: Scope,
  order: LockedOrder,
  disputeId: string,
  liability: 'seller' | 'organizer' | 'operator',
  amountMinor: number,
): Promise<LineRow[]> {
  const shared = { kind: 'dispute_lost', currency: order.currency, orderId: order.id }
  if (liability === 'organizer') {
    const available = await lockBalance(scope, order.currency, 'organizer_payable', '')
    const entries = postings.lostByOrganizer(disputeId, amountMinor, available)
    await post(scope, { ...shared, reference: disputeId, entries })
    return []
  }
  // What was refunded before is no longer the seller's to lose.
  const live = liability === 'seller' ? order.lines.filter((line) => isRefundable(line) && totalOf([line]) > 0) : []
  const bySeller = Math.min(amountMinor, totalOf(live))
  const entries = postings.lostByOperator(disputeId, amountMinor - bySeller)
  await post(scope, { ...shared, reference: disputeId, entries })
  const shares = split(
    bySeller,
    live.map((line) => totalOf([line])),
  )
  const gone: LineRow[] = []
  for (const [i, line] of live.entries()) if (await take(scope, order, line, disputeId, shares[i]!)) gone.push(line)
  return gone
}

/** Takes a line's share of the loss from its seller. True when that used up its escrow. */
async function take(
  scope: Scope,
  order: LockedOrder,
  line: LineRow,
  disputeId: string,
  amountMinor: number,
): Promise<boolean> {
  if (amountMinor === 0) return false
  const { currency } = order
  const shared = { kind: 'dispute_lost', reference: `${disputeId}:${line.id}`, currency, orderId: order.id }
  const paid = (refund: Parameters<typeof postings.paidByTheBank>[1]) => postings.paidByTheBank(disputeId, refund)
  const isWhole = amountMinor === totalOf([line])
  if (isWhole && line.state === 'holding') {
    await post(scope, { ...shared, entries: paid(postings.refundedBeforeRelease([ledgerLine(line)])) })
    await moveLines(scope, [line], 'holding', 'lost', { dueAt: null })
    return true
  }
  if (isWhole) await dropPayouts(scope, [line.id])
  // A part leaves the line as it is: what it takes is owed, and settled first when the line is released.
  const available = {
    seller: await lockBalance(scope, currency, 'seller_payable', line.sellerId),
    organizer: await lockBalance(scope, currency, 'organizer_payable', ''),
  }
  const part = postings.partOfLine(ledgerLine(line), amountMinor)
  await post(scope, { ...shared, entries: paid(postings.refundedAfterRelease(part, available)) })
  return false
}
