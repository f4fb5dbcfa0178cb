// resources/charges.ts: one attempt to take money from a card, successful or not.
import type Stripe from 'stripe'
import { allowOnly, text } from '../entry/params.ts'
import { noSuch } from '../entry/refusal.ts'
import { page } from '../entry/render.ts'
import type { Call, Route } from '../entry/serve.ts'
import { newId } from '../state/ids.ts'
import { idOf } from '../state/kinds.ts'
import type { Work } from '../state/work.ts'
import type { Decline } from './cards.ts'

const CAPTURE_WINDOW_SECONDS = 7 * 24 * 60 * 60

export function chargeFor(
  work: Work,
  intent: Stripe.PaymentIntent,
  decline: Decline | null,
  isAuthenticated = false,
): Stripe.Charge {
  const method = work.get('payment_method', idOf(intent.payment_method) as string) as Stripe.PaymentMethod
  return {
    id: newId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: null,
    captured: false,
    created: work.now,
    currency: intent.currency,
    customer: null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(decline),
    paid: decline === null,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { type: 'card', card: cardDetails(work, intent, method, isAuthenticated) },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: decline ? 'failed' : 'succeeded',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  }
}

function outcomeOf(decline: Decline | null): Stripe.Charge.Outcome {
  const isBlocked = decline?.decline_code === 'fraudulent'
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: decline ? (isBlocked ? 'not_sent_to_network' : 'declined_by_network') : 'approved_by_network',
    reason: decline?.decline_code ?? null,
    risk_level: isBlocked ? 'highest' : 'normal',
    seller_message: decline ? 'The bank did not return any further details with this decline.' : 'Payment complete.',
    type: decline ? (isBlocked ? 'blocked' : 'issuer_declined') : 'authorized',
  }
}

/** The bank let the cardholder prove themself, so the bank bears the risk. */
const AUTHENTICATED: Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure = {
  authentication_flow: 'challenge',
  electronic_commerce_indicator: '05',
  exemption_indicator: null,
  result: 'authenticated',
  result_reason: null,
  transaction_id: null,
  version: '2.2.0',
}

function cardDetails(work: Work, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, isAuthenticated: boolean) {
  const card = method.card as Stripe.PaymentMethod.Card
  return {
    amount_authorized: intent.amount,
    authorization_code: null,
    brand: card.brand,
    ...(intent.capture_method === 'manual' ? { capture_before: work.now + CAPTURE_WINDOW_SECONDS } : {}),
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' as const },
    country: card.country,
    electronic_commerce_indicator: null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    funding: card.funding,
    installments: null,
    last4: card.last4,
    mandate: null,
    network: card.brand,
    network_transaction_id: null,
    regulated_status: card.regulated_status,
    three_d_secure: isAuthenticated ? AUTHENTICATED : null,
    transaction_link_id: null,
    wallet: null,
  }
}

function retrieve({ work, path }: Call) {
  return needCharge(work, path.id as string)
}

export function needCharge(work: Work, id: string, param = 'charge', status = 404): Stripe.Charge {
  const charge = work.get('charge', id)
  if (!charge) throw noSuch('charge', id, param, status)
  return charge
}

function listCharges({ work, params }: Call) {
  allowOnly(params, 'payment_intent transfer_group created limit starting_after ending_before')
  const intent = text(params, 'payment_intent')
  const group = text(params, 'transfer_group')
  const by: [string, string] | undefined =
    intent !== null ? ['payment_intent', intent] : group !== null ? ['transfer_group', group] : undefined
  const keep = (charge: Stripe.Charge) => group === null || charge.transfer_group === group
  return page({ work, kind: 'charge', params, url: '/v1/charges', by, keep })
}

export const chargeRoutes: Route[] = [
  { method: 'GET', path: '/v1/charges', run: listCharges },
  { method: 'GET', path: '/v1/charges/:id', run: retrieve },
]
