// resources/confirmation-tokens.ts: what the browser's form sends instead of a card: one use, twelve hours.
import type Stripe from 'stripe'
import { allowOnly, group, oneOf, text } from '../entry/params.ts'
import { forbidden, invalid, noSuch } from '../entry/refusal.ts'
import type { Call, Route } from '../entry/serve.ts'
import { newId } from '../state/ids.ts'
import type { Work } from '../state/work.ts'
import { namedCard, typedCard } from './cards.ts'
import { billingOf, keepMethod } from './payment-methods.ts'

const LIFE_SECONDS = 12 * 60 * 60

const PARAMS = 'payment_method payment_method_data payment_method_options return_url setup_future_usage shipping'

function create({ work, params }: Call) {
  allowOnly(params, PARAMS)
  const data = group(params, 'payment_method_data')
  const ready = text(params, 'payment_method')
  if (!data && ready === null) throw invalid('Missing required param: payment_method_data.', 'payment_method_data')
  const typed = data ? typedCard(data, work.now) : namedCard(ready as string, work.now)
  if (!typed) throw noSuch('PaymentMethod', ready, 'payment_method')

  const id = newId('ctoken')
  work.put('card', { id, behaviour: typed.behaviour })
  return work.put('confirmation_token', {
    id,
    object: 'confirmation_token',
    created: work.now,
    expires_at: work.now + LIFE_SECONDS,
    livemode: false,
    mandate_data: null,
    metadata: null,
    payment_intent: null,
    payment_method_options: null,
    payment_method_preview: {
      billing_details: billingOf(data ?? {}),
      card: typed.card,
      customer: null,
      customer_account: null,
      type: 'card',
    },
    return_url: text(params, 'return_url'),
    setup_future_usage: oneOf(params, 'setup_future_usage', ['off_session', 'on_session']),
    setup_intent: null,
    shipping: null,
    use_stripe_sdk: true,
  })
}

function retrieve({ work, path }: Call) {
  const id = path.id as string
  const token = work.get('confirmation_token', id)
  if (!token) throw noSuch('confirmation_token', id, 'confirmation_token')
  return token
}

/** The token must be fresh; from here on it belongs to this intent, even if the card is then declined. */
export function spendToken(work: Work, id: string, intent: string): { token: Token; method: Stripe.PaymentMethod } {
  const token = work.get('confirmation_token', id)
  if (!token) throw noSuch('confirmation_token', id, 'confirmation_token', 400)
  if (token.payment_intent !== null) {
    throw forbidden(`The ConfirmationToken ${id} has already been used.`, undefined, { param: 'confirmation_token' })
  }
  if ((token.expires_at ?? 0) <= work.now) {
    throw forbidden(`The ConfirmationToken ${id} has expired.`, undefined, { param: 'confirmation_token' })
  }

  work.put('confirmation_token', { ...token, payment_intent: intent, expires_at: null })
  const { card, billing_details: billing } =
    token.payment_method_preview as Stripe.ConfirmationToken.PaymentMethodPreview
  const typed = {
    card: card as Stripe.PaymentMethod.Card,
    behaviour: work.get('card', id)?.behaviour ?? '',
  }
  return { token, method: keepMethod(work, typed, billing as Stripe.PaymentMethod.BillingDetails) }
}

type Token = Stripe.ConfirmationToken

export const confirmationTokenRoutes: Route[] = [
  { method: 'POST', path: '/v1/confirmation_tokens', browser: true, run: create },
  { method: 'POST', path: '/v1/test_helpers/confirmation_tokens', run: create },
  { method: 'GET', path: '/v1/confirmation_tokens/:id', run: retrieve },
]
