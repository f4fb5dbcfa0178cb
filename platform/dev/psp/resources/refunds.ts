// resources/refunds.ts: money back to the card, wholly or in part. The processing fee is not returned.
import type Stripe from 'stripe'
import { allowOnly, metadata, oneOf, text } from '../entry/params.ts'
import { forbidden, invalid, noSuch } from '../entry/refusal.ts'
import { page } from '../entry/render.ts'
import type { Call, Route } from '../entry/serve.ts'
import { newId } from '../state/ids.ts'
import { idOf } from '../state/kinds.ts'
import type { Work } from '../state/work.ts'
import { needCharge } from './charges.ts'
import { refuseWhileDisputed } from './disputes-course.ts'
import { amountOf, book, shown } from './money.ts'
import { needIntent } from './payment-intents-read.ts'
import { behaviourOf } from './payment-methods.ts'

const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'] as const

/** https://docs.stripe.com/refunds#failed-refunds */
export const FAILURES = [
  'lost_or_stolen_card',
  'expired_or_canceled_card',
  'charge_for_pending_refund_disputed',
  'insufficient_funds',
  'declined',
  'merchant_request',
  'unknown',
] as const

function create(call: Call) {
  const { work, params } = call
  allowOnly(params, 'payment_intent charge amount reason metadata')
  const reason = oneOf(params, 'reason', REASONS)
  const charge = chargeToRefund(call)
  refuseWhileDisputed(work, charge)
  const left = charge.amount_captured - charge.amount_refunded
  if (left === 0) {
    throw forbidden(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded', { charge: charge.id })
  }
  const amount = text(params, 'amount') === null ? left : amountOf(params)
  if (amount > left) {
    throw forbidden(
      `Refund amount (${shown(amount, charge.currency)}) is greater than unrefunded amount on charge ` +
        `(${shown(left, charge.currency)})`,
      undefined,
      { param: 'amount', charge: charge.id },
    )
  }

  const { refund: fate } = behaviourOf(work, idOf(charge.payment_method) ?? '')
  const id = newId('re')
  const transaction = book(work, {
    type: 'refund',
    category: 'refund',
    amount: -amount,
    currency: charge.currency,
    source: id,
    description: 'REFUND FOR CHARGE',
  })
  const refund: Stripe.Refund = work.put('refund', {
    id,
    object: 'refund',
    amount,
    balance_transaction: transaction.id,
    charge: charge.id,
    created: work.now,
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: { card: { type: 'refund', reference_status: 'pending' }, type: 'card' },
    metadata: metadata(params),
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    reason,
    receipt_number: null,
    ...(fate === 'pending' ? { pending_reason: 'processing' as const } : {}),
    source_transfer_reversal: null,
    status: fate === 'pending' ? 'pending' : 'succeeded',
    transfer_reversal: null,
  })
  const refunded = work.put('charge', {
    ...charge,
    amount_refunded: charge.amount_refunded + amount,
    refunded: amount === left,
  })
  work.emit('refund.created', refund)
  work.emit('charge.refunded', refunded)
  // The answer still says that it succeeded; that it did not follows behind.
  if (fate === 'fails') failRefund(work, refund, 'expired_or_canceled_card')
  return refund
}

/** The bank sends the money back, even after it seemed to have arrived: it is the platform's again. */
export function failRefund(work: Work, refund: Stripe.Refund, reason: (typeof FAILURES)[number]): Stripe.Refund {
  const transaction = book(work, {
    type: 'refund_failure',
    category: 'refund_failure',
    amount: refund.amount,
    currency: refund.currency,
    source: refund.id,
    description: 'REFUND FAILURE',
  })
  const charge = needCharge(work, idOf(refund.charge) ?? '')
  work.put('charge', { ...charge, amount_refunded: charge.amount_refunded - refund.amount, refunded: false })
  const { pending_reason: _over, ...rest } = refund
  const failed = { ...rest, status: 'failed', failure_reason: reason, failure_balance_transaction: transaction.id }
  work.put('refund', failed)
  work.emit('refund.failed', failed)
  tellRefund(work, refund, failed)
  return failed
}

export function arriveRefund(work: Work, refund: Stripe.Refund): Stripe.Refund {
  const { pending_reason: _over, ...rest } = refund
  const arrived = work.put('refund', { ...rest, status: 'succeeded' })
  tellRefund(work, refund, arrived)
  return arrived
}

/** Stripe tells a change of a refund twice, by its older and its newer name. */
function tellRefund(work: Work, before: Stripe.Refund, after: Stripe.Refund) {
  const previous = { status: before.status }
  work.emit('refund.updated', after, { previous })
  work.emit('charge.refund.updated', after, { previous })
}

function chargeToRefund({ work, params }: Call): Stripe.Charge {
  const intentId = text(params, 'payment_intent')
  const chargeId = text(params, 'charge')
  if (intentId === null && chargeId === null) {
    throw invalid('One of the following params should be provided for this request: payment_intent or charge.')
  }
  const intent = intentId === null ? null : needIntent(work, intentId)
  const latest = chargeId ?? idOf(intent?.latest_charge)
  const charge = latest === null ? null : needCharge(work, latest)
  if (charge?.captured && (intent === null || charge.payment_intent === intent.id)) return charge
  throw forbidden(
    intent
      ? `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`
      : `Charge ${charge?.id ?? ''} has not been captured, so there is nothing to refund.`,
    'payment_intent_unexpected_state',
    intent ? { payment_intent: intent } : {},
  )
}

function update({ work, params, path }: Call) {
  allowOnly(params, 'metadata')
  const refund = needRefund({ work, path })
  const changed = work.put('refund', { ...refund, metadata: metadata(params, refund.metadata ?? {}) })
  work.emit('refund.updated', changed)
  return changed
}

export function needRefund({ work, path }: Pick<Call, 'work' | 'path'>): Stripe.Refund {
  const refund = work.get('refund', path.id as string)
  if (!refund) throw noSuch('refund', path.id, 'refund')
  return refund
}

function listRefunds({ work, params }: Call) {
  allowOnly(params, 'payment_intent charge created limit starting_after ending_before')
  const intent = text(params, 'payment_intent')
  const charge = text(params, 'charge')
  const by: [string, string] | undefined =
    charge !== null ? ['charge', charge] : intent !== null ? ['payment_intent', intent] : undefined
  return page({ work, kind: 'refund', params, url: '/v1/refunds', by })
}

export const refundRoutes: Route[] = [
  { method: 'POST', path: '/v1/refunds', run: create },
  { method: 'GET', path: '/v1/refunds', run: listRefunds },
  { method: 'GET', path: '/v1/refunds/:id', run: needRefund },
  { method: 'POST', path: '/v1/refunds/:id', run: update },
]
