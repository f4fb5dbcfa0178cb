// orders/apply.ts: moves an order by what the provider says of its payment. Decides within one transaction what is to be
// asked next; the asking is done by settle.ts, with no transaction open.
import { after, seconds } from '../../kit/clock.ts'
import { log } from '../../kit/log.ts'
import type { Scope } from '../../kit/scope.ts'
import { beginOperation, findOpenOperations, settleOperation, type Intent, type Operation } from '../payments/index.ts'
import { giveUp, unsell } from './free.ts'
import { fulfil } from './fulfil.ts'
import { bookLateCapture } from './late.ts'
import { contradicts } from './rules.ts'
import { lockOrder, moveOrder, saveOrder, type LockedOrder } from './store.ts'

const ASK_AGAIN = seconds(5)
const REPLY = seconds(30)
export const ENDED = new Set(['expired', 'cancelled', 'failed', 'fulfilled', 'completed'])

/** What is to be asked of the provider next, decided in a transaction and done outside of it. */
export type Next =
  | { ask: 'authorize'; operation: Operation }
  | { ask: 'intent'; intentId: string; operation: Pick<Operation, 'id' | 'subjectId'> }
  | { ask: 'cancel'; intentId: string; operation: Pick<Operation, 'id' | 'subjectId'> }
  | { ask: 'capture'; intentId: string; operation: Operation }
  | { ask: 'refund'; refundId: string }
  | null

export type Asked = Exclude<NonNullable<Next>, { ask: 'refund' }>

export async function apply(scope: Scope, id: string, intent: Intent): Promise<Next> {
  const order = await certain(scope, await lockOrder(scope, id))
  const operations = await findOpenOperations(scope, id)
  const operation = operations.find((one) => one.kind === 'authorize') ?? { id, subjectId: id }
  if ((intent.status === 'authorized' || intent.status === 'captured') && contradicts(intent, order))
    return stop(scope, order, intent)
  // News of an attempt that is over says nothing about the one under way.
  const isCurrent = order.pspIntent === null ? intent.operationId === operation.id : intent.id === order.pspIntent
  if (!isCurrent && intent.status !== 'authorized' && intent.status !== 'captured') return null

  switch (intent.status) {
    case 'needs_action':
    case 'processing':
      if (order.state !== 'paying') return null
      if (scope.now >= order.heldUntil && intent.status === 'needs_action')
        return { ask: 'cancel', intentId: intent.id, operation }
      await saveOrder(scope, id, {
        pspIntent: intent.id,
        actionSecret: intent.status === 'needs_action' ? intent.clientSecret : null,
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

async function authorized(
  scope: Scope,
  order: LockedOrder,
  intent: Intent,
  operation: Pick<Operation, 'id' | 'subjectId'>,
): Promise<Next> {
  if (order.state === 'paying' && (order.pspIntent ?? intent.id) === intent.id) {
    await closeAuthorize(scope, order.id, 'succeeded', intent.id)
    const secured = await moveOrder(
      scope,
      await moveOrder(scope, order, 'authorized', { pspIntent: intent.id, actionSecret: null }),
      'securing',
      { dueAt: after(scope.now, REPLY) },
    )
    const capture = await beginOperation(scope, {
      kind: 'capture',
      subjectId: order.id,
      amountMinor: order.totalMinor,
      currency: order.currency,
    })
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

export const declined = (scope: Scope, id: string, code: string, intentId: string | null) =>
  lockOrder(scope, id).then(async (locked) => {
    const order = await certain(scope, locked)
    if (order.state === 'paying') await decline(scope, order, code, intentId)
  })

/** Declined is not over: the tickets stay with the buyer until the hold ends, for another card. */
async function decline(scope: Scope, order: LockedOrder, code: string, intentId: string | null): Promise<void> {
  await closeAuthorize(scope, order.id, 'failed', intentId, code)
  await unsell(scope, order)
  await moveOrder(scope, order, 'held', {
    declinedCode: code,
    pspIntent: null,
    actionSecret: null,
    dueAt: order.heldUntil,
  })
  scope.record({ name: 'order.declined', subjectId: order.id, body: { orderId: order.id, code } })
}

async function closeAuthorize(
  scope: Scope,
  orderId: string,
  state: 'succeeded' | 'failed',
  object: string | null,
  code?: string,
): Promise<void> {
  const open = (await findOpenOperations(scope, orderId)).find((one) => one.kind === 'authorize')
  if (open) await settleOperation(scope, open.id, state, { object, ...(code ? { code } : {}) })
}

/** False when nobody would ask again: whoever brought the news must bring it once more. */
export async function doubt(scope: Scope, id: string, next: Asked): Promise<boolean> {
  const order = await lockOrder(scope, id)
  const dueAt = after(scope.now, ASK_AGAIN)
  if (order.state === 'paying' || order.state === 'authorized' || order.state === 'securing') {
    await moveOrder(scope, order, 'in_doubt', { doubtFrom: order.state, dueAt })
    scope.record({ name: 'order.in_doubt', subjectId: id, body: { orderId: id, from: order.state } })
    return true
  }
  if (order.state === 'in_doubt') {
    await saveOrder(scope, id, { dueAt })
    return true
  }
  // Still held: a declined payment that was not cancelled lapses by itself.
  if (order.state === 'held') return next.ask === 'cancel'
  if (next.ask === 'authorize' || (order.pspIntent ?? next.intentId) !== next.intentId) return false
  await saveOrder(scope, id, { dueAt, pspIntent: next.intentId })
  return true
}

/** An answer ends the doubt, whatever it is: the order goes on from where it was. */
export async function certain(scope: Scope, order: LockedOrder): Promise<LockedOrder> {
  if (order.state !== 'in_doubt') return order
  return moveOrder(scope, order, order.doubtFrom as 'paying', { doubtFrom: null, dueAt: after(scope.now, REPLY) })
}

// Another amount or currency than we asked for: kept as it is, never fulfilled, never released, and somebody is told.
async function stop(scope: Scope, order: LockedOrder, intent: Intent): Promise<null> {
  log.error(
    { orderId: order.id, intent: intent.id, told: intent.amountMinor, asked: order.totalMinor },
    'the provider contradicts our amount',
  )
  scope.record({
    name: 'order.contradicted',
    subjectId: order.id,
    body: { orderId: order.id, toldMinor: intent.amountMinor, currency: intent.currency },
  })
  if (!ENDED.has(order.state))
    await saveOrder(scope, order.id, {
      pspIntent: order.pspIntent ?? intent.id,
      dueAt: after(scope.now, seconds(3600)),
    })
  return null
}
