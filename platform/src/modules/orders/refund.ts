// orders/refund.ts: gives a buyer the money back, and says what becomes of the ticket.
import { after, minutes, seconds } from '../../kit/clock.ts'
import { log } from '../../kit/log.ts'
import type { Ctx, Scope } from '../../kit/scope.ts'
import { post, postings } from '../ledger/index.ts'
import { beginOperation, PspInDoubt, PspRefused, referenceOf, settleOperation } from '../payments/index.ts'
import { lockTickets, reissueTickets, voidTickets } from '../tickets/index.ts'
import { bookRefund } from './book-refund.ts'
import { disputeOf } from './disputes/store.ts'
import { problem, refuse } from './problems.ts'
import { isRefundable, totalOf, whyNotRefund } from './rules.ts'
import { lockOrder, moveLines, moveOrder, type LineRow, type LockedOrder } from './store.ts'

export type RefundInput = { lineIds: string[] | null; reason: string; ticket: 'return_to_seller' | 'void' }

export async function refundOrder(ctx: Ctx, orderId: string, input: RefundInput): Promise<void> {
  const refundId = await ctx.write((scope) => book(scope, orderId, input))
  if (refundId) await sendRefund(ctx, refundId)
}

async function book(scope: Scope, orderId: string, input: RefundInput): Promise<string | null> {
  const order = await lockOrder(scope, orderId)
  refuse(whyNotRefund(order, order.lines, input.lineIds))
  if (await disputeOf(scope, orderId)) throw problem('order_disputed')
  const lines = order.lines.filter((line) => (input.lineIds ? input.lineIds.includes(line.id) : isRefundable(line)))
  const tickets = await lockTickets(
    scope,
    lines.map((line) => line.ticketId),
  )
  if (tickets.some((ticket) => ticket.holderId !== order.buyerId || ticket.state !== 'valid'))
    throw problem('ticket_not_with_buyer')
  if (await wereSoldSince(scope, lines)) throw problem('ticket_not_with_buyer')

  await returnTickets(scope, lines, input.ticket)
  // A gift cost nothing: neither provider nor ledger has anything to say.
  const refundId = totalOf(lines) === 0 ? null : await bookRefund(scope, order, lines, input)
  for (const state of ['holding', 'released'] as const)
    await moveLines(
      scope,
      lines.filter((line) => line.state === state),
      state,
      'refunded',
      { refundedAt: scope.now, dueAt: null },
    )
  await completeIfDone(scope, order, lines)
  return refundId
}

/** Sold on and bought back, a ticket is the buyer's by another order, and only that one may return it. */
async function wereSoldSince(scope: Scope, lines: LineRow[]): Promise<boolean> {
  const later = await scope.db
    .selectFrom('orderLines as n')
    .innerJoin('orderLines as mine', 'mine.ticketId', 'n.ticketId')
    .select('n.id')
    .where(
      'mine.id',
      'in',
      lines.map((line) => line.id),
    )
    .whereRef('n.id', '>', 'mine.id')
    .where('n.state', 'in', ['holding', 'released', 'lost'])
    .limit(1)
    .executeTakeFirst()
  return later !== undefined
}

async function returnTickets(scope: Scope, lines: LineRow[], fate: RefundInput['ticket']): Promise<void> {
  if (fate === 'void')
    return voidTickets(
      scope,
      lines.map((line) => line.ticketId),
      'refunded',
    )
  const sellers = await scope.db
    .selectFrom('fans')
    .select(['id', 'name', 'email'])
    .where(
      'id',
      'in',
      lines.map((line) => line.sellerId),
    )
    .execute()
  await reissueTickets(
    scope,
    lines.map((line) => {
      const seller = sellers.find((fan) => fan.id === line.sellerId)!
      return { ticketId: line.ticketId, to: { fanId: seller.id, name: seller.name, email: seller.email } }
    }),
    'valid',
  )
}

/** An order is completed when no line of it holds money any more. */
export async function completeIfDone(scope: Scope, order: LockedOrder, justDone: LineRow[]): Promise<void> {
  if (order.state !== 'fulfilled') return
  if (order.lines.some((line) => line.state === 'holding' && !justDone.some((done) => done.id === line.id))) return
  await moveOrder(scope, order, 'completed', { completedAt: scope.now })
  scope.record({ name: 'order.completed', subjectId: order.id, body: { orderId: order.id } })
}

