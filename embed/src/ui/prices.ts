// ui/prices.ts: what a shelf of listings looks like at a glance, and which of them answer a question. Pure.
import type { Breakdown, Listing, Money } from '../storefront/wire.ts'

export type Filter = { typeId: string | null; maxMinor: number | null; quantity: number }
export const NO_FILTER: Filter = { typeId: null, maxMinor: null, quantity: 1 }

export const isHeld = (listing: Listing) => listing.quantity === 0 && listing.held > 0
export const isBuyable = (listing: Listing) => listing.state === 'active' && listing.quantity > 0 && !listing.mine

/** A held row stays where it is: it may come back, and rows that vanish under a thumb are a lie about supply. */
export function matches(listing: Listing, filter: Filter) {
  if (filter.typeId && listing.ticketType.id !== filter.typeId) return false
  if (filter.maxMinor !== null && listing.price.total.amountMinor > filter.maxMinor) return false
  return listing.quantity + listing.held >= filter.quantity
}

export function supply(listings: Listing[]) {
  const open = listings.filter((listing) => listing.quantity > 0 && listing.state === 'active')
  const prices = open.map((listing) => listing.price.total)
  const cheapest = prices.reduce<Money | null>(
    (low, price) => (low && low.amountMinor <= price.amountMinor ? low : price),
    null,
  )
  return { tickets: open.reduce((sum, listing) => sum + listing.quantity, 0), from: cheapest }
}

export type Bar = { fromMinor: number; toMinor: number; tickets: number }

/** Tickets per price band. One band when all cost the same: a chart of one price would be decoration. */
export function distribution(listings: Listing[], bands = 12): Bar[] {
  const open = listings.filter((listing) => listing.quantity > 0)
  if (open.length === 0) return []
  const prices = open.map((listing) => listing.price.total.amountMinor)
  const low = Math.min(...prices)
  const high = Math.max(...prices)
  if (low === high) return [{ fromMinor: low, toMinor: high, tickets: sum(open) }]

  const width = (high - low) / bands
  return Array.from({ length: bands }, (_, index) => {
    const inside = open.filter((listing) => bandOf(listing.price.total.amountMinor) === index)
    return { fromMinor: low + index * width, toMinor: low + (index + 1) * width, tickets: sum(inside) }
  })

  function bandOf(price: number) {
    return Math.min(bands - 1, Math.floor((price - low) / width))
  }
}

/** Up to three ceilings worth offering as chips: round figures which really split the shelf. */
export function priceSteps(listings: Listing[], digits = 2): number[] {
  const prices = [...new Set(listings.map((listing) => listing.price.total.amountMinor))].sort((a, b) => a - b)
  const low = prices[0]
  const high = prices.at(-1)
  if (low === undefined || high === undefined || low === high) return []

  const round = 5 * 10 ** digits
  const steps = [0.25, 0.5, 0.75].map((share) => Math.ceil((low + (high - low) * share) / round) * round)
  return [...new Set(steps)].filter((step) => step >= low && step < high)
}

/**
 * News about a shelf that someone is reading: rows keep their place, gone ones stay as gone, new ones wait
 * until they are asked for.
 */
export function merge(shown: Listing[], fresh: Listing[]) {
  const now = new Map(fresh.map((listing) => [listing.id, listing]))
  const known = new Set(shown.map((listing) => listing.id))
  return {
    shown: shown.map((listing) => now.get(listing.id) ?? { ...listing, quantity: 0, held: 0, state: 'sold' as const }),
    waiting: fresh.filter((listing) => !known.has(listing.id)),
  }
}

/** What a whole basket costs: whole cents times a whole number of tickets, so the parts still sum. */
export function multiply(price: Breakdown, quantity: number): Breakdown {
  const times = (money: Money): Money => ({ ...money, amountMinor: money.amountMinor * quantity })
  return {
    ticket: times(price.ticket),
    buyerFee: times(price.buyerFee),
    feeTax: times(price.feeTax),
    total: times(price.total),
  }
}

const sum = (listings: Listing[]) => listings.reduce((total, listing) => total + listing.quantity, 0)
