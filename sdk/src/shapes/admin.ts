// What a secret key may do, operation by operation, until it is generated from the OpenAPI document.
import type {
  BrandTexts,
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

export interface ResaleRules {
  ceilingPercent: number
  opensAt?: Instant | null
  closesAt?: Instant | null
  buyerFeeBasisPoints?: number
  sellerFeeBasisPoints?: number
  organizerShareBasisPoints?: number
  feeTaxBasisPoints?: number
  releaseDelayHours?: number
}

export interface NewEvent {
  name: string
  externalRef?: string
  description?: string
  venue: { name: string; city: string; country: string; address?: string | null }
  timeZone: string
  startsAt: Instant
  endsAt: Instant
  doorsAt?: Instant | null
  currency: string
  ticketTypes: { name: string; faceValue?: Money }[]
  admission: 'gate' | 'code_list' | null
  resale: ResaleRules
}

export interface Event {
  id: string
  name: string
  state: EventState
  externalRef: string | null
  description: string
  venue: Venue
  timeZone: string
  startsAt: Instant
  endsAt: Instant
  doorsAt: Instant | null
  currency: string
  ticketTypes: { id: string; name: string; faceValue: Money | null }[]
  admission: Open<'gate' | 'code_list'> | null
  resale: Required<ResaleRules>
}

export interface Import {
  id: string
  eventId: string
  format: string
  state: Open<'ready' | 'applied' | 'applying'>
  counts: {
    rows: number
    create: number
    update: number
    void: number
    unchanged: number
    skip: number
    problems: number
    notListable: number
  }
  createdAt: Instant
  appliedAt: Instant | null
}

export interface ImportRow {
  line: number
  orderCode: string
  positionId: string
  action: string
  problems: { column: string; value: string; detail: string }[]
}

export interface Ticket {
  id: string
  event: EventRef
  ticketType: TicketType
  seat: Seat | null
  holderName: string | null
  email: string | null
  state: Open<'valid' | 'listed' | 'selling' | 'admitted' | 'blocked' | 'void'>
  generation: number
  paid: Money
}

export interface Listing {
  id: string
  eventId: string
  ticketType: TicketType
  quantity: number
  price: Money
  state: Open<'active' | 'paused' | 'sold' | 'withdrawn' | 'expired' | 'removed'>
  createdAt: Instant
  endedReason: string | null
}

export interface Order {
  id: string
  number: string
  state: string
  event: EventRef
  listingId: string
  quantity: number
  total: Money
  createdAt: Instant
}

export interface OrderDetail extends Order {
  lines: { id: string; ticketId: string; seat: Seat | null; state: string }[]
  timeline: Step[]
}

export interface Posting {
  id: string
  account: string
  amount: Money
  at: Instant
}

export interface Payout {
  id: string
  state: string
  amount: Money
  createdAt: Instant
  paidAt: Instant | null
}

export interface Brand {
  name: string
  locale: string
  logo: string | null
  tokens: Tokens
  texts: BrandTexts
}

export interface Checked {
  result: Open<'valid' | 'reissued' | 'admitted' | 'void' | 'wrong_event' | 'unknown'>
  ticket: Ticket | null
  at: Instant | null
  by: string | null
}

export type AtTheDoor = { eventId: string; code: string }
export type Clock = { now: Instant }

export interface AdminOperations {
  'admin.events.create': { body: NewEvent; answer: Event }
  'admin.events.update': { body: Partial<NewEvent>; answer: Event }
  'admin.events.publish': { answer: Event }
  'admin.events.list': { query: PageQuery; answer: Page<Event> }
  'admin.events.get': { answer: Event }
  'admin.imports.create': { query: { eventId: string; format: 'pretix' }; answer: Import }
  'admin.imports.get': { answer: Import }
  'admin.imports.rows': { query: PageQuery; answer: Page<ImportRow> }
  'admin.imports.apply': { answer: Import }
  'admin.tickets.list': { query: PageQuery & { eventId?: string; email?: string }; answer: Page<Ticket> }
  'admin.tickets.get': { answer: Ticket & { history: Step[] } }
  'admin.listings.list': { query: PageQuery & { eventId?: string }; answer: Page<Listing> }
  'admin.listings.remove': { body: { reason: string }; answer: Listing }
  'admin.orders.list': { query: PageQuery & { eventId?: string }; answer: Page<Order> }
  'admin.orders.get': { answer: OrderDetail }
  'admin.orders.refund': {
    body: { lineIds?: string[]; reason: string; ticket: 'return_to_seller' | 'void' }
    answer: OrderDetail
  }
  'admin.ledger.trialBalance': {
    answer: { balanced: boolean; accounts: { account: string; debit: Money; credit: Money }[] }
  }
  'admin.ledger.postings': { query: PageQuery & { orderId?: string }; answer: Page<Posting> }
  'admin.payouts.list': { query: PageQuery; answer: Page<Payout> }
  'admin.payouts.onboard': {
    body: { returnPath: string; country: string }
    answer: { url: string; expiresAt: Instant }
  }
  'admin.clock.get': { answer: Clock }
  'admin.clock.set': { body: { now: Instant }; answer: Clock }
  'admin.clock.advance': { body: { seconds: number }; answer: Clock }
  'admin.gate.check': { body: AtTheDoor; answer: Checked }
  'admin.gate.admit': { body: AtTheDoor; answer: Checked }
  'admin.gate.codes': {
    query: { eventId: string }
    answer: { issuedAt: Instant; valid: string[]; revoked: string[] }
  }
  'admin.brand.get': { answer: Brand }
  'admin.brand.update': { body: Partial<Brand>; answer: Brand }
}
