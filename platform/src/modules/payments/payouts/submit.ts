// payments/payouts/submit.ts: sends a party its money, once. The row and its posting come first, the call after.
import type { Selectable } from 'kysely'
import type { DB } from '../../../kit/db.ts'
import { after, minutes, seconds } from '../../../kit/clock.ts'
import { log } from '../../../kit/log.ts'
import type { Ctx, Scope } from '../../../kit/scope.ts'
import { isFrozen, lockBalance, post, postings } from '../../ledger/index.ts'
import { findAccount } from '../accounts.ts'
import { beginOperation, referenceOf, settleOperation, type Operation } from '../operations.ts'
import { PspInDoubt, PspRefused } from '../psp.ts'

type Payout = Selectable<DB['payouts']>
type Sending = { payout: Payout; operation: Operation; account: string; isAgain: boolean }

const ASK_AGAIN = seconds(15)
const TRY_REFUSED_AGAIN = minutes(60)

export async function submitPayout(ctx: Ctx, id: string): Promise<void> {
  const sending = await ctx.write((scope) => begin(scope, id))
  if (!sending) return
  const { payout, operation, account } = sending
  try {
    // Asked before: what came of it is looked for first, because a key may be forgotten while its effect is not.
    const found = sending.isAgain ? await ctx.outside.psp.findTransfer(payout.orderId, operation.id) : null
    const transfer =
      found ??
      (await ctx.outside.psp.transfer(referenceOf(ctx.tenant.id, operation), payout, {
        account,
        sourceCharge: payout.sourceCharge,
      }))
    await ctx.write((scope) => finish(scope, sending, transfer.id))
  } catch (error) {
    if (error instanceof PspRefused) return ctx.write((scope) => giveBack(scope, sending, error.code))
    if (!(error instanceof PspInDoubt)) throw error
    // The row stays submitted and due: the sweep asks again.
    log.warn({ err: error, payoutId: id }, 'a payout is in doubt')
    if (error.isStuck && sending.isAgain) await ctx.write((scope) => tryAnotherKey(scope, sending))
  }
}

/** The key is spent on a broken answer, and nothing came of it: another attempt is another operation. */
async function tryAnotherKey(scope: Scope, { payout, operation }: Sending): Promise<void> {
  if (!(await settleOperation(scope, operation.id, 'failed', { code: 'processing_error' }))) return
  const { amountMinor, currency } = payout
  const next = await beginOperation(scope, { kind: 'transfer', subjectId: payout.id, amountMinor, currency })
  await scope.db
    .updateTable('payouts')
    .set({ operationId: next.id, dueAt: scope.now })
    .where('id', '=', payout.id)
    .execute()
}

