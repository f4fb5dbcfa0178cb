// What may be offered, taken and taken back.
import { breakDown, buyerPays, ceilingOf, type Fees } from '../policies/index.ts'

/** Below this a card payment is refused by the provider; nothing at all is a gift and needs no card. */
const CHARGE_MINOR_MIN = 50

type Offered = { eventId: string; ticketTypeId: string; paidMinor: number }

/** The first reason why these tickets cannot be offered together at this price. */
export function whyNotOffer(
  tickets: Offered[],
  price: { amountMinor: number; currency: string },
  terms: Fees & { ceilingPercent: number; currency: string },
) {
  const [first] = tickets
  if (tickets.some((t) => t.eventId !== first!.eventId || t.ticketTypeId !== first!.ticketTypeId))
    return 'tickets_not_alike'
  if (price.currency !== terms.currency) return 'wrong_currency'
  if (price.amountMinor > lowestCeiling(tickets, terms.ceilingPercent)) return 'price_above_ceiling'
  const total = buyerPays(breakDown(price.amountMinor, terms))
  if (total > 0 && total < CHARGE_MINOR_MIN) return 'price_too_low'
  return null
}

/** One price for all of them, so the cheapest first sale caps it. */
export const lowestCeiling = (tickets: { paidMinor: number }[], ceilingPercent: number): number =>
  Math.min(...tickets.map((ticket) => ceilingOf(ticket.paidMinor, ceilingPercent)))

export function whyNotTake(
  listing: { state: string; sellerId: string; resaleClosed: string | null },
  wish: { buyerId: string; quantity: number },
  rows: { open: number; held: number },
) {
  if (listing.state !== 'active' || listing.resaleClosed !== null) return 'listing_not_active'
  if (listing.sellerId === wish.buyerId) return 'own_listing'
  if (rows.open >= wish.quantity) return null
  return rows.open + rows.held >= wish.quantity ? 'tickets_held' : 'not_enough_tickets'
}

export function whyNotEnd(listing: { state: string }, rows: { held: number }) {
  if (listing.state !== 'active' && listing.state !== 'paused') return 'listing_not_active'
  if (rows.held > 0) return 'listing_in_checkout'
  return null
}
