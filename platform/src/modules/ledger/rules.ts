// Postings, written down as the table of the design has them. Pure: amounts in, debits and credits out.
import { split } from '../../kit/money.ts'
import { CHART, type AccountCode } from './chart.ts'

/** One side of a posting. A debit is positive, a credit negative; `owner` is the line or the party an account belongs to. */
export type Entry = { code: AccountCode; owner: string; amount: number }
export type LineMoney = {
  lineId: string
  sellerId: string
  priceMinor: number
  buyerFeeMinor: number
  buyerFeeTaxMinor: number
  sellerFeeMinor: number
  sellerFeeTaxMinor: number
  organizerShareMinor: number
}

export const debit = (code: AccountCode, amount: number, owner = ''): Entry => ({ code, owner, amount })
export const credit = (code: AccountCode, amount: number, owner = ''): Entry => ({ code, owner, amount: -amount })

const allIn = (l: LineMoney) => l.priceMinor + l.buyerFeeMinor + l.buyerFeeTaxMinor
const sellerNet = (l: LineMoney) => l.priceMinor - l.sellerFeeMinor - l.sellerFeeTaxMinor - l.organizerShareMinor

/** Capture confirmed: the buyer's money is held, and nobody has earned it yet. */
export const captured = (lines: LineMoney[]): Entry[] =>
  merged(
    lines.flatMap((l) => [
      debit('psp', allIn(l)),
      credit('escrow', l.priceMinor, l.lineId),
      credit('fee_deferred', l.buyerFeeMinor, l.lineId),
      credit('tax_payable', l.buyerFeeTaxMinor),
    ]),
  )

/** What the provider kept of a charge: the operator's expense. */
export const providerFee = (fee: number): Entry[] => merged([debit('psp_fee', fee), credit('psp', fee)])

/** The promise is kept: escrow goes to those who earned it, debts first. */
export function released(l: LineMoney, debt: { seller: number; organizer: number }): Entry[] {
  const seller = settleDebt(sellerNet(l), debt.seller)
  const organizer = settleDebt(l.organizerShareMinor, debt.organizer)
  return merged([
    debit('escrow', l.priceMinor, l.lineId),
    debit('fee_deferred', l.buyerFeeMinor, l.lineId),
    credit('seller_receivable', seller.debt, l.sellerId),
    credit('seller_payable', seller.rest, l.sellerId),
    credit('organizer_receivable', organizer.debt),
    credit('organizer_payable', organizer.rest),
    credit('fee_revenue', l.sellerFeeMinor + l.buyerFeeMinor),
    credit('tax_payable', l.sellerFeeTaxMinor),
  ])
}

export const refundedBeforeRelease = (lines: LineMoney[]): Entry[] =>
  merged(
    lines.flatMap((l) => [
      debit('escrow', l.priceMinor, l.lineId),
      debit('fee_deferred', l.buyerFeeMinor, l.lineId),
      debit('tax_payable', l.buyerFeeTaxMinor),
      credit('refund_transit', allIn(l)),
    ]),
  )

/** After release the money comes from those who have it: what they no longer have becomes their debt. */
export function refundedAfterRelease(l: LineMoney, available: { seller: number; organizer: number }): Entry[] {
  const seller = settleDebt(sellerNet(l), available.seller)
  const organizer = settleDebt(l.organizerShareMinor, available.organizer)
  return merged([
    debit('seller_payable', seller.debt, l.sellerId),
    debit('seller_receivable', seller.rest, l.sellerId),
    debit('organizer_payable', organizer.debt),
    debit('organizer_receivable', organizer.rest),
    debit('fee_revenue', l.sellerFeeMinor + l.buyerFeeMinor),
    debit('tax_payable', l.sellerFeeTaxMinor + l.buyerFeeTaxMinor),
    credit('refund_transit', allIn(l)),
  ])
}