async function begin(scope: Scope, id: string): Promise<Sending | null> {
  const payout = await scope.db.selectFrom('payouts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!payout?.dueAt || payout.dueAt > scope.now) return null
  const account = await findAccount(scope, payout, 'lock')
  if (payout.state === 'submitted') {
    await scope.db
      .updateTable('payouts')
      .set({ dueAt: after(scope.now, ASK_AGAIN) })
      .where('id', '=', id)
      .execute()
    const operation = await scope.db
      .selectFrom('pspOperations')
      .selectAll()
      .where('id', '=', payout.operationId)
      .executeTakeFirstOrThrow()
    return { payout, operation, account: account!.pspAccount!, isAgain: true }
  }
  if (payout.state === 'refused') {
    await move(scope, payout, 'scheduled', { dueAt: scope.now })
    return null
  }
  if (payout.state !== 'scheduled') return null

  if (await isFrozen(scope, payout.currency, payout.lineId)) return block(scope, payout, 'disputed')
  if (!account?.pspAccount || !account.transfersReady) return block(scope, payout, 'account_not_ready')
  const payable = payout.party === 'seller' ? 'seller_payable' : 'organizer_payable'
  const available = await lockBalance(scope, payout.currency, payable, payout.fanId ?? '')
  // A refund of another sale may have used what this one earned: the rest is sent, and nothing is not sent at all.
  if (available === 0) return drop(scope, payout)
  return send(scope, { ...payout, amountMinor: Math.min(payout.amountMinor, available) }, account.pspAccount)
}

async function send(scope: Scope, payout: Payout, account: string): Promise<Sending> {
  const { amountMinor, currency } = payout
  const operation = await beginOperation(scope, { kind: 'transfer', subjectId: payout.id, amountMinor, currency })
  await post(scope, {
    kind: 'payout',
    reference: operation.id,
    currency,
    orderId: payout.orderId,
    entries: postings.payoutSubmitted({ party: payout.party, owner: payout.fanId ?? '' }, amountMinor),
  })
  await move(scope, payout, 'submitted', { amountMinor, operationId: operation.id, dueAt: after(scope.now, ASK_AGAIN) })
  scope.record({ name: 'payout.submitted', subjectId: payout.id, body: { payoutId: payout.id, party: payout.party } })
  return { payout, operation, account, isAgain: false }
}

async function block(scope: Scope, payout: Payout, reason: 'account_not_ready' | 'disputed'): Promise<null> {
  await move(scope, payout, 'blocked', { blockedReason: reason, dueAt: null })
  scope.record({
    name: 'payout.blocked',
    subjectId: payout.id,
    body: { payoutId: payout.id, party: payout.party, reason },
  })
  return null
}

async function drop(scope: Scope, payout: Payout): Promise<null> {
  await move(scope, payout, 'dropped', { dueAt: null })
  scope.record({
    name: 'payout.dropped',
    subjectId: payout.id,
    body: { payoutId: payout.id, party: payout.party, reason: 'used_for_refund' },
  })
  return null
}

async function finish(scope: Scope, { payout, operation }: Sending, transfer: string): Promise<void> {
  if (!(await settleOperation(scope, operation.id, 'succeeded', { object: transfer }))) return
  await post(scope, {
    kind: 'payout_done',
    reference: operation.id,
    currency: payout.currency,
    orderId: payout.orderId,
    entries: postings.payoutDone(payout.amountMinor),
  })
  await move(scope, { ...payout, state: 'submitted' }, 'paid', { paidAt: scope.now, dueAt: null })
  scope.record({ name: 'payout.paid', subjectId: payout.id, body: { payoutId: payout.id, party: payout.party } })
}

async function giveBack(scope: Scope, { payout, operation }: Sending, code: string): Promise<void> {
  if (!(await settleOperation(scope, operation.id, 'failed', { code }))) return
  log.warn({ payoutId: payout.id, reason: code }, 'the provider refused a payout')
  const to = { party: payout.party, owner: payout.fanId ?? '' }
  const receivable = payout.party === 'seller' ? 'seller_receivable' : 'organizer_receivable'
  await post(scope, {
    kind: 'payout_refused',
    reference: operation.id,
    currency: payout.currency,
    orderId: payout.orderId,
    entries: postings.payoutRefused(
      to,
      payout.amountMinor,
      await lockBalance(scope, payout.currency, receivable, to.owner),
    ),
  })
  await move(scope, { ...payout, state: 'submitted' }, 'refused', {
    operationId: null,
    dueAt: after(scope.now, TRY_REFUSED_AGAIN),
  })
  scope.record({
    name: 'payout.refused',
    subjectId: payout.id,
    body: { payoutId: payout.id, party: payout.party, code },
  })
}

async function move(scope: Scope, payout: Payout, state: Payout['state'], change: Partial<Payout>): Promise<void> {
  const moved = await scope.db
    .updateTable('payouts')
    .set({ ...change, state })
    .where('id', '=', payout.id)
    .where('state', '=', payout.state)
    .executeTakeFirst()
  if (moved.numUpdatedRows !== 1n) throw new Error(`payout ${payout.id} moved on from ${payout.state}`)
}
