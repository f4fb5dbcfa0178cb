// orders/settle.ts: the one way news of a payment comes in, from the reply, a webhook or the sweep alike. It asks the provider
// how things stand and moves the order by that; running it twice, or twice at once, is running it once.
import { after, seconds } from '../../kit/clock.ts'
import { log } from '../../kit/log.ts'
import type { Ctx, Scope } from '../../kit/scope.ts'
import { beginOperation, findOpenOperations, PspInDoubt, PspRefused, referenceOf, settleOperation, type Intent, type Operation } from '../payments/index.ts'
import { giveUp, unsell } from './free.ts'
import { fulfil } from './fulfil.ts'
import { bookLateCapture } from './late.ts'
import { sendRefund } from './refund.ts'
import { contradicts } from './rules.ts'
import { lockOrder, moveOrder, saveOrder, type LockedOrder } from './store.ts'

const ASK_AGAIN = seconds(5)
const REPLY = seconds(30)
const FOUND_WITHIN = seconds(60)

/** What is to be asked of the provider next, decided in a transaction and done outside of it. */
type Next =
  | { ask: 'authorize'; operation: Operation }
  | { ask: 'intent'; intentId: string; operation: Pick<Operation, 'id' | 'subjectId'> }
  | { ask: 'cancel'; intentId: string; operation: Pick<Operation, 'id' | 'subjectId'> }
  | { ask: 'capture'; intentId: string; operation: Operation }
  | { ask: 'refund'; refundId: string }
  | null

const STEPS_MAX = 8

/** `hint`: a payment the provider spoke of; it may be another than the one the order knows. */
export async function settleOrder(ctx: Ctx, id: string, hint: string | null = null): Promise<void> {
  let next = await ctx.write((scope) => begin(scope, id, hint))
  for (let step = 0; next && step < STEPS_MAX; step++) {
    if (next.ask === 'refund') return sendRefund(ctx, next.refundId)
    next = await take(ctx, id, next)
  }
}

type Asked = Exclude<NonNullable<Next>, { ask: 'refund' }>

async function take(ctx: Ctx, id: string, next: Asked): Promise<Next> {
  try {
    const intent = await ask(ctx, next)
    return await ctx.write((scope) => apply(scope, id, intent))
  } catch (error) {
    if (error instanceof PspRefused) return refused(ctx, id, next, error)
    if (!(error instanceof PspInDoubt)) throw error
    if (error.isStuck) return stuck(ctx, id, next)
    log.warn({ err: error, orderId: id }, 'a payment is in doubt')
    await ctx.write((scope) => doubt(scope, id))
    return null
  }
}

function ask(ctx: Ctx, next: Asked): Promise<Intent> {
  const ref = referenceOf(ctx.tenant.id, next.operation)
  const { psp } = ctx.outside
  if (next.ask === 'intent') return psp.intent(next.intentId)
  if (next.ask === 'capture') return psp.capture(ref, next.intentId)
  if (next.ask === 'cancel') return psp.cancel(ref, next.intentId)
  const { params, subjectId } = next.operation
  return psp.authorize(ref, next.operation, {
    confirmationToken: (params as { confirmationToken: string }).confirmationToken,
    returnUrl: `${ctx.origin}/orders/${subjectId}`, description: ctx.tenant.name,
  })
}

// The key is spent on a broken answer. What it did can still be found; if it did nothing, another key may try.
async function stuck(ctx: Ctx, id: string, next: Asked): Promise<Next> {
  if (next.ask === 'authorize') {
    const intent = await ctx.outside.psp.findIntent(referenceOf(ctx.tenant.id, next.operation))
    if (intent) return ctx.write((scope) => apply(scope, id, intent))
    // A search may lag behind by a minute; before that, nothing found proves nothing.
    await ctx.write((scope) => (scope.now.getTime() - next.operation.sentAt!.getTime() > FOUND_WITHIN ? declined(scope, id, 'processing_error', null) : doubt(scope, id)))
    return null
  }
  if (next.ask !== 'capture') return ctx.write((scope) => doubt(scope, id)).then(() => null)
  const intent = await ctx.outside.psp.intent(next.intentId)
  if (intent.status !== 'authorized') return ctx.write((scope) => apply(scope, id, intent))
  return ctx.write(async (scope) => {
    const order = await certain(scope, await lockOrder(scope, id))
    if (order.state !== 'securing' || !(await settleOperation(scope, next.operation.id, 'failed', { code: 'processing_error' }))) return null
    const capture = await beginOperation(scope, { kind: 'capture', subjectId: id, amountMinor: order.totalMinor, currency: order.currency })
    return { ask: 'capture', intentId: intent.id, operation: capture }
  })
}

