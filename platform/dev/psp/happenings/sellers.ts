// happenings/sellers.ts: what becomes of connected accounts, when a test says so: asked for more, paid out, sent back.
import type Stripe from 'stripe'
import { allowOnly, flag, integer, list, oneOf } from '../entry/params.ts'
import { forbidden, noSuch } from '../entry/refusal.ts'
import type { Call, Route } from '../entry/serve.ts'
import { idOf, type PayoutOf } from '../state/kinds.ts'
import type { Work } from '../state/work.ts'
import { changeAccount, needAccount, NOTHING_DUE, type Capabilities } from '../resources/accounts.ts'
import { arrivePayout, bankOf, failPayout, FAILURES, openPayout, type Failure } from '../resources/payouts.ts'

const STATES = ['active', 'inactive', 'pending'] as const

/**
 * Asks an account for more. What is only due leaves it working until the deadline; what is past due, or anything left
 * from the beginning, stops it. An empty request asks for nothing, and everything granted works again.
 */
function ask({ work, params, path }: Call) {
  allowOnly(params, 'currently_due past_due pending_verification current_deadline capability payouts_enabled')
  const account = needAccount(work, path.id as string)
  const past = list(params, 'past_due')
  const due = [...new Set([...list(params, 'currently_due'), ...past])]
  const pending = list(params, 'pending_verification')
  const isStopped = past.length > 0 || !account.details_submitted
  const state = oneOf(params, 'capability', STATES) ?? (isStopped ? 'inactive' : 'active')
  return changeAccount(work, account, {
    capabilities: every(account, state),
    payouts_enabled: flag(params, 'payouts_enabled') ?? !isStopped,
    requirements: {
      ...NOTHING_DUE,
      current_deadline: integer(params, 'current_deadline'),
      currently_due: due,
      disabled_reason: reasonFor(state, isStopped, pending),
      eventually_due: due,
      past_due: past,
      pending_verification: pending,
    },
  })
}

const every = (account: Stripe.Account, state: Capabilities[string]): Capabilities =>
  Object.fromEntries(Object.keys(account.capabilities ?? {}).map((name) => [name, state]))

/** https://docs.stripe.com/connect/handling-api-verification#disabled-reasons */
function reasonFor(state: Capabilities[string], isStopped: boolean, pending: string[]) {
  if (isStopped) return 'requirements.past_due'
  if (state === 'active') return null
  return pending.length > 0 || state === 'pending' ? 'requirements.pending_verification' : 'under_review'
}

/** What Stripe's schedule does daily: everything available goes to the bank, one payout for each currency. */
function payOut({ work, params, path }: Call) {
  allowOnly(params)
  const account = needAccount(work, path.id as string)
  const bank = bankOf(work, account.id)
  const wish = { bank, automatic: true, method: 'standard', description: null, metadata: {} }
  const data = work.store
    .balances(account.id)
    .filter(([, amount]) => amount > 0)
    .map(([currency, amount]) => openPayout(work, account.id, { ...wish, amount, currency }))
  return { object: 'list', data }
}

/** The bank answers as this bank account always does. */
function arrive({ work, params, path }: Call) {
  allowOnly(params)
  const found = needPayout(work, path.id as string)
  if (found.payout.status !== 'pending') throw over(found)
  const refusal = work.get('card', idOf(found.payout.destination) ?? '')?.behaviour
  return refusal === undefined ? arrivePayout(work, found) : failPayout(work, found, refusal as Failure)
}

function sendBack({ work, params, path }: Call) {
  allowOnly(params, 'failure_code')
  const found = needPayout(work, path.id as string)
  if (!['pending', 'paid'].includes(found.payout.status)) throw over(found)
  const codes = Object.keys(FAILURES) as Failure[]
  return failPayout(work, found, oneOf(params, 'failure_code', codes) ?? 'could_not_process')
}

function needPayout(work: Work, id: string): PayoutOf {
  const found = work.get('payout', id)
  if (!found) throw noSuch('payout', id, 'payout')
  return found
}

const over = ({ payout }: PayoutOf) => forbidden(`This payout has a status of ${payout.status} already.`)

export const sellerRoutes: Route[] = [
  { method: 'POST', path: '/test/accounts/:id/requirements', run: ask },
  { method: 'POST', path: '/test/accounts/:id/payout', run: payOut },
  { method: 'POST', path: '/test/payouts/:id/arrive', run: arrive },
  { method: 'POST', path: '/test/payouts/:id/fail', run: sendBack },
]
