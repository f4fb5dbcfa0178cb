// What may happen to an order, and when.
import type { Breakdown } from '../policies/index.ts'

export const HOLD_MINUTES = 10
/** Enough for two shows and a second thought; too few to keep a shelf empty. */
export const HOLDS_MAX = 4

type Payable = { state: string; heldUntil: Date }

/** The first reason, in order of precedence, why this order cannot be paid now. */
export function whyNotPay(order: Payable, now: Date) {
  if (
    order.state === 'paying' ||
    order.state === 'authorized' ||
    order.state === 'securing' ||
    order.state === 'in_doubt'
  )
    return 'payment_under_way'
  if (order.state === 'expired') return 'hold_expired'
  if (order.state !== 'held') return 'order_not_payable'
  if (now >= order.heldUntil) return 'hold_expired'
  return null
}

export function whyNotCancel(order: { state: string; pspIntent: string | null }) {
  if (order.state === 'held') return null
  if (order.state === 'paying' && order.pspIntent !== null) return null
  return 'order_not_cancellable'
}

export function whyNotRefund(
  order: { state: string },
  lines: { id: string; state: string }[],
  wished: string[] | null,
) {
  if (order.state !== 'fulfilled' && order.state !== 'completed') return 'order_not_refundable'
  const chosen = wished ? lines.filter((line) => wished.includes(line.id)) : lines.filter((line) => isRefundable(line))
  if (chosen.length === 0) return 'order_not_refundable'
  if (wished && (chosen.length !== wished.length || !chosen.every(isRefundable))) return 'line_not_refundable'
  return null
}

export const isRefundable = (line: { state: string }): boolean => line.state === 'holding' || line.state === 'released'

/** What is taken from the card: the sum of the lines, nothing else. */
export const totalOf = (lines: Pick<Breakdown, 'priceMinor' | 'buyerFeeMinor' | 'buyerFeeTaxMinor'>[]): number =>
  lines.reduce((sum, line) => sum + line.priceMinor + line.buyerFeeMinor + line.buyerFeeTaxMinor, 0)

/** What the provider tells must be what we asked; anything else is never fulfilled and never released. */
export const contradicts = (
  intent: { amountMinor: number; currency: string },
  order: { totalMinor: number; currency: string },
): boolean => intent.amountMinor !== order.totalMinor || intent.currency !== order.currency

/** Escrow is released when the show is over and the organizer's delay has passed; a show that moved moves it too. */
export function whenToRelease(
  event: { state: string; endsAt: Date },
  releaseAt: Date,
  now: Date,
): 'now' | Date | 'never' {
  if (event.state === 'cancelled') return 'never'
  if (now < releaseAt) return releaseAt
  // The clock that ends the show is swept beside this one: look again when it has.
  if (event.state !== 'completed') return new Date(Math.max(event.endsAt.getTime(), now.getTime()) + 5_000)
  return 'now'
}