// A refusal is an answer. What it is an answer to tells whether the intent knows more.
async function refused(ctx: Ctx, id: string, next: Asked, error: PspRefused): Promise<Next> {
  if (next.ask === 'authorize') {
    await ctx.write((scope) => declined(scope, id, error.code, error.intentId))
    return error.intentId ? { ask: 'cancel', intentId: error.intentId, operation: next.operation } : null
  }
  if (next.ask === 'intent') throw error
  // Captured or cancelled already, by another run of this: look instead of asking again.
  const intent = await ctx.outside.psp.intent(next.intentId)
  return ctx.write((scope) => apply(scope, id, intent))
}

async function begin(scope: Scope, id: string, hint: string | null): Promise<Next> {
  const order = await lockOrder(scope, id)
  const stray: Next = hint && hint !== order.pspIntent ? { ask: 'intent', intentId: hint, operation: { id: hint, subjectId: id } } : null
  if (order.state === 'held') {
    if (scope.now >= order.heldUntil) await giveUp(scope, order, 'expired', 'not_paid_in_time')
    return stray
  }
  const operation = (await findOpenOperations(scope, id)).find((one) => one.kind === 'authorize')
  if (operation && !order.pspIntent) return { ask: 'authorize', operation }
  if (stray && ENDED.has(order.state)) return stray
  if (order.pspIntent) return { ask: 'intent', intentId: order.pspIntent, operation: operation ?? { id, subjectId: id } }
  return stray
}
const ENDED = new Set(['expired', 'cancelled', 'failed', 'fulfilled', 'completed'])

async function apply(scope: Scope, id: string, intent: Intent): Promise<Next> {
  const order = await certain(scope, await lockOrder(scope, id))
  const operations = await findOpenOperations(scope, id)
  const operation = operations.find((one) => one.kind === 'authorize') ?? { id, subjectId: id }
  if ((intent.status === 'authorized' || intent.status === 'captured') && contradicts(intent, order)) return stop(scope, order, intent)

  switch (intent.status) {
    case 'needs_action':
    case 'processing':
      if (order.state !== 'paying') return null
      if (scope.now >= order.heldUntil && intent.status === 'needs_action') return { ask: 'cancel', intentId: intent.id, operation }
      await saveOrder(scope, id, {
        pspIntent: intent.id, actionSecret: intent.status === 'needs_action' ? intent.clientSecret : null,
        dueAt: intent.status === 'needs_action' ? order.heldUntil : after(scope.now, ASK_AGAIN),
      })
      return null
    case 'needs_method':
      if (order.state !== 'paying') return null
      await decline(scope, order, intent.declinedCode ?? 'card_declined', intent.id)
      return { ask: 'cancel', intentId: intent.id, operation }
    case 'cancelled':
      if (order.state === 'paying' || order.state === 'authorized') {
        await closeAuthorize(scope, id, 'failed', intent.id, 'cancelled')
        await giveUp(scope, order, 'cancelled', 'payment_cancelled')
      }
      return null
    case 'authorized':
      return authorized(scope, order, intent, operation)
    case 'captured':
      return captured(scope, order, intent)
  }
}

