// resources/accounts-v2.ts: the same connected accounts through version 2: JSON, configurations, account links.
import type Stripe from 'stripe'
import { allowOnly, group, isParams, list, metadata, needText, text, type Params } from '../entry/params.ts'
import type { Call, Route } from '../entry/serve.ts'
import type { AccountDetails } from '../state/kinds.ts'
import type { Work } from '../state/work.ts'
import { absolute, openLink, urlOf } from './account-links.ts'
import { aboutAccount, needAccount, openAccount, type Capabilities } from './accounts.ts'

const LINK_LIFE_SECONDS = 10 * 60
const CONFIGURATIONS = ['recipient', 'merchant', 'customer'] as const

/** Which version 1 capability each version 2 capability is. */
const V1_NAME: Record<string, string> = { stripe_transfers: 'transfers', card_payments: 'card_payments' }

const PARAMS =
  'contact_email contact_phone display_name dashboard defaults identity configuration include metadata account_token'

function create({ work, params }: Call) {
  allowOnly(params, PARAMS)
  const identity = group(params, 'identity')
  const configuration = group(params, 'configuration') ?? {}
  const currency = text(group(params, 'defaults') ?? {}, 'currency')
  const account = openAccount(work, {
    type: 'none',
    country: ((identity ? text(identity, 'country') : null) ?? 'DE').toUpperCase(),
    email: text(params, 'contact_email'),
    capabilities: Object.fromEntries(wanted(configuration).map((name) => [name, 'inactive'])),
    businessType: identity ? text(identity, 'entity_type') : null,
    controller: { type: 'application', is_controller: true },
    metadata: metadata(params),
    currency: currency?.toLowerCase() ?? 'eur',
  })
  const details = work.put('account_details', {
    id: account.id,
    displayName: text(params, 'display_name'),
    contactPhone: text(params, 'contact_phone'),
    dashboard: text(params, 'dashboard'),
    identity,
    defaults: group(params, 'defaults'),
    configuration,
  })
  work.notify('v2.core.account.created', aboutAccount(account.id))
  return shown(account, details, list(params, 'include'))
}

function wanted(configuration: Params): string[] {
  const names: string[] = []
  const visit = (value: Params) => {
    for (const [name, inner] of Object.entries(value)) {
      if (!isParams(inner)) continue
      if (inner.requested === true && V1_NAME[name] !== undefined) names.push(V1_NAME[name])
      visit(inner)
    }
  }
  visit(configuration)
  return names
}

function retrieve({ work, params, path }: Call) {
  allowOnly(params, 'include')
  const account = needAccount(work, path.id as string)
  return shown(account, detailsOf(work, account.id), list(params, 'include'))
}

const detailsOf = (work: Work, id: string): AccountDetails =>
  work.get('account_details', id) ?? {
    id,
    displayName: null,
    contactPhone: null,
    dashboard: null,
    identity: null,
    defaults: null,
    configuration: {},
  }

/** Version 2 leaves parts out unless `include` names them. */
function shown(account: Stripe.Account, details: AccountDetails, include: string[]) {
  const applied = CONFIGURATIONS.filter((name) => name in details.configuration)
  const part = <T>(name: string, value: T) => (include.includes(name) ? value : null)
  return {
    id: account.id,
    object: 'v2.core.account',
    applied_configurations: applied,
    closed: false,
    configuration: Object.fromEntries(
      CONFIGURATIONS.map((name) => [name, part(`configuration.${name}`, configured(account, name, applied))]),
    ),
    contact_email: account.email,
    contact_phone: details.contactPhone,
    created: new Date((account.created ?? 0) * 1000).toISOString(),
    dashboard: details.dashboard,
    defaults: part('defaults', details.defaults),
    display_name: details.displayName,
    identity: part('identity', details.identity),
    livemode: false,
    metadata: account.metadata ?? {},
    requirements: part('requirements', requirementsOf(account)),
  }
}

function configured(account: Stripe.Account, name: string, applied: readonly string[]) {
  if (!applied.includes(name)) return null
  const capabilities = (account.capabilities ?? {}) as Capabilities
  const status = (v1Name: string) => {
    const state = capabilities[v1Name]
    if (state === undefined) return null
    return { requested: true, ...STATUS[state] }
  }
  if (name === 'recipient') {
    return { applied: true, capabilities: { stripe_balance: { stripe_transfers: status('transfers') } } }
  }
  if (name === 'merchant') return { applied: true, capabilities: { card_payments: status('card_payments') } }
  return { applied: true, capabilities: {} }
}

function requirementsOf(account: Stripe.Account) {
  const due = account.requirements?.currently_due ?? []
  const past = account.requirements?.past_due ?? []
  const deadline = account.requirements?.current_deadline ?? null
  const statusOf = (description: string) => (past.includes(description) ? 'past_due' : 'currently_due')
  const entries = due.map((description) => ({
    awaiting_action_from: 'user',
    description,
    errors: [],
    impact: { restricts_capabilities: RESTRICTED },
    minimum_deadline: { status: statusOf(description) },
    requested_reasons: [{ code: account.details_submitted ? 'routine_verification' : 'routine_onboarding' }],
  }))
  const time = deadline === null ? {} : { time: new Date(deadline * 1000).toISOString() }
  const soonest = { status: past.length > 0 ? 'past_due' : 'currently_due', ...time }
  return { collector: 'stripe', entries, summary: due.length > 0 ? { minimum_deadline: soonest } : null }
}

const STATUS = {
  active: { status: 'active', status_details: [] },
  pending: {
    status: 'pending',
    status_details: [{ code: 'requirements_pending_verification', resolution: 'no_resolution' }],
  },
  inactive: { status: 'restricted', status_details: [{ code: 'requirements_past_due', resolution: 'provide_info' }] },
}
/** What stops where the answer fails to come. */
const RESTRICTED = [
  {
    capability: 'stripe_balance.stripe_transfers',
    configuration: 'recipient',
    deadline: { status: 'currently_due' },
  },
]

function createLink({ work, params }: Call) {
  allowOnly(params, 'account use_case')
  const account = needAccount(work, needText(params, 'account'), 'account', 400)
  const useCase = group(params, 'use_case') ?? {}
  const type = needText(useCase, 'type')
  const details = group(useCase, type) ?? {}
  const refreshUrl = absolute(needText(details, 'refresh_url'), 'refresh_url')
  const link = openLink(work, {
    account: account.id,
    refreshUrl,
    returnUrl: absolute(text(details, 'return_url') ?? refreshUrl, 'return_url'),
    expiresAt: work.now + LINK_LIFE_SECONDS,
  })
  return {
    object: 'v2.core.account_link',
    account: account.id,
    created: new Date(work.now * 1000).toISOString(),
    expires_at: new Date(link.expiresAt * 1000).toISOString(),
    livemode: false,
    url: urlOf(work, link),
    use_case: useCase,
  }
}

export const accountV2Routes: Route[] = [
  { method: 'POST', path: '/v2/core/accounts', run: create },
  { method: 'GET', path: '/v2/core/accounts/:id', run: retrieve },
  { method: 'POST', path: '/v2/core/account_links', run: createLink },
]
