// resources/payment-intents-confirm.ts: confirming an intent: authentication, authorization, and what a decline leaves.
import type Stripe from 'stripe'
import { flag, group, text, type Params } from '../entry/params.ts'
import { declined, forbidden, invalid } from '../entry/refusal.ts'
import { idOf } from '../state/kinds.ts'
import { randomText } from '../state/ids.ts'
import type { Work } from '../state/work.ts'
import type { Decline } from './cards.ts'
import { chargeFor } from './charges.ts'
import { spendToken } from './confirmation-tokens.ts'
import { settleCharge } from './payment-intents-finish.ts'
import type { Intent } from './payment-intents-read.ts'
import { behaviourOf, methodFromData, methodNamed } from './payment-methods.ts'

export const CONFIRM_PARAMS =
  'confirmation_token payment_method payment_method_data payment_method_options return_url ' +
  'use_stripe_sdk off_session error_on_requires_action mandate_data receipt_email shipping ' +
  'setup_future_usage capture_method'
const CONFIRMABLE = ['requires_payment_method', 'requires_confirmation', 'requires_action']

export function confirmIntent(work: Work, intent: Intent, params: Params): Intent {
  if (!CONFIRMABLE.includes(intent.status)) throw unexpectedConfirm(intent)
  refuseWithoutReturnUrl(intent, params)
  const { method, returnUrl, usesSdk } = instrument(work, intent, params)
  const fresh: Intent = work.put('payment_intent', {
    ...intent,
    payment_method: method.id,
    next_action: null,
    last_payment_error: null,
  })

  const { challenge, decline } = behaviourOf(work, method.id)
  if (challenge) {
    if (flag(params, 'error_on_requires_action')) throw decline402(fail(work, fresh, AUTHENTICATION_REQUIRED))
    return askToAuthenticate(work, fresh, usesSdk ? null : returnUrl)
  }
  if (decline) throw decline402(fail(work, fresh, decline))
  return authorize(work, fresh)
}

/** How a fan leaves the bank's page: whoever only walks away leaves the intent asking. */
export const CHALLENGE_OUTCOMES = ['complete', 'fail', 'abandon'] as const
export type ChallengeOutcome = (typeof CHALLENGE_OUTCOMES)[number]

/** Nobody waits for an answer here, so a decline is just a state. */
export function finishChallenge(work: Work, intent: Intent, outcome: ChallengeOutcome): Intent {
  if (intent.status !== 'requires_action') throw unexpectedConfirm(intent)
  if (outcome === 'abandon') return intent
  const open: Intent = { ...intent, next_action: null }
  if (outcome === 'fail') return failUncharged(work, open)
  const { decline } = behaviourOf(work, idOf(open.payment_method) as string)
  return decline ? fail(work, open, decline, true) : authorize(work, open, true)
}

function instrument(work: Work, intent: Intent, params: Params) {
  const returnUrl = text(params, 'return_url')
  const token = text(params, 'confirmation_token')
  const data = group(params, 'payment_method_data')
  const named = text(params, 'payment_method') ?? idOf(intent.payment_method)
  if (token !== null && (data || text(params, 'payment_method') !== null)) {
    throw invalid('You cannot pass a confirmation_token together with a payment method.', 'confirmation_token')
  }
  if (token !== null) {
    const spent = spendToken(work, token, intent.id)
    const usesSdk = flag(params, 'use_stripe_sdk') ?? spent.token.use_stripe_sdk
    return { method: spent.method, returnUrl: returnUrl ?? spent.token.return_url, usesSdk }
  }
  const usesSdk = flag(params, 'use_stripe_sdk') ?? returnUrl === null
  if (data) return { method: methodFromData(work, data), returnUrl, usesSdk }
  if (named !== null) return { method: methodNamed(work, named), returnUrl, usesSdk }
  throw forbidden(
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the " +
      'PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment ' +
      'method or ConfirmationToken.',
    'payment_intent_unexpected_state',
    { payment_intent: intent },
  )
}

