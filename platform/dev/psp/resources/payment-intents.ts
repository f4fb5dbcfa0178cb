// resources/payment-intents.ts: create, change, read, list and search PaymentIntents.
import { allowOnly, flag, group, list, metadata, oneOf, text, type Params } from '../entry/params.ts'
import { forbidden, invalid } from '../entry/refusal.ts'
import { limitOf, page } from '../entry/render.ts'
import type { Call, Route } from '../entry/serve.ts'
import { newId, randomText } from '../state/ids.ts'
import type { Work } from '../state/work.ts'
import { amountOf, currencyOf, refuseTooSmall } from './money.ts'
import { CONFIRM_PARAMS, confirmIntent } from './payment-intents-confirm.ts'
import { cancelIntent, captureIntent } from './payment-intents-finish.ts'
import { asPublic, needIntent, needIntentFor, type Intent } from './payment-intents-read.ts'
import { methodNamed } from './payment-methods.ts'
import { searchTerms, type Term } from './search.ts'

const CHANGEABLE =
  'amount currency description metadata transfer_group receipt_email payment_method statement_descriptor ' +
  'statement_descriptor_suffix setup_future_usage capture_method'
const CREATE_PARAMS =
  `${CHANGEABLE} confirm automatic_payment_methods allowed_payment_method_types confirmation_method ` + CONFIRM_PARAMS
const CAPTURE_METHODS = ['automatic', 'automatic_async', 'manual'] as const

function create({ work, params }: Call) {
  refuseRetired(params)
  allowOnly(params, CREATE_PARAMS)
  const amount = amountOf(params)
  const currency = currencyOf(params)
  refuseTooSmall(amount, currency)
  const isConfirmed = flag(params, 'confirm') ?? false
  if (!isConfirmed && text(params, 'confirmation_token') !== null) {
    throw invalid('confirmation_token can only be passed when confirm=true.', 'confirmation_token')
  }

  const id = newId('pi')
  const named = isConfirmed ? null : text(params, 'payment_method')
  const intent: Intent = work.put('payment_intent', {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: allowedTypes(params),
    amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: automaticMethods(params),
    canceled_at: null,
    cancellation_reason: null,
    capture_method: oneOf(params, 'capture_method', CAPTURE_METHODS) ?? 'automatic_async',
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: oneOf(params, 'confirmation_method', ['automatic', 'manual']) ?? 'automatic',
    created: work.now,
    currency,
    customer: null,
    customer_account: null,
    description: text(params, 'description'),
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: metadata(params),
    next_action: null,
    on_behalf_of: null,
    payment_method: named === null ? null : methodNamed(work, named).id,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: text(params, 'receipt_email'),
    review: null,
    setup_future_usage: oneOf(params, 'setup_future_usage', ['off_session', 'on_session']),
    shipping: null,
    source: null,
    statement_descriptor: text(params, 'statement_descriptor'),
    statement_descriptor_suffix: text(params, 'statement_descriptor_suffix'),
    status: named === null ? 'requires_payment_method' : 'requires_confirmation',
    transfer_data: null,
    transfer_group: text(params, 'transfer_group'),
  })
  work.emit('payment_intent.created', intent)
  return isConfirmed ? confirmIntent(work, intent, params) : intent
}

/** Stripe turns these on unless the request names the types it allows. */
function automaticMethods(params: Params): Intent['automatic_payment_methods'] {
  const given = group(params, 'automatic_payment_methods')
  const allowed = allowedTypes(params)
  if (given && allowed) {
    throw invalid(
      'You may only specify one of these parameters: automatic_payment_methods, allowed_payment_method_types.',
      'allowed_payment_method_types',
    )
  }
  if (allowed || (given && flag(given, 'enabled') === false)) return null
  const redirects = given ? oneOf(given, 'allow_redirects', ['always', 'never']) : null
  return { enabled: true, allow_redirects: redirects ?? 'always' }
}

function allowedTypes(params: Params): Intent['allowed_payment_method_types'] {
  const types = list(params, 'allowed_payment_method_types')
  return types.length === 0 ? null : (types as Intent['allowed_payment_method_types'])
}

/** Gone since API version 2026-09-30.endive; the types that remain are chosen by the settings above. */
function refuseRetired(params: Params) {
  if (!('payment_method_types' in params)) return
  throw invalid(
    'The payment_method_types parameter is no longer supported. Use allowed_payment_method_types instead.',
    'payment_method_types',
    'payment_method_types_no_longer_supported',
  )
}

