// resources/payment-methods.ts: a card as it may be kept: brand, last four, expiry, and what it will do.
import type Stripe from 'stripe'
import { allowOnly, group, isParams, metadata, text, type Params } from '../entry/params.ts'
import { noSuch } from '../entry/refusal.ts'
import type { Call, Route } from '../entry/serve.ts'
import { newId } from '../state/ids.ts'
import type { Work } from '../state/work.ts'
import { BEHAVIOURS, namedCard, typedCard, type Behaviour, type TypedCard } from './cards.ts'

const DATA = 'type card billing_details metadata allow_redisplay'

function create({ work, params }: Call) {
  allowOnly(params, DATA)
  return keepMethod(work, typedCard(params, work.now), billingOf(params), metadata(params))
}

function retrieve({ work, path }: Call) {
  const id = path.id as string
  const method = work.get('payment_method', id)
  if (!method) throw noSuch('PaymentMethod', id, 'payment_method')
  return method
}

export function keepMethod(
  work: Work,
  { card, behaviour }: TypedCard,
  billing: Stripe.PaymentMethod.BillingDetails,
  notes: Record<string, string> = {},
): Stripe.PaymentMethod {
  const id = newId('pm')
  work.put('card', { id, behaviour })
  return work.put('payment_method', {
    id,
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: billing,
    card,
    created: work.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: notes,
    type: 'card',
  })
}

/** A kept method, or one of the ready-made ids, which Stripe turns into a new method at each use. */
export function methodNamed(work: Work, id: string): Stripe.PaymentMethod {
  const kept = work.get('payment_method', id)
  if (kept) return kept
  const ready = namedCard(id, work.now)
  if (!ready) throw noSuch('PaymentMethod', id, 'payment_method')
  return keepMethod(work, ready, NO_BILLING)
}

export function methodFromData(work: Work, data: Params): Stripe.PaymentMethod {
  allowOnly(data, DATA)
  return keepMethod(work, typedCard(data, work.now), billingOf(data))
}

export function behaviourOf(work: Work, id: string): Behaviour {
  return BEHAVIOURS[work.get('card', id)?.behaviour ?? ''] as Behaviour
}

const NO_ADDRESS = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null }
const NO_BILLING = { address: NO_ADDRESS, email: null, name: null, phone: null, tax_id: null }

export function billingOf(data: Params): Stripe.PaymentMethod.BillingDetails {
  const given = group(data, 'billing_details')
  if (!given) return NO_BILLING
  const address = isParams(given.address) ? given.address : {}
  return {
    address: {
      city: text(address, 'city'),
      country: text(address, 'country'),
      line1: text(address, 'line1'),
      line2: text(address, 'line2'),
      postal_code: text(address, 'postal_code'),
      state: text(address, 'state'),
    },
    email: text(given, 'email'),
    name: text(given, 'name'),
    phone: text(given, 'phone'),
    tax_id: null,
  }
}

export const paymentMethodRoutes: Route[] = [
  { method: 'POST', path: '/v1/payment_methods', browser: true, run: create },
  { method: 'GET', path: '/v1/payment_methods/:id', run: retrieve },
]
