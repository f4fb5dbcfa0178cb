// resources/money.ts: amounts, currencies, fees, and the movements of every balance.
import type Stripe from 'stripe'
import { integer, needText, type Params } from '../entry/params.ts'
import { forbidden, invalid } from '../entry/refusal.ts'
import { newId } from '../state/ids.ts'
import type { Work } from '../state/work.ts'

const CURRENCIES = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()))
const AMOUNT_MAX = 99_999_999

/** https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts, for the currencies a European market uses. */
const CHARGE_MINIMUM: Record<string, number> = {
  eur: 50,
  usd: 50,
  chf: 50,
  gbp: 30,
  dkk: 250,
  nok: 300,
  sek: 300,
  pln: 200,
  czk: 1500,
  huf: 17500,
  ron: 200,
}

/** A European card's price at Stripe, without its extras for other regions and currencies. */
const FEE_BASIS_POINTS = 150
const FEE_FIXED_MINOR = 25

export function currencyOf(params: Params): string {
  const currency = needText(params, 'currency').toLowerCase()
  if (!CURRENCIES.has(currency)) throw invalid(`Invalid currency: ${currency}`, 'currency')
  return currency
}

export function amountOf(params: Params, name = 'amount'): number {
  needText(params, name)
  const amount = integer(params, name) as number
  if (amount < 1) throw invalid('This value must be greater than or equal to 1.', name, 'parameter_invalid_integer')
  if (amount > AMOUNT_MAX) throw invalid('Amount must be no more than 999,999.99', name, 'amount_too_large')
  return amount
}

export function refuseTooSmall(amount: number, currency: string) {
  const least = CHARGE_MINIMUM[currency] ?? 50
  if (amount >= least) return
  throw invalid(`Amount must be at least ${shown(least, currency)}`, 'amount', 'amount_too_small')
}

/** As Stripe's messages write it: €9.00. */
export function shown(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

export function feeFor(amount: number): number {
  return Math.round((amount * FEE_BASIS_POINTS) / 10_000) + FEE_FIXED_MINOR
}

type Movement = {
  type: Stripe.BalanceTransaction.Type
  category: string
  amount: number
  currency: string
  fee?: number
  /** What the fee is for, where it is not for processing. */
  feeText?: string
  source: string
  description?: string | null
}

/** Moves the platform's balance. Funds are available at once here; at Stripe they are pending for days. */
export function book(work: Work, movement: Movement): Stripe.BalanceTransaction {
  return work.put('balance_transaction', transactionOf(work, movement))
}

/** Moves a connected account's balance. */
export function bookFor(work: Work, account: string, movement: Movement): Stripe.BalanceTransaction {
  const transaction = transactionOf(work, movement)
  work.put('account_transaction', { id: transaction.id, account, transaction })
  return transaction
}

/** Moves the balance of an account, or with the empty account the platform's. */
export function bookOn(work: Work, account: string, movement: Movement): Stripe.BalanceTransaction {
  return account === '' ? book(work, movement) : bookFor(work, account, movement)
}

function transactionOf(work: Work, movement: Movement): Stripe.BalanceTransaction {
  const { type, category, amount, currency, fee = 0, feeText = 'Stripe processing fees', source } = movement
  const detail = { amount: fee, application: null, currency, description: feeText, type: 'stripe_fee' }
  return {
    id: newId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: work.now,
    balance_type: 'payments',
    created: work.now,
    currency,
    description: movement.description ?? null,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [detail],
    net: amount - fee,
    reporting_category: category,
    source,
    status: 'available',
    type,
  }
}

/** For money leaving a balance without a charge to draw on. */
export function refuseBeyondBalance(work: Work, account: string, amount: number, currency: string) {
  if (amount <= work.store.balance(account, currency)) return
  throw forbidden(
    'You have insufficient available funds in your Stripe account. Try adding funds directly to your available ' +
      'balance by creating Charges using the 4000000000000077 test card.',
    'balance_insufficient',
  )
}
