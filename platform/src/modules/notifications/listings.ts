// What a seller is told of an offer: that it stands, and why it ended when that was not the seller's own doing.
import { money } from '../../kit/money.ts'
import type { Scope } from '../../kit/scope.ts'
import { sendMail } from '../mail/index.ts'
import { breakDown, findPolicy, sellerReceives } from '../policies/index.ts'
import { findListing, localeOf } from './queries.ts'
import { hourText, moneyText, yourTickets } from './words.ts'

type Listing = Awaited<ReturnType<typeof findListing>>

export async function tellOfListing(scope: Scope, listingId: string): Promise<void> {
  const listing = await findListing(scope, listingId)
  const locale = await localeOf(scope)
  const terms = await findPolicy(scope, listing.policyId)
  const receives = sellerReceives(breakDown(listing.priceMinor, terms)) * listing.quantity
  const title = `${yourTickets(listing.quantity)} for ${listing.eventName} ${listing.quantity === 1 ? 'is' : 'are'} on sale`
  await sendMail(scope, {
    kind: 'listing_created',
    to: listing.sellerEmail,
    subject: title,
    title,
    paragraphs: [
      `You receive ${moneyText(money(receives, listing.currency), locale)} once everything is sold and the show is over.`,
      'Until somebody buys, the ticket stays yours and its code works. You can take the offer back at any time.',
    ],
    facts: show(listing, locale),
    action: { label: 'See my offer', path: '/listings' },
  })
}

export async function tellOfListingEnd(scope: Scope, listingId: string, reason: string): Promise<void> {
  const listing = await findListing(scope, listingId)
  const why = whyEnded(listing, reason)
  if (!why) return
  const title = `Your offer for ${listing.eventName} has ended`
  await sendMail(scope, {
    kind: 'listing_ended',
    to: listing.sellerEmail,
    subject: title,
    title,
    paragraphs: why,
    facts: show(listing, await localeOf(scope)),
    action: { label: 'Open my tickets', path: '/tickets' },
  })
}

function whyEnded({ state }: Listing, reason: string): string[] | null {
  const yours = 'What was not sold is yours to use, and its code works as before.'
  if (state === 'expired') return ['Resale for this event has closed.', yours]
  if (state === 'removed') return [`The organizer took the offer off sale: ${reason}`, yours]
  if (reason === 'ticket_voided')
    return ['The ticket was cancelled where it was first sold, so it can no longer be sold here.']
  return null
}

const show = (listing: Listing, locale: string): [string, string][] => [
  ['Event', listing.eventName],
  ['When', hourText(listing.startsAt, listing.timeZone, locale)],
  ['Ticket', listing.quantity === 1 ? listing.ticketType : `${listing.quantity} × ${listing.ticketType}`],
  [
    'Your price',
    `${moneyText(money(listing.priceMinor, listing.currency), locale)}${listing.quantity === 1 ? '' : ' each'}`,
  ],
]
