// resources/payouts.ts: money from a balance to the bank: of a connected account, or the platform's own.
import type Stripe from 'stripe'
import { allowOnly, metadata, oneOf, text } from '../entry/params.ts'
import { forbidden, invalid, noSuch } from '../entry/refusal.ts'
import { page } from '../entry/render.ts'
import type { Call, Route } from '../entry/serve.ts'
import { newId } from '../state/ids.ts'
import { idOf, type PayoutOf } from '../state/kinds.ts'
import type { Work } from '../state/work.ts'
import { changeAccount, needAccount } from './accounts.ts'
import { amountOf, bookOn, currencyOf, refuseBeyondBalance } from './money.ts'

const ARRIVES_AFTER_SECONDS = 2 * 24 * 60 * 60
/** The platform's own bank account is not modelled; its payouts only name it. */
const PLATFORM_BANK = 'ba_platform'

/** https://docs.stripe.com/api/payouts/failures */
export const FAILURES = {
  account_closed: 'The bank account has been closed.',
  account_frozen: 'The bank account has been frozen.',
  bank_account_restricted: 'The bank account has restrictions on its type or on the number of payouts allowed.',
  could_not_process: 'The bank could not process this payout.',
  debit_not_authorized: 'Debit transactions are not approved on the bank account.',
  insufficient_funds: 'The Stripe account has insufficient funds to cover the payout.',
  invalid_account_number: 'The routing number seems correct, but the account number is invalid.',
  invalid_currency: 'The bank was unable to process this payout because of its currency.',
  no_account: 'The bank account details on file are probably incorrect. No bank account could be located with them.',
} as const
export type Failure = keyof typeof FAILURES

function create({ work, params, account }: Call) {
  allowOnly(params, 'amount currency description destination metadata method source_type statement_descriptor')
  const amount = amountOf(params)
  const currency = currencyOf(params)
  const bank = bankOf(work, account)
  const named = text(params, 'destination')
  if (named !== null && named !== bank) throw noSuch('external account', named, 'destination', 400)
  refuseBeyondBalance(work, account ?? '', amount, currency)
  const wish = { description: text(params, 'description'), metadata: metadata(params), automatic: false }
  const method = oneOf(params, 'method', ['standard', 'instant']) ?? 'standard'
  return openPayout(work, account ?? '', { amount, currency, bank, method, ...wish })
}

/** Without a bank that takes it, nothing is paid out. https://docs.stripe.com/connect/payouts-connected-accounts */
export function bankOf(work: Work, account: string | null): string {
  if (account === null) return PLATFORM_BANK
  const { payouts_enabled: isEnabled, external_accounts: banks } = needAccount(work, account)
  const bank = banks?.data[0]
  if (isEnabled && bank) return bank.id
  throw forbidden('Payouts are not enabled for this account.', 'payouts_not_allowed')
}

type Wish = {
  amount: number
  currency: string
  bank: string
  method: string
  automatic: boolean
  description: string | null
  metadata: Record<string, string>
}

export function openPayout(work: Work, account: string, wish: Wish): Stripe.Payout {
  const { amount, currency, bank, ...shared } = wish
  const id = newId('po')
  const entry = { currency, source: id, description: 'STRIPE PAYOUT' }
  const transaction = bookOn(work, account, { ...entry, type: 'payout', category: 'payout', amount: -amount })
  const payout: Stripe.Payout = {
    id,
    object: 'payout',
    ...shared,
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: work.now + ARRIVES_AFTER_SECONDS,
    balance_transaction: transaction.id,
    created: work.now,
    currency,
    destination: bank,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    original_payout: null,
    payout_method: null,
    reconciliation_status: shared.automatic ? 'in_progress' : 'not_applicable',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: null,
    status: 'pending',
    trace_id: null,
    type: 'bank_account',
  }
  return tell(work, { id, account, payout }, 'payout.created')
}

/** The bank has taken it. */
export function arrivePayout(work: Work, before: PayoutOf): Stripe.Payout {
  const reconciled = before.payout.automatic ? { reconciliation_status: 'completed' as const } : {}
  const paid = tell(work, changed(before, { status: 'paid', ...reconciled }), 'payout.paid')
  if (before.payout.automatic) tell(work, changed(before, paid), 'payout.reconciliation_completed')
  return paid
}

