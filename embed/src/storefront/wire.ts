// storefront/wire.ts: the shapes the market API answers with, until the SDK's generated types stand in for them.
export type Money = { amountMinor: number; currency: string }
export type Page<T> = { items: T[]; nextCursor: string | null }
export type Fan = { id?: string; name: string; email: string }

export type Colours = Record<
  'surface' | 'surfaceRaised' | 'text' | 'muted' | 'line' | 'accent' | 'onAccent' | 'good' | 'warn' | 'bad',
  string
>
export type Tokens = {
  light: Colours
  dark: Colours
  radius: 'square' | 'soft' | 'round'
  displayFont: 'bricolage' | 'barlow-condensed' | 'fraunces' | 'inter'
  textFont: 'inter' | 'archivo' | 'system'
  cover: string | null
}
export type Brand = {
  name: string
  slug: string
  mode: 'test' | 'live'
  locale: string
  logo: string | null
  tokens: Tokens
  texts: { tagline: string; trust: string; footer: string; supportEmail: string | null }
  payment: { form: 'stripe' | 'test'; publishableKey: string; apiBase: string | null }
  now: string
}

export type Venue = { name: string; city: string; country: string; address: string | null }
export type EventState = 'published' | 'completed' | 'postponed' | 'cancelled'
export type EventRef = {
  id: string
  name: string
  state: EventState
  startsAt: string
  endsAt: string
  timeZone: string
  venue: Venue
}
export type EventSummary = EventRef & {
  doorsAt: string | null
  currency: string
  available: number
  fromPrice: Money | null
}
export type TicketType = { id: string; name: string }
export type Event = EventSummary & {
  description: string
  ticketTypes: (TicketType & { faceValue: Money | null })[]
  resale: { open: boolean; reason: string | null; opensAt: string | null; closesAt: string; ceilingPercent: number }
}

export type Seat = { zone: string | null; row: string | null; number: string | null; name: string | null }
export type Breakdown = { ticket: Money; buyerFee: Money; feeTax: Money; total: Money }
export type Listing = {
  id: string
  eventId: string
  ticketType: TicketType
  seats: Seat[]
  quantity: number
  held: number
  price: Breakdown
  againstPaidPercent: number
  state: 'active' | 'paused' | 'sold' | 'withdrawn' | 'expired' | 'removed'
  mine: boolean
}
export type Ask = { ticketIds: string[]; price: Money }
export type Quote = {
  perTicket: Record<
    | 'price'
    | 'buyerFee'
    | 'buyerFeeTax'
    | 'buyerPays'
    | 'sellerFee'
    | 'sellerFeeTax'
    | 'organizerShare'
    | 'sellerReceives',
    Money
  >
  sellerReceives: Money
  ceiling: Money
  releaseAt: string
}
export type SellerListing = {
  id: string
  state: Listing['state'] | 'draft' | 'pending_approval'
  event: EventRef
  ticketType: TicketType
  tickets: { id: string; seat: Seat | null; state: 'open' | 'held' | 'sold' | 'out' }[]
  quote: Quote
  createdAt: string
  endedReason: string | null
}
export type LineState = 'held' | 'holding' | 'released' | 'refunded' | 'lost'
export type Step = {
  code: string
  title: string
  detail: string | null
  at: string | null
  state: 'done' | 'now' | 'later' | 'failed'
  amount: Money | null
}
export type Sale = {
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
  state: Exclude<LineState, 'held'>
  soldAt: string
  releaseAt: string
  payout: { state: string; amount: Money; paidAt: string | null } | null
  timeline: Step[]
}
export type Seller = {
  status: 'none' | 'onboarding' | 'enabled' | 'restricted'
  requirements: string[]
  payable: Money[]
}
export type Ticket = {
  id: string
  event: EventRef
  ticketType: TicketType
  seat: Seat | null
  holderName: string | null
  state: 'valid' | 'listed' | 'selling' | 'admitted' | 'blocked' | 'void'
  generation: number
  paid: Money
  codeSince: string
  origin: 'import' | 'resale'
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
export type TicketWithCode = Ticket & { code: string | null; previousCodeDiedAt: string | null }
export type Order = {
  id: string
  number: string
  state:
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
  event: EventRef
  listingId: string
  ticketType: TicketType
  quantity: number
  heldUntil: string | null
  lines: { id: string; ticketId: string; seat: Seat | null; price: Breakdown; state: LineState }[]
  total: Breakdown
  payment: { action: { clientSecret: string } | null; declined: string | null } | null
  releaseAt: string | null
  createdAt: string
  timeline: Step[]
}
