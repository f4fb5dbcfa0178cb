// resources/payment-intents-finish.ts: capturing what was authorized, or letting it go.
import type Stripe from 'stripe'
import { metadata, oneOf, type Params } from '../entry/params.ts'
import { forbidden, invalid } from '../entry/refusal.ts'
import { idOf } from '../state/kinds.ts'
import type { Work } from '../state/work.ts'
import { openDispute } from './disputes-course.ts'
import { amountOf, book, feeFor, shown } from './money.ts'
import type { Intent } from './payment-intents-read.ts'
import { behaviourOf } from './payment-methods.ts'

const CANCELABLE = ['requires_payment_method', 'requires_confirmation', 'requires_action', 'requires_capture']
const REASONS = ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'] as const

export function captureIntent(work: Work, intent: Intent, params: Params): Intent {
  if (intent.status !== 'requires_capture') throw unexpected(intent, 'captured', ['requires_capture'])
  const amount = 'amount_to_capture' in params ? amountOf(params, 'amount_to_capture') : intent.amount_capturable
  if (amount > intent.amount_capturable) {
    throw invalid(
      `The amount to capture (${shown(amount, intent.currency)}) is greater than the amount you can capture ` +
        `(${shown(intent.amount_capturable, intent.currency)}).`,
      'amount_to_capture',
      'amount_too_large',
    )
  }

  const charge = work.get('charge', idOf(intent.latest_charge) as string) as Stripe.Charge
  const noted = 'metadata' in params ? { ...intent, metadata: metadata(params, intent.metadata) } : intent
  return settleCharge(work, noted, charge, amount, 'charge.captured')
}

/** Takes the money: the charge gets its balance transaction, and what was not taken is released. */
export function settleCharge(work: Work, intent: Intent, charge: Stripe.Charge, amount: number, event: string): Intent {
  const transaction = book(work, {
    type: 'charge',
    category: 'charge',
    amount,
    currency: charge.currency,
    fee: feeFor(amount),
    source: charge.id,
    description: charge.description,
  })
  const captured = work.put('charge', {
    ...charge,
    amount_captured: amount,
    balance_transaction: transaction.id,
    captured: true,
  })
  const succeeded: Intent = work.put('payment_intent', {
    ...intent,
    amount_capturable: 0,
    amount_received: amount,
    status: 'succeeded',
  })
  work.emit(event, captured)
  work.emit('payment_intent.succeeded', succeeded)
  const { dispute } = behaviourOf(work, idOf(charge.payment_method) ?? '')
  if (dispute) {
    const isInquiry = dispute === 'inquiry'
    openDispute(work, captured, { reason: isInquiry ? 'fraudulent' : dispute, isInquiry })
  }
  return succeeded
}

export function cancelIntent(work: Work, intent: Intent, params: Params): Intent {
  const reason = oneOf(params, 'cancellation_reason', REASONS)
  if (!CANCELABLE.includes(intent.status)) throw unexpected(intent, 'canceled', CANCELABLE)

  // An authorization that is let go shows as a fully refunded charge that was never captured.
  const authorized = intent.status === 'requires_capture' ? work.get('charge', idOf(intent.latest_charge) ?? '') : null
  if (authorized) {
    const released = work.put('charge', { ...authorized, amount_refunded: authorized.amount, refunded: true })
    work.emit('charge.refunded', released)
  }
  const canceled: Intent = work.put('payment_intent', {
    ...intent,
    amount_capturable: 0,
    canceled_at: work.now,
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
  })
  work.emit('payment_intent.canceled', canceled)
  return canceled
}

function unexpected(intent: Intent, move: 'captured' | 'canceled', states: string[]) {
  const allowed = states.join(', ')
  const message =
    move === 'captured' && intent.status === 'succeeded'
      ? 'This PaymentIntent could not be captured because it has already been captured.'
      : move === 'captured'
        ? `This PaymentIntent could not be captured because it has a status of ${intent.status}. ` +
          `Only a PaymentIntent with one of the following statuses may be captured: ${allowed}.`
        : `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. ` +
          `Only a PaymentIntent with one of the following statuses may be canceled: ${allowed}.`
  return forbidden(message, 'payment_intent_unexpected_state', { payment_intent: intent })
}