/** Asks the provider for a booked refund, under the key of its operation: asking again is not refunding again. */
export async function sendRefund(ctx: Ctx, id: string, isAgain = false): Promise<void> {
  const refund = await ctx.read((scope) => findPending(scope, id))
  if (!refund) return
  const { psp } = ctx.outside
  try {
    // Asked before: what came of it is looked for first, because a key may be forgotten while its effect is not.
    const found = isAgain ? await psp.findRefund(refund.intentId, refund.operationId) : null
    const ref = referenceOf(ctx.tenant.id, { id: refund.operationId, subjectId: refund.orderId })
    const told = found ?? (await psp.refund(ref, refund, refund.intentId))
    await ctx.write((scope) => settle(scope, refund, told.status, told.id))
  } catch (error) {
    // Our own balance at the provider is too low this minute: that is no answer to the buyer.
    if (error instanceof PspRefused && error.code === 'balance_insufficient')
      return ctx.write((scope) => tryAnotherKey(scope, refund, minutes(10)))
    if (error instanceof PspRefused) return ctx.write((scope) => settle(scope, refund, 'failed', null, error.code))
    if (!(error instanceof PspInDoubt)) throw error
    log.warn({ err: error, refundId: id }, 'a refund is in doubt')
    await ctx.write((scope) =>
      error.isStuck && isAgain ? tryAnotherKey(scope, refund) : askLater(scope, id, ASK_AGAIN),
    )
  }
}

const ASK_AGAIN = seconds(5)

async function findPending(scope: Scope, id: string): Promise<Pending | null> {
  const found = await scope.db
    .selectFrom('refunds as r')
    .innerJoin('orders as o', 'o.id', 'r.orderId')
    .innerJoin('pspOperations as p', 'p.id', 'r.operationId')
    .select(['r.state', 'r.orderId', 'r.amountMinor', 'r.currency', 'o.pspIntent', 'p.id as operationId', 'p.params'])
    .where('r.id', '=', id)
    .executeTakeFirst()
  if (!found || found.state !== 'pending') return null
  const { orderId, operationId, amountMinor, currency } = found
  const intentId = (found.params as { intentId?: string }).intentId ?? found.pspIntent
  if (!intentId) throw new Error(`refund ${id} knows no payment`)
  return { id, orderId, operationId, amountMinor, currency, intentId }
}

async function askLater(scope: Scope, id: string, milliseconds: number): Promise<void> {
  await scope.db
    .updateTable('refunds')
    .set({ dueAt: after(scope.now, milliseconds) })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .execute()
}

/** The key is spent on a broken answer, and nothing came of it: another attempt is another operation. */
async function tryAnotherKey(scope: Scope, refund: Pending, waitMilliseconds = 0): Promise<void> {
  if (!(await settleOperation(scope, refund.operationId, 'failed', { code: 'processing_error' }))) return
  const { amountMinor, currency, intentId } = refund
  const next = await beginOperation(scope, {
    kind: 'refund',
    subjectId: refund.id,
    amountMinor,
    currency,
    params: { intentId },
  })
  await scope.db
    .updateTable('refunds')
    .set({ operationId: next.id, dueAt: after(scope.now, waitMilliseconds) })
    .where('id', '=', refund.id)
    .execute()
}

type Pending = {
  id: string
  orderId: string
  operationId: string
  amountMinor: number
  currency: string
  intentId: string
}

async function settle(
  scope: Scope,
  refund: Pending,
  status: 'pending' | 'succeeded' | 'failed',
  object: string | null,
  code?: string,
): Promise<void> {
  if (status === 'pending') {
    await askLater(scope, refund.id, minutes(10))
    return
  }
  if (!(await settleOperation(scope, refund.operationId, status, { object, ...(code ? { code } : {}) }))) return
  await scope.db
    .updateTable('refunds')
    .set({ state: status, settledAt: scope.now, dueAt: null })
    .where('id', '=', refund.id)
    .where('state', '=', 'pending')
    .execute()
  const { amountMinor, currency, orderId } = refund
  await post(scope, {
    kind: status === 'succeeded' ? 'refund_confirmed' : 'refund_failed',
    reference: refund.operationId,
    currency,
    orderId,
    entries: status === 'succeeded' ? postings.refundConfirmed(amountMinor) : postings.refundFailed(amountMinor),
  })
  scope.record({ name: `refund.${status}`, subjectId: orderId, body: { refundId: refund.id, orderId } })
}
