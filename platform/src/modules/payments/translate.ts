// From Stripe's words to ours. Pure: an object comes in, what we need of it goes out.
import type Stripe from 'stripe'
import {
  PspInDoubt,
  type DisputeMove,
  type Intent,
  type PspAccount,
  type PspDispute,
  type PspEvent,
  type PspRefund,
} from './psp.ts'

const STATUS: Record<string, Intent['status']> = {
  requires_payment_method: 'needs_method',
  requires_confirmation: 'needs_method',
  requires_action: 'needs_action',
  processing: 'processing',
  requires_capture: 'authorized',
  succeeded: 'captured',
  canceled: 'cancelled',
}

export function intentOf(intent: Stripe.PaymentIntent): Intent {
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null
  const transaction = charge && typeof charge.balance_transaction === 'object' ? charge.balance_transaction : null
  const status = STATUS[intent.status]
  if (!status) throw new PspInDoubt(`a payment in the unknown state ${intent.status}`, null)
  return {
    id: intent.id,
    status,
    amountMinor: status === 'captured' ? intent.amount_received : intent.amount,
    currency: intent.currency.toUpperCase(),
    orderId: intent.metadata['subject'] ?? null,
    operationId: intent.metadata['operation'] ?? null,
    clientSecret: intent.client_secret,
    declinedCode: intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code ?? null,
    charge: charge && {
      id: charge.id,
      fee: transaction && {
        reference: transaction.id,
        amountMinor: transaction.fee,
        currency: transaction.currency.toUpperCase(),
      },
    },
  }
}

export const refundOf = (refund: Stripe.Refund): PspRefund => ({
  id: refund.id,
  status:
    refund.status === 'succeeded'
      ? 'succeeded'
      : refund.status === 'failed' || refund.status === 'canceled'
        ? 'failed'
        : 'pending',
})

const DISPUTE: Record<string, PspDispute['status']> = {
  warning_needs_response: 'inquiry',
  warning_under_review: 'inquiry',
  warning_closed: 'inquiry',
  needs_response: 'open',
  under_review: 'open',
  prevented: 'won',
  won: 'won',
  lost: 'lost',
}

export function disputeOf(dispute: Stripe.Dispute): PspDispute {
  const status = DISPUTE[dispute.status]
  if (!status) throw new PspInDoubt(`a dispute in the unknown state ${dispute.status}`, null)
  const move = (isIt: (amount: number) => boolean): DisputeMove | null => {
    const found = dispute.balance_transactions.find((transaction) => isIt(transaction.amount))
    return found
      ? {
          reference: found.id,
          amountMinor: Math.abs(found.amount),
          feeMinor: Math.abs(found.fee),
          currency: found.currency.toUpperCase(),
        }
      : null
  }
  const intent = dispute.payment_intent
  return {
    id: dispute.id,
    intentId: typeof intent === 'string' ? intent : (intent?.id ?? null),
    status,
    reason: dispute.reason,
    amountMinor: dispute.amount,
    currency: dispute.currency.toUpperCase(),
    withdrawn: move((amount) => amount < 0),
    reinstated: move((amount) => amount > 0),
  }
}

export const accountOf = (account: Stripe.Account): PspAccount => ({
  id: account.id,
  transfersReady: account.capabilities?.transfers === 'active' && account.payouts_enabled,
  requirements: account.requirements?.currently_due ?? [],
})

export function eventOf(event: Stripe.Event): PspEvent {
  const object = event.data.object as {
    id?: string
    object?: string
    metadata?: Record<string, string> | null
    payment_intent?: unknown
  }
  return {
    id: event.id,
    type: event.type,
    objectId: object.id ?? '',
    tenantId: object.metadata?.['tenant'] ?? null,
    accountId: object.object === 'account' ? (object.id ?? null) : null,
    intentId: typeof object.payment_intent === 'string' ? object.payment_intent : null,
    subjectId: object.metadata?.['subject'] ?? null,
  }
}
