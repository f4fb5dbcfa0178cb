// storefront/wire.ts: the market's shapes under the names the pages use, taken from the SDK so that drift fails the types.
import type * as Sdk from '@reseat/sdk/market'

export type {
  Breakdown,
  Colours,
  EventRef,
  Listing,
  Money,
  NewListing as Ask,
  Quote,
  Seat,
  Seller,
  SellerListing,
  Ticket,
  Tokens,
} from '@reseat/sdk/market'

/** Moments which may be missing although the document calls them strings. */
type Maybe<T, Key extends keyof T> = Omit<T, Key> & { [K in Key]: T[K] | null }

export type Brand = Sdk.Brand
export type TicketType = Sdk.Ticket['ticketType']
export type EventSummary = Maybe<Sdk.Event, 'doorsAt'>
export type Event = Maybe<Omit<Sdk.EventDetail, 'resale'>, 'doorsAt'> & {
  resale: Maybe<Sdk.EventDetail['resale'], 'opensAt'>
}
export type Step = Maybe<Sdk.Step, 'at'>
export type Order = Omit<Maybe<Sdk.Order, 'heldUntil' | 'releaseAt'>, 'timeline'> & { timeline: Step[] }
export type Sale = Omit<Sdk.Sale, 'timeline'> & { timeline: Step[] }
export type TicketWithCode = Maybe<Sdk.TicketWithCode, 'previousCodeDiedAt'>
export type Fan = { id?: string; name: string; email: string }