function update({ work, params, path }: Call) {
  refuseRetired(params)
  allowOnly(params, CHANGEABLE)
  const intent = needIntent(work, path.id as string)
  const isOpen = ['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status)
  const changesMoney = ['amount', 'currency', 'payment_method', 'capture_method'].some((name) => name in params)
  if (changesMoney && !isOpen) {
    throw forbidden(
      `This PaymentIntent's amount could not be updated because it has a status of ${intent.status}.`,
      'payment_intent_unexpected_state',
      { payment_intent: intent },
    )
  }
  const amount = 'amount' in params ? amountOf(params) : intent.amount
  const currency = 'currency' in params ? currencyOf(params) : intent.currency
  refuseTooSmall(amount, currency)
  const named = text(params, 'payment_method')
  const kept = <K extends keyof Intent>(name: K) => (name in params ? text(params, name) : intent[name]) as Intent[K]

  return work.put('payment_intent', {
    ...intent,
    amount,
    currency,
    capture_method: oneOf(params, 'capture_method', CAPTURE_METHODS) ?? intent.capture_method,
    description: kept('description'),
    metadata: 'metadata' in params ? metadata(params, intent.metadata) : intent.metadata,
    payment_method: named === null ? intent.payment_method : methodNamed(work, named).id,
    receipt_email: kept('receipt_email'),
    setup_future_usage: kept('setup_future_usage'),
    statement_descriptor: kept('statement_descriptor'),
    statement_descriptor_suffix: kept('statement_descriptor_suffix'),
    status: named !== null && isOpen ? 'requires_confirmation' : intent.status,
    transfer_group: kept('transfer_group'),
  })
}

function retrieve(call: Call) {
  const { client_secret: _secret, ...params } = call.params
  allowOnly(params)
  const intent = needIntentFor(call)
  return call.key === 'secret' ? intent : asPublic(intent)
}

function confirm(call: Call) {
  const { client_secret: _secret, ...params } = call.params
  allowOnly(params, CONFIRM_PARAMS)
  const intent = confirmIntent(call.work, needIntentFor(call), params)
  return call.key === 'secret' ? intent : asPublic(intent)
}

function capture({ work, params, path }: Call) {
  allowOnly(params, 'amount_to_capture metadata statement_descriptor statement_descriptor_suffix')
  return captureIntent(work, needIntent(work, path.id as string), params)
}

function cancel({ work, params, path }: Call) {
  allowOnly(params, 'cancellation_reason')
  return cancelIntent(work, needIntent(work, path.id as string), params)
}

function listIntents({ work, params }: Call) {
  allowOnly(params, 'created limit starting_after ending_before')
  return page({ work, kind: 'payment_intent', params, url: '/v1/payment_intents' })
}

/** At Stripe a change is searchable after up to a minute; here at once, or as late as a test wants it. */
function search({ work, params }: Call) {
  allowOnly(params, 'query limit page')
  const terms = searchTerms(text(params, 'query'))
  const limit = limitOf(params)
  const skipped = Number(text(params, 'page') ?? 0)
  const { searchLagSeconds: lag } = work.house
  const found = candidates(work, terms).filter(
    (intent) => (lag === 0 || intent.created <= work.now - lag) && terms.every((term) => fits(intent, term)),
  )
  const hasMore = found.length > skipped + limit
  return {
    object: 'search_result',
    url: '/v1/payment_intents/search',
    has_more: hasMore,
    next_page: hasMore ? String(skipped + limit) : null,
    data: found.slice(skipped, skipped + limit),
  }
}

function candidates(work: Work, terms: Term[]): Intent[] {
  const exact = terms.find((term) => term.field.startsWith('metadata.'))
  if (!exact) return [...work.store.newestFirst('payment_intent')]
  return work.store.where('payment_intent', exact.field, exact.value)
}

function fits(intent: Intent, { field, value }: Term): boolean {
  if (field.startsWith('metadata.')) return intent.metadata[field.slice('metadata.'.length)] === value
  return String(intent[field as 'status' | 'currency' | 'amount']) === value
}

const INTENTS = '/v1/payment_intents'

export const paymentIntentRoutes: Route[] = [
  { method: 'POST', path: INTENTS, run: create },
  { method: 'GET', path: INTENTS, run: listIntents },
  { method: 'GET', path: `${INTENTS}/search`, run: search },
  { method: 'GET', path: `${INTENTS}/:id`, browser: true, run: retrieve },
  { method: 'POST', path: `${INTENTS}/:id`, run: update },
  { method: 'POST', path: `${INTENTS}/:id/confirm`, browser: true, run: confirm },
  { method: 'POST', path: `${INTENTS}/:id/capture`, run: capture },
  { method: 'POST', path: `${INTENTS}/:id/cancel`, run: cancel },
]