/** A trap worth keeping: automatic payment methods may redirect, so a server-side confirm must say where to. */
function refuseWithoutReturnUrl(intent: Intent, params: Params) {
  const mayRedirect = intent.automatic_payment_methods?.allow_redirects === 'always'
  const saysWhere = ['return_url', 'confirmation_token', 'use_stripe_sdk', 'off_session'].some(
    (name) => text(params, name) !== null,
  )
  if (!mayRedirect || saysWhere) return
  throw invalid(
    'This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these ' +
      'payment methods might redirect your customer off of your page, you must provide a `return_url`. If you ' +
      "don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and " +
      '`automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.',
    'return_url',
  )
}

/** The bank's page lives in Stripe.js, or behind a redirect where the caller gave a return URL. */
function askToAuthenticate(work: Work, intent: Intent, returnUrl: string | null): Intent {
  const url = `${work.house.base()}/test/challenges/${intent.id}?client_secret=${intent.client_secret ?? ''}`
  const next: Stripe.PaymentIntent.NextAction =
    returnUrl === null
      ? { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', source: `src_${randomText(24)}` } }
      : { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } }
  const asked = work.put('payment_intent', { ...intent, status: 'requires_action', next_action: next })
  work.emit('payment_intent.requires_action', asked)
  return asked
}

function authorize(work: Work, intent: Intent, isAuthenticated = false): Intent {
  const isManual = intent.capture_method === 'manual'
  const charge = chargeFor(work, intent, null, isAuthenticated)
  work.put('charge', charge)
  const authorized: Intent = work.put('payment_intent', {
    ...intent,
    latest_charge: charge.id,
    status: 'requires_capture',
    amount_capturable: intent.amount,
  })
  if (!isManual) return settleCharge(work, authorized, charge, intent.amount, 'charge.succeeded')

  work.emit('charge.succeeded', charge)
  work.emit('payment_intent.amount_capturable_updated', authorized)
  return authorized
}

const AUTHENTICATION_REQUIRED: Decline = {
  code: 'authentication_required',
  decline_code: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
}

/** A declined card leaves a failed charge and an intent that waits for another card. */
function fail(work: Work, intent: Intent, decline: Decline, isAuthenticated = false): Intent {
  const charge = work.put('charge', chargeFor(work, intent, decline, isAuthenticated))
  const failed: Intent = work.put('payment_intent', {
    ...intent,
    status: 'requires_payment_method',
    payment_method: null,
    latest_charge: charge.id,
    last_payment_error: { type: 'card_error', ...errorOf(work, intent, decline), charge: charge.id },
  })
  work.emit('charge.failed', charge)
  work.emit('payment_intent.payment_failed', failed)
  return failed
}

function failUncharged(work: Work, intent: Intent): Intent {
  const code = 'payment_intent_authentication_failure'
  const message =
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.'
  const failed: Intent = work.put('payment_intent', {
    ...intent,
    status: 'requires_payment_method',
    payment_method: null,
    last_payment_error: { type: 'invalid_request_error', ...errorOf(work, intent, { code, message }) },
  })
  work.emit('payment_intent.payment_failed', failed)
  return failed
}

function errorOf(work: Work, intent: Intent, problem: { code: string; message: string; decline_code?: string }) {
  const method = work.get('payment_method', idOf(intent.payment_method) ?? '')
  return {
    ...problem,
    code: problem.code as Stripe.PaymentIntent.LastPaymentError.Code,
    doc_url: `https://stripe.com/docs/error-codes/${problem.code.replaceAll('_', '-')}`,
    ...(method ? { payment_method: method, payment_method_type: 'card' } : {}),
  }
}

function decline402(failed: Intent) {
  const { type: _type, payment_method_type: _kind, ...problem } = failed.last_payment_error as Problem
  return declined({ ...problem, message: problem.message ?? '', payment_intent: failed })
}
type Problem = Omit<Stripe.PaymentIntent.LastPaymentError, 'payment_intent'>

function unexpectedConfirm(intent: Intent) {
  const why =
    intent.status === 'succeeded'
      ? 'it has already succeeded after being previously confirmed'
      : `it has a status of ${intent.status}`
  return forbidden(`You cannot confirm this PaymentIntent because ${why}.`, 'payment_intent_unexpected_state', {
    payment_intent: intent,
  })
}
