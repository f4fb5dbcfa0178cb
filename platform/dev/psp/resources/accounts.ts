// resources/accounts.ts: connected accounts, as version 1 shows them.
import type Stripe from 'stripe'
import { allowOnly, flag, group, isParams, metadata, oneOf, text, type Params } from '../entry/params.ts'
import { invalid, noSuch } from '../entry/refusal.ts'
import { page } from '../entry/render.ts'
import type { Call, Route } from '../entry/serve.ts'
import { newId } from '../state/ids.ts'
import type { Work } from '../state/work.ts'

type Account = Stripe.Account
export type Capabilities = Record<string, 'active' | 'inactive' | 'pending'>

const CHANGEABLE =
  'email metadata capabilities business_type business_profile default_currency settings individual ' +
  'company tos_acceptance'
const TYPES = ['custom', 'express', 'standard'] as const
const CURRENCY_OF_COUNTRY: Record<string, string> = {
  CH: 'chf',
  CZ: 'czk',
  DK: 'dkk',
  GB: 'gbp',
  HU: 'huf',
  NO: 'nok',
  PL: 'pln',
  RO: 'ron',
  SE: 'sek',
  US: 'usd',
}

/** What the hosted pages ask for; at Stripe the list depends on country, business type and capabilities. */
export const DUE = [
  'external_account',
  'individual.first_name',
  'individual.last_name',
  'tos_acceptance.date',
  'tos_acceptance.ip',
]

function create({ work, params }: Call) {
  allowOnly(params, `${CHANGEABLE} type country controller`)
  const controller = group(params, 'controller')
  const type = oneOf(params, 'type', TYPES)
  if (type !== null && controller) throw invalid('You may not provide the type and controller parameters together.')
  const country = (text(params, 'country') ?? 'DE').toUpperCase()
  return openAccount(work, {
    type: type ?? typeOf(controller),
    country,
    email: text(params, 'email'),
    capabilities: requested(params, {}),
    businessType: text(params, 'business_type'),
    controller: controllerOf(controller),
    metadata: metadata(params),
    currency: text(params, 'default_currency')?.toLowerCase() ?? CURRENCY_OF_COUNTRY[country] ?? 'eur',
  })
}

export type Opening = {
  type: string
  country: string
  email: string | null
  capabilities: Capabilities
  businessType: string | null
  controller: Stripe.Account.Controller
  metadata: Record<string, string>
  currency: string
}

/** An account starts with everything still to be asked, and nothing allowed. */
export function openAccount(work: Work, opening: Opening): Account {
  if (!/^[A-Z]{2}$/.test(opening.country)) throw invalid(`Country '${opening.country}' is unknown.`, 'country')
  const id = newId('acct')
  return work.put('account', {
    id,
    object: 'account',
    business_profile: null,
    business_type: opening.businessType as Stripe.Account.BusinessType | null,
    capabilities: opening.capabilities,
    charges_enabled: false,
    controller: opening.controller,
    country: opening.country,
    created: work.now,
    default_currency: opening.currency,
    details_submitted: false,
    email: opening.email,
    external_accounts: { object: 'list', data: [], has_more: false, url: `/v1/accounts/${id}/external_accounts` },
    future_requirements: NOTHING_DUE,
    metadata: opening.metadata,
    payouts_enabled: false,
    requirements: { ...NOTHING_DUE, currently_due: DUE, eventually_due: DUE, disabled_reason: 'requirements.past_due' },
    settings: null,
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: opening.type,
  })
}

export const NOTHING_DUE = {
  alternatives: [],
  current_deadline: null,
  currently_due: [],
  disabled_reason: null,
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
}

/** Capabilities asked for now join those there are; an onboarded account gets them at once. */
function requested(params: Params, before: Capabilities, isOnboarded = false): Capabilities {
  const wanted = Object.entries(group(params, 'capabilities') ?? {}).flatMap(([name, wish]) => {
    const isWanted = isParams(wish) && flag(wish, 'requested')
    return isWanted ? [[name, before[name] ?? (isOnboarded ? 'active' : 'inactive')] as const] : []
  })
  return { ...before, ...Object.fromEntries(wanted) }
}