/** The bank sends it back, even after it was `paid`: the money returns, and no more is sent to this bank account. */
export function failPayout(work: Work, before: PayoutOf, code: Failure): Stripe.Payout {
  const back = returned(work, before, 'payout_failure')
  const failure = { failure_code: code, failure_message: FAILURES[code], failure_balance_transaction: back }
  const failed = tell(work, changed(before, { status: 'failed', ...failure }), 'payout.failed')
  if (before.account !== '') stopPayouts(work, before.account)
  return failed
}

function stopPayouts(work: Work, id: string) {
  const account = needAccount(work, id)
  const banks = account.external_accounts as Stripe.ApiList<Stripe.BankAccount>
  const errored = banks.data.map((bank) => ({ ...bank, status: 'errored' as const }))
  for (const bank of errored) work.emit('account.external_account.updated', bank, { account: id })
  const before = account.requirements as Stripe.Account.Requirements
  const due = [...new Set([...(before.currently_due ?? []), 'external_account'])]
  changeAccount(work, account, {
    external_accounts: { ...banks, data: errored },
    payouts_enabled: false,
    requirements: {
      ...before,
      currently_due: due,
      disabled_reason: 'requirements.past_due',
      eventually_due: due,
      past_due: ['external_account'],
    },
  })
}

function cancel({ work, params, path, account }: Call) {
  allowOnly(params)
  const before = needPayout(work, path.id as string, account ?? '')
  if (before.payout.status !== 'pending' || before.payout.automatic) {
    throw forbidden('Payouts can only be canceled while pending, and automatic ones never.')
  }
  const back = returned(work, before, 'payout_cancel')
  return tell(work, changed(before, { status: 'canceled', failure_balance_transaction: back }), 'payout.canceled')
}

function returned(work: Work, { account, payout }: PayoutOf, type: 'payout_failure' | 'payout_cancel'): string {
  const { amount, currency, id: source } = payout
  const category = type === 'payout_failure' ? 'payout_reversal' : 'payout_cancel'
  return bookOn(work, account, { type, category, amount, currency, source, description: 'STRIPE PAYOUT' }).id
}

function changed(before: PayoutOf, changes: Partial<Stripe.Payout>): PayoutOf {
  return { ...before, payout: { ...before.payout, ...changes } }
}

function tell(work: Work, after: PayoutOf, event: string): Stripe.Payout {
  work.put('payout', after)
  work.emit(event, after.payout, after.account === '' ? {} : { account: after.account })
  return after.payout
}

function update({ work, params, path, account }: Call) {
  allowOnly(params, 'metadata')
  const before = needPayout(work, path.id as string, account ?? '')
  return tell(work, changed(before, { metadata: metadata(params, before.payout.metadata ?? {}) }), 'payout.updated')
}

/** Each account sees only its own. */
function needPayout(work: Work, id: string, account: string): PayoutOf {
  const found = work.get('payout', id)
  if (!found || found.account !== account) throw noSuch('payout', id, 'payout')
  return found
}

function listPayouts({ work, params, account }: Call) {
  allowOnly(params, 'status destination created limit starting_after ending_before')
  if (account !== null && !work.get('account', account)) throw invalid(`No such account: ${account}`)
  const status = text(params, 'status')
  const destination = text(params, 'destination')
  const keep = ({ payout }: PayoutOf) =>
    (status === null || payout.status === status) && (destination === null || idOf(payout.destination) === destination)
  const by: [string, string] = ['account', account ?? '']
  const createdAt = ({ payout }: PayoutOf) => payout.created
  const found = page({ work, kind: 'payout', params, url: '/v1/payouts', by, keep, createdAt })
  return { ...found, data: found.data.map(({ payout }) => payout) }
}

const retrieve = ({ work, path, account }: Call) => needPayout(work, path.id as string, account ?? '').payout

export const payoutRoutes: Route[] = [
  { method: 'POST', path: '/v1/payouts', forAccounts: true, run: create },
  { method: 'GET', path: '/v1/payouts', forAccounts: true, run: listPayouts },
  { method: 'GET', path: '/v1/payouts/:id', forAccounts: true, run: retrieve },
  { method: 'POST', path: '/v1/payouts/:id', forAccounts: true, run: update },
  { method: 'POST', path: '/v1/payouts/:id/cancel', forAccounts: true, run: cancel },
]
