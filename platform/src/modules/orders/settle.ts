// orders/settle.ts: the one way news of a payment comes in, from the reply, a webhook or the sweep alike. It asks the provider
// how things stand and moves the order by that; running it twice, or twice at once, is running it once.
import { seconds } from '../../kit/clock.ts'
import { log } from '../../kit/log.ts'
import type { Ctx, Scope } from '../../kit/scope.ts'
import {
  beginOperation,
  findOpenOperations,
  PspInDoubt,
  PspRefused,
  referenceOf,
  settleOperation,
  type Intent,
} from '../payments/index.ts'
import { apply, certain, declined, doubt, ENDED, type Asked, type Next } from './apply.ts'
import { giveUp } from './free.ts'
import { sendRefund } from './refund.ts'
import { lockOrder, saveOrder } from './store.ts'

/** A search at the provider may lag behind by a minute; before that, nothing found proves nothing. */
const FOUND_WITHIN = seconds(60)
const STEPS_MAX = 8

/** `hint`: a payment the provider spoke of; it may be another than the one the order knows. */
export async function settleOrder(ctx: Ctx, id: string, hint: string | null = null): Promise<void> {
  let next = await ctx.write((scope) => begin(scope, id, hint))
  for (let step = 0; next && step < STEPS_MAX; step++) {
    if (next.ask === 'refund') return sendRefund(ctx, next.refundId)
    next = await take(ctx, id, next)
  }
}

async function take(ctx: Ctx, id: string, next: Asked): Promise<Next> {
  try {
    const intent = await ask(ctx, next)
    return await ctx.write((scope) => apply(scope, id, intent))
  } catch (error) {
    if (error instanceof PspRefused) return refused(ctx, id, next, error)
    if (!(error instanceof PspInDoubt)) throw error
    if (error.isStuck) return stuck(ctx, id, next)
    log.warn({ err: error, orderId: id }, 'a payment is in doubt')
    if (!(await ctx.write((scope) => doubt(scope, id, next)))) throw error
    return null
  }
}

function ask(ctx: Ctx, next: Asked): Promise<Intent> {
  const ref = referenceOf(ctx.tenant.id, next.operation)
  const { psp } = ctx.outside
  if (next.ask === 'intent') return psp.intent(next.intentId)
  if (next.ask === 'capture') return psp.capture(ref, next.intentId)
  if (next.ask === 'cancel') return psp.cancel(ref, next.intentId)
  const { params } = next.operation
  return psp.authorize(ref, next.operation, {
    confirmationToken: (params as { confirmationToken: string }).confirmationToken,
    returnUrl: (params as { returnUrl: string }).returnUrl,
    description: (params as { description: string }).description,
  })
}

// The key is spent on a broken answer. What it did can still be found; if it did nothing, another key may try.
async function stuck(ctx: Ctx, id: string, next: Asked): Promise<Next> {
  if (next.ask === 'authorize') {
    const intent = await ctx.outside.psp.findIntent(referenceOf(ctx.tenant.id, next.operation))
    if (intent) return ctx.write((scope) => apply(scope, id, intent))
    await ctx.write<unknown>((scope) =>
      scope.now.getTime() - next.operation.sentAt!.getTime() > FOUND_WITHIN
        ? declined(scope, id, 'processing_error', null)
        : doubt(scope, id, next),
    )
    return null
  }
  if (next.ask !== 'capture') return ctx.write((scope) => doubt(scope, id, next)).then(() => null)
  const intent = await ctx.outside.psp.intent(next.intentId)
  if (intent.status !== 'authorized') return ctx.write((scope) => apply(scope, id, intent))
  return ctx.write(async (scope) => {
    const order = await certain(scope, await lockOrder(scope, id))
    if (
      order.state !== 'securing' ||
      !(await settleOperation(scope, next.operation.id, 'failed', { code: 'processing_error' }))
    )
      return null
    const capture = await beginOperation(scope, {
      kind: 'capture',
      subjectId: id,
      amountMinor: order.totalMinor,
      currency: order.currency,
    })
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
  if (ENDED.has(order.state) && order.dueAt !== null) await saveOrder(scope, id, { dueAt: null })
  const stray: Next =
    hint && hint !== order.pspIntent ? { ask: 'intent', intentId: hint, operation: { id: hint, subjectId: id } } : null
  if (order.state === 'held') {
    if (scope.now >= order.heldUntil) await giveUp(scope, order, 'expired', 'not_paid_in_time')
    return stray
  }
  const operation = (await findOpenOperations(scope, id)).find((one) => one.kind === 'authorize')
  if (operation && !order.pspIntent) return { ask: 'authorize', operation }
  if (stray && ENDED.has(order.state)) return stray
  if (order.pspIntent)
    return { ask: 'intent', intentId: order.pspIntent, operation: operation ?? { id, subjectId: id } }
  return stray
}