function controllerOf(given: Params | null): Stripe.Account.Controller {
  const part = (name: string) => (given ? group(given, name) : null)
  const fees = part('fees')
  const losses = part('losses')
  const dashboard = part('stripe_dashboard')
  return {
    type: 'application',
    is_controller: true,
    fees: { payer: (fees ? text(fees, 'payer') : null) ?? 'account' },
    losses: { payments: (losses ? text(losses, 'payments') : null) ?? 'stripe' },
    requirement_collection: (given ? text(given, 'requirement_collection') : null) ?? 'stripe',
    stripe_dashboard: { type: (dashboard ? text(dashboard, 'type') : null) ?? 'full' },
  }
}

function typeOf(controller: Params | null): string {
  const dashboard = controller ? group(controller, 'stripe_dashboard') : null
  const shown = dashboard ? text(dashboard, 'type') : null
  return shown === 'express' ? 'express' : shown === 'none' ? 'none' : 'standard'
}

function update({ work, params, path }: Call) {
  allowOnly(params, CHANGEABLE)
  const account = needAccount(work, path.id as string)
  const changes: Partial<Account> = {
    ...('email' in params ? { email: text(params, 'email') } : {}),
    ...('metadata' in params ? { metadata: metadata(params, account.metadata) } : {}),
    ...('capabilities' in params
      ? { capabilities: requested(params, account.capabilities as Capabilities, account.details_submitted) }
      : {}),
    ...('default_currency' in params ? { default_currency: text(params, 'default_currency') ?? 'eur' } : {}),
  }
  return changeAccount(work, account, changes)
}

/** Every change tells the platform, with what was there before. */
export function changeAccount(work: Work, account: Account, changes: Partial<Account>): Account {
  const changed = work.put('account', { ...account, ...changes })
  const previous = Object.fromEntries(Object.keys(changes).map((name) => [name, account[name as keyof Account]]))
  work.emit('account.updated', changed, { account: account.id, previous })
  tellCapabilities(work, account, changed)
  tellThinly(work, account, changed)
  return changed
}

/** https://docs.stripe.com/connect/handling-api-verification#verification-process */
function tellCapabilities(work: Work, before: Account, after: Account) {
  const states = after.capabilities as Capabilities
  for (const [name, status] of Object.entries(states)) {
    if (status === (before.capabilities as Capabilities)[name]) continue
    const { created: requestedAt = null, requirements } = after
    const capability = { account: after.id, requested: true, requested_at: requestedAt, requirements, status }
    work.emit('capability.updated', { id: name, object: 'capability', ...capability }, { account: after.id })
  }
}

/** Accounts opened through version 2 are told of in version 2 as well. */
function tellThinly(work: Work, before: Account, after: Account) {
  if (!work.get('account_details', after.id)) return
  const about = aboutAccount(after.id)
  if (dueOf(before) !== dueOf(after)) work.notify('v2.core.account[requirements].updated', about)
  const transfers = (account: Account) => (account.capabilities as Capabilities).transfers
  if (transfers(before) !== transfers(after)) {
    const type = 'v2.core.account[configuration.recipient].capability_status_updated'
    work.notify(type, about, { updated_capability: 'stripe_balance.stripe_transfers' })
  }
}

const dueOf = ({ requirements }: Account) => JSON.stringify([requirements?.currently_due, requirements?.past_due])

export const aboutAccount = (id: string) => ({ id, type: 'v2.core.account', url: `/v2/core/accounts/${id}` })

export function needAccount(work: Work, id: string, param = 'account', status = 404): Account {
  const account = work.get('account', id)
  if (!account) throw noSuch('account', id, param, status)
  return account
}

export const accountRoutes: Route[] = [
  { method: 'POST', path: '/v1/accounts', run: create },
  {
    method: 'GET',
    path: '/v1/accounts',
    run: ({ work, params }) => page({ work, kind: 'account', params, url: '/v1/accounts' }),
  },
  { method: 'GET', path: '/v1/accounts/:id', run: ({ work, path }) => needAccount(work, path.id as string) },
  { method: 'POST', path: '/v1/accounts/:id', run: update },
]
