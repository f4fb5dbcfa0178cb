// resources/balance.ts: what the platform (or, with Stripe-Account, a connected account) holds, and how it came.
import { allowOnly, text } from '../entry/params.ts'
import { noSuch } from '../entry/refusal.ts'
import { page } from '../entry/render.ts'
import type { Call, Route } from '../entry/serve.ts'

const DEFAULT_CURRENCY = 'eur'

function retrieveBalance({ work, account }: Call) {
  if (account !== null && !work.get('account', account)) throw noSuch('account', account)
  const balances = work.store.balances(account ?? '')
  const held = balances.length === 0 ? [[DEFAULT_CURRENCY, 0] as const] : balances
  const fund = (amount: number, currency: string) => ({ amount, currency, source_types: { card: amount } })
  return {
    object: 'balance',
    available: held.map(([currency, amount]) => fund(amount, currency)),
    pending: held.map(([currency]) => fund(0, currency)),
    livemode: false,
  }
}

const URL = '/v1/balance_transactions'

function listTransactions({ work, params, account }: Call) {
  allowOnly(params, 'type source currency created limit starting_after ending_before')
  const type = text(params, 'type')
  const source = text(params, 'source')
  const currency = text(params, 'currency')?.toLowerCase()
  const fits = (item: { type: string; source: unknown; currency: string }) =>
    (type === null || item.type === type) &&
    (source === null || item.source === source) &&
    (currency === undefined || item.currency === currency)

  if (account !== null) {
    const found = page({
      work,
      kind: 'account_transaction',
      params,
      url: URL,
      by: ['account', account],
      keep: ({ transaction }) => fits(transaction),
      createdAt: ({ transaction }) => transaction.created,
    })
    return { ...found, data: found.data.map(({ transaction }) => transaction) }
  }
  const by: [string, string] | undefined =
    source !== null ? ['source', source] : type !== null ? ['type', type] : undefined
  return page({ work, kind: 'balance_transaction', params, url: URL, by, keep: fits })
}

function retrieveTransaction({ work, path, account }: Call) {
  const id = path.id as string
  const transaction =
    account === null ? work.get('balance_transaction', id) : work.get('account_transaction', id)?.transaction
  if (!transaction) throw noSuch('balance transaction', id)
  return transaction
}

export const balanceRoutes: Route[] = [
  { method: 'GET', path: '/v1/balance', forAccounts: true, run: retrieveBalance },
  { method: 'GET', path: '/v1/balance_transactions', forAccounts: true, run: listTransactions },
  { method: 'GET', path: '/v1/balance_transactions/:id', forAccounts: true, run: retrieveTransaction },
]