export const refundConfirmed = (amount: number): Entry[] => [debit('refund_transit', amount), credit('psp', amount)]
export const refundFailed = (amount: number): Entry[] => [
  debit('refund_transit', amount),
  credit('refund_owed', amount),
]
export const refundFailedAfterwards = (amount: number): Entry[] => [debit('psp', amount), credit('refund_owed', amount)]

/** Each party's part of a line of which only `amount` is given back, without losing a unit. */
export function partOfLine(l: LineMoney, amount: number): LineMoney {
  const [net, organizerShareMinor, sellerFeeMinor, sellerFeeTaxMinor, buyerFeeMinor, buyerFeeTaxMinor] = split(amount, [
    sellerNet(l),
    l.organizerShareMinor,
    l.sellerFeeMinor,
    l.sellerFeeTaxMinor,
    l.buyerFeeMinor,
    l.buyerFeeTaxMinor,
  ]) as [number, number, number, number, number, number]
  const fees = { organizerShareMinor, sellerFeeMinor, sellerFeeTaxMinor, buyerFeeMinor, buyerFeeTaxMinor }
  return { ...l, ...fees, priceMinor: net + organizerShareMinor + sellerFeeMinor + sellerFeeTaxMinor }
}

/** A bank took the money back: it is neither ours nor lost until the dispute is decided. `owner` is the dispute. */
export const disputeOpened = (owner: string, amount: number, fee: number): Entry[] =>
  merged([debit('dispute_hold', amount, owner), debit('chargeback_fee', fee), credit('psp', amount + fee)])
export const disputeReinstated = (owner: string, amount: number, fee: number): Entry[] =>
  merged([debit('psp', amount + fee), credit('dispute_hold', amount, owner), credit('chargeback_fee', fee)])
/** A refund that the bank has made already: nothing is on its way to the card, what was held for the bank is gone. */
export const paidByTheBank = (owner: string, refund: Entry[]): Entry[] =>
  refund.map((entry) => (entry.code === 'refund_transit' ? { ...entry, code: 'dispute_hold', owner } : entry))
export const lostByOperator = (owner: string, amount: number): Entry[] =>
  merged([debit('chargeback_loss', amount), credit('dispute_hold', amount, owner)])
export function lostByOrganizer(owner: string, amount: number, available: number): Entry[] {
  const { debt, rest } = settleDebt(amount, available)
  return merged([
    debit('organizer_payable', debt),
    debit('organizer_receivable', rest),
    credit('dispute_hold', amount, owner),
  ])
}

type Party = { party: 'seller' | 'organizer'; owner: string }
const payable = ({ party }: Party): AccountCode => (party === 'seller' ? 'seller_payable' : 'organizer_payable')
export const payoutSubmitted = (to: Party, amount: number): Entry[] => [
  debit(payable(to), amount, to.owner),
  credit('payout_transit', amount),
]
export const payoutDone = (amount: number): Entry[] => [debit('payout_transit', amount), credit('psp', amount)]
/** Back to whom it was for, debts first: a refund that came in between left one. */
export function payoutRefused(to: Party, amount: number, owed: number): Entry[] {
  const { debt, rest } = settleDebt(amount, owed)
  const receivable = to.party === 'seller' ? 'seller_receivable' : 'organizer_receivable'
  return merged([
    debit('payout_transit', amount),
    credit(receivable, debt, to.owner),
    credit(payable(to), rest, to.owner),
  ])
}

/** One entry an account and side, none of zero: what is written is what moves. */
export function merged(entries: Entry[]): Entry[] {
  const sums = new Map<string, Entry>()
  for (const { code, owner, amount } of entries) {
    const key = `${code} ${owner} ${amount < 0}`
    const before = sums.get(key)
    sums.set(key, { code, owner, amount: (before?.amount ?? 0) + amount })
  }
  return [...sums.values()].filter((entry) => entry.amount !== 0)
}

export const isGuarded = (code: AccountCode): boolean => CHART[code].guarded

function settleDebt(amount: number, debt: number): { debt: number; rest: number } {
  const paid = Math.min(amount, Math.max(0, debt))
  return { debt: paid, rest: amount - paid }
}