async function authorized(scope: Scope, order: LockedOrder, intent: Intent, operation: Pick<Operation, 'id' | 'subjectId'>): Promise<Next> {
  if (order.state === 'paying' && (order.pspIntent ?? intent.id) === intent.id) {
    await closeAuthorize(scope, order.id, 'succeeded', intent.id)
    const secured = await moveOrder(scope, await moveOrder(scope, order, 'authorized', { pspIntent: intent.id, actionSecret: null }), 'securing', { dueAt: after(scope.now, REPLY) })
    const capture = await beginOperation(scope, { kind: 'capture', subjectId: order.id, amountMinor: order.totalMinor, currency: order.currency })
    scope.record({ name: 'order.authorized', subjectId: order.id, body: { orderId: secured.id } })
    return { ask: 'capture', intentId: intent.id, operation: capture }
  }
  if (order.state === 'securing' && intent.id === order.pspIntent) {
    const capture = (await findOpenOperations(scope, order.id)).find((one) => one.kind === 'capture')
    return capture ? { ask: 'capture', intentId: intent.id, operation: capture } : null
  }
  // The tickets went back on the shelf before the card said yes: nothing is owed, so nothing is taken.
  return { ask: 'cancel', intentId: intent.id, operation }
}

async function captured(scope: Scope, order: LockedOrder, intent: Intent): Promise<Next> {
  if (order.state === 'securing' && intent.id === order.pspIntent) {
    const refundId = await fulfil(scope, order, intent)
    return refundId ? { ask: 'refund', refundId } : null
  }
  // Money for nothing: another payment than the order's, or one that came after the tickets were gone.
  if (intent.id !== order.pspIntent || order.state === 'expired' || order.state === 'cancelled') {
    const refundId = await bookLateCapture(scope, order, intent)
    return refundId ? { ask: 'refund', refundId } : null
  }
  return null
}

const declined = (scope: Scope, id: string, code: string, intentId: string | null) =>
  lockOrder(scope, id).then(async (locked) => {
    const order = await certain(scope, locked)
    if (order.state === 'paying') await decline(scope, order, code, intentId)
  })

/** Declined is not over: the tickets stay with the buyer until the hold ends, for another card. */
async function decline(scope: Scope, order: LockedOrder, code: string, intentId: string | null): Promise<void> {
  await closeAuthorize(scope, order.id, 'failed', intentId, code)
  await unsell(scope, order)
  await moveOrder(scope, order, 'held', { declinedCode: code, pspIntent: null, actionSecret: null, dueAt: order.heldUntil })
  scope.record({ name: 'order.declined', subjectId: order.id, body: { orderId: order.id, code } })
}

async function closeAuthorize(scope: Scope, orderId: string, state: 'succeeded' | 'failed', object: string | null, code?: string): Promise<void> {
  const open = (await findOpenOperations(scope, orderId)).find((one) => one.kind === 'authorize')
  if (open) await settleOperation(scope, open.id, state, { object, ...(code ? { code } : {}) })
}

async function doubt(scope: Scope, id: string): Promise<void> {
  const order = await lockOrder(scope, id)
  const dueAt = after(scope.now, ASK_AGAIN)
  if (order.state === 'paying' || order.state === 'authorized' || order.state === 'securing') {
    await moveOrder(scope, order, 'in_doubt', { doubtFrom: order.state, dueAt })
    scope.record({ name: 'order.in_doubt', subjectId: id, body: { orderId: id, from: order.state } })
  } else await saveOrder(scope, id, { dueAt })
}

/** An answer ends the doubt, whatever it is: the order goes on from where it was. */
async function certain(scope: Scope, order: LockedOrder): Promise<LockedOrder> {
  if (order.state !== 'in_doubt') return order
  return moveOrder(scope, order, order.doubtFrom as 'paying', { doubtFrom: null, dueAt: after(scope.now, REPLY) })
}

// Another amount or currency than we asked for: kept as it is, never fulfilled, never released, and somebody is told.
async function stop(scope: Scope, order: LockedOrder, intent: Intent): Promise<null> {
  log.error({ orderId: order.id, intent: intent.id, told: intent.amountMinor, asked: order.totalMinor }, 'the provider contradicts our amount')
  scope.record({ name: 'order.contradicted', subjectId: order.id, body: { orderId: order.id, toldMinor: intent.amountMinor, currency: intent.currency } })
  if (!ENDED.has(order.state)) await saveOrder(scope, order.id, { pspIntent: order.pspIntent ?? intent.id, dueAt: after(scope.now, seconds(3600)) })
  return null
}
