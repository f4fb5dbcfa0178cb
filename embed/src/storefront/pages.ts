// storefront/pages.ts: what each page is given. Server and browser render the same page from the same data.
import type { Filter } from '../ui/prices.ts'
import type { Qr } from '../ui/qr.ts'
import type {
  Brand,
  Event,
  EventSummary,
  Fan,
  Listing,
  Money,
  Order,
  Quote,
  Sale,
  Seller,
  SellerListing,
  Ticket,
  TicketWithCode,
} from './wire.ts'

export type OwnTicket = Omit<TicketWithCode, 'code'> & { code: string | null; qr: Qr | null }
export type Pages = {
  home: { events: EventSummary[] }
  event: { event: Event; listings: Listing[]; more: string | null; filter: Filter }
  listing: { event: Event; listing: Listing | null; others: Listing[]; quantity: number }
  pay: { order: Order; tickets: OwnTicket[] }
  tickets: { tickets: Ticket[] }
  ticket: { ticket: OwnTicket }
  sell: { tickets: Ticket[] }
  price: {
    tickets: Ticket[]
    floor: Money
    ceiling: Money
    /** Where the scale stands at first. */
    asked: Money
    quote: Quote | null
    others: Money[]
    seller: Seller | null
  }
  sales: { listings: SellerListing[]; sales: Sale[]; seller: Seller | null }
  orders: { orders: Order[] }
  order: { order: Order }
  signIn: { next: string; error: string | null; isReset: boolean }
  signUp: { next: string }
  verify: { email: string | null; next: string; invalid: boolean }
  forgotPassword: { next: string }
  /** Without a token there is nothing to set. */
  resetPassword: { token: string | null; next: string }
  missing: Record<string, never>
  failed: { requestId: string | null }
}
export type PageName = keyof Pages

export type Shell = { brand: Brand; fan: Fan | null; path: string; now: string }
export type Hydration = { page: PageName; words: string[]; shell: Shell; data: Pages[PageName] }
