// resources/payment-intents-read.ts: finding a PaymentIntent, and the part of it a browser may see.
import type Stripe from 'stripe'
import { text } from '../entry/params.ts'
import { invalid, noSuch } from '../entry/refusal.ts'
import type { Call } from '../entry/serve.ts'
import type { Work } from '../state/work.ts'

export type Intent = Stripe.PaymentIntent

export function needIntent(work: Work, id: string): Intent {
  const intent = work.get('payment_intent', id)
  if (!intent) throw noSuch('payment_intent', id, 'intent')
  return intent
}

/** The secret key opens any intent; the publishable key only the one whose client secret it brings. */
export function needIntentFor({ work, path, params, key }: Pick<Call, 'work' | 'path' | 'params' | 'key'>): Intent {
  const intent = needIntent(work, path.id as string)
  if (key === 'publishable' && text(params, 'client_secret') !== intent.client_secret) {
    throw invalid(
      'The client_secret provided does not match any associated PaymentIntent on this account.',
      'client_secret',
      'payment_intent_invalid_parameter',
    )
  }
  return intent
}

const PUBLIC = (
  'id object amount amount_details automatic_payment_methods canceled_at cancellation_reason capture_method ' +
  'client_secret confirmation_method created currency description last_payment_error livemode next_action ' +
  'payment_method payment_method_types processing receipt_email setup_future_usage shipping source status'
).split(' ') as (keyof Intent)[]

/** Without metadata, charges and transfer groups: those are between the platform and Stripe. */
export function asPublic(intent: Intent): Partial<Intent> {
  return Object.fromEntries(PUBLIC.map((name) => [name, intent[name]]))
}
