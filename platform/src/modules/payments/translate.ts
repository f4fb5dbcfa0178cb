// From Stripe's words to ours. Pure: an object comes in, what we need of it goes out.
import type Stripe from 'stripe'
import { PspInDoubt, type Intent, type PspAccount, type PspEvent, type PspRefund } from './psp.ts'

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

export const accountOf = (account: Stripe.Account): PspAccount => ({
  id: account.id,
  transfersReady: account.capabilities?.transfers === 'active' && account.payouts_enabled,
  requirements: account.requirements?.currently_due ?? [],
})

export function eventOf(event: Stripe.Event): PspEvent {
  const object = event.data.object as { id?: string; object?: string; metadata?: Record<string, string> | null }
  return {
    id: event.id,
    type: event.type,
    objectId: object.id ?? '',
    tenantId: object.metadata?.['tenant'] ?? null,
    accountId: object.object === 'account' ? (object.id ?? null) : null,
    subjectId: object.metadata?.['subject'] ?? null,
  }
}
