// What fans and visitors see, operation by operation, until it is generated from the OpenAPI document.
import type {
  BrandTexts,
  Breakdown,
  EventRef,
  EventState,
  Instant,
  Money,
  Open,
  Page,
  PageQuery,
  Seat,
  Step,
  TicketType,
  Tokens,
  Venue,
} from './common.ts'

export interface Brand {
  name: string
  slug: string
  mode: Open<'test' | 'live'>
  locale: string
  logo: string | null
  tokens: Tokens
  texts: BrandTexts
  payment: { form: Open<'stripe' | 'test'>; publishableKey: string; apiBase: string | null }
  now: Instant
}

export interface EventSummary {
  id: string
  name: string
  state: EventState
  startsAt: Instant
  endsAt: Instant
  doorsAt: Instant | null
  timeZone: string
  venue: Venue
  currency: string
  available: number
  fromPrice: Money | null
}

export interface EventDetail extends EventSummary {
  description: string
  ticketTypes: { id: string; name: string; faceValue: Money | null }[]
  resale: {
    open: boolean
    reason: string | null
    opensAt: Instant | null
    closesAt: Instant
    ceilingPercent: number
  }
}

export interface Listing {
  id: string
  eventId: string
  ticketType: TicketType
  seats: Seat[]
  quantity: number
  held: number
  price: Breakdown
  againstPaidPercent: number
  state: Open<'active' | 'paused' | 'sold' | 'withdrawn' | 'expired' | 'removed'>
  mine: boolean
}

export interface Quote {
  perTicket: {
    price: Money
    buyerFee: Money
    buyerFeeTax: Money
    buyerPays: Money
    sellerFee: Money
    sellerFeeTax: Money
    organizerShare: Money
    sellerReceives: Money
  }
  sellerReceives: Money
  ceiling: Money
  releaseAt: Instant
}

export interface SellerListing {
  id: string
  state: Listing['state']
  event: EventRef
  ticketType: TicketType
  tickets: { id: string; seat: Seat | null; state: Open<'open' | 'held' | 'sold' | 'out'> }[]
  quote: Quote
  createdAt: Instant
  endedReason: string | null
}

export interface Sale {
  lineId: string
  orderNumber: string
  listingId: string
  event: EventRef
  ticketType: TicketType
  seat: Seat | null
  price: Money
  sellerFee: Money
  sellerFeeTax: Money
  organizerShare: Money
  receives: Money
  state: Open<'holding' | 'released' | 'refunded' | 'lost'>
  soldAt: Instant
  releaseAt: Instant
  payout: { state: string; amount: Money; paidAt: Instant | null } | null
  timeline: Step[]
}

export interface Seller {
  status: Open<'none' | 'onboarding' | 'enabled' | 'restricted'>
  requirements: string[]
  payable: Money[]
}

export interface Ticket {
  id: string
  event: EventRef
  ticketType: TicketType
  seat: Seat | null
  holderName: string | null
  state: Open<'valid' | 'listed' | 'selling' | 'admitted' | 'blocked' | 'void'>
  generation: number
  paid: Money
  codeSince: Instant
  origin: Open<'import' | 'resale'>
  listingId: string | null
  orderId: string | null
  resale: {
    canList: boolean
    reason: string | null
    why: string | null
    floor: Money
    ceiling: Money | null
    ceilingPercent: number
  }
}

export interface TicketWithCode extends Ticket {
  code: string | null
  previousCodeDiedAt: Instant | null
}

export interface Order {
  id: string
  number: string
  state: Open<
    | 'held'
    | 'paying'
    | 'authorized'
    | 'securing'
    | 'fulfilled'
    | 'completed'
    | 'expired'
    | 'cancelled'
    | 'failed'
    | 'in_doubt'
  >
  event: EventRef
  listingId: string
  ticketType: TicketType
  quantity: number
  heldUntil: Instant | null
  lines: {
    id: string
    ticketId: string
    seat: Seat | null
    price: Breakdown
    state: Open<'held' | 'holding' | 'released' | 'refunded' | 'lost'>
  }[]
  total: Breakdown
  payment: { action: { clientSecret: string } | null; declined: string | null }
  releaseAt: Instant | null
  createdAt: Instant
  timeline: Step[]
}

export interface NewListing {
  ticketIds: string[]
  price: Money
}

export interface MarketOperations {
  'market.brand.get': { answer: Brand }
  'market.events.list': { query: PageQuery; answer: Page<EventSummary> }
  'market.events.get': { answer: EventDetail }
  'market.listings.list': { query: PageQuery & { eventId: string; ticketTypeId?: string }; answer: Page<Listing> }
  'market.listings.get': { answer: Listing }
  'market.listings.quote': { body: NewListing; answer: Quote }
  'market.listings.create': { body: NewListing; answer: SellerListing }
  'market.listings.withdraw': { answer: SellerListing }
  'market.tickets.list': { query: PageQuery; answer: Page<Ticket> }
  'market.tickets.get': { answer: TicketWithCode }
  'market.orders.start': { body: { listingId: string; quantity: number }; answer: Order }
  'market.orders.pay': { body: { confirmationToken: string }; answer: Order }
  'market.orders.cancel': { answer: Order }
  'market.orders.get': { answer: Order }
  'market.orders.list': { query: PageQuery; answer: Page<Order> }
  'market.seller.get': { answer: Seller }
  'market.seller.onboard': {
    body: { returnPath: string; country: string }
    answer: { url: string; expiresAt: Instant }
  }
  'market.seller.listings': { query: PageQuery; answer: Page<SellerListing> }
  'market.seller.sales': { query: PageQuery; answer: Page<Sale> }
}
