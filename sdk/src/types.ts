// Names for what the operations speak of, so that callers need not spell out operation ids.
import type { Answer, Body, Item } from './operations.ts'
import type { components } from './types.gen.ts'

export type { components, operations } from './types.gen.ts'

type Schema<Name extends keyof components['schemas']> = components['schemas'][Name]

export type Money = Schema<'Money'>
export type Venue = Schema<'Venue'>
export type Seat = NonNullable<Schema<'Seat'>>
export type TicketType = Schema<'TicketType'>
export type EventRef = Schema<'EventRef'>
export type Step = Schema<'TimelineStep'>
export type Problem = Schema<'Problem'>

export type Brand = Answer<'market.brand.get'>
export type Colours = Schema<'Colours'>
export type Tokens = Schema<'Tokens'>
export type Event = Item<'market.events.list'>
export type EventDetail = Answer<'market.events.get'>
export type Listing = Answer<'market.listings.get'>
export type Breakdown = Schema<'Breakdown'>
export type NewListing = Body<'market.listings.create'>
export type Quote = Answer<'market.listings.quote'>
export type SellerListing = Answer<'market.listings.withdraw'>
export type Seller = Answer<'market.seller.get'>
export type OnboardingLink = Answer<'market.seller.onboard'>
export type Sale = Item<'market.seller.sales'>
export type Ticket = Item<'market.tickets.list'>
export type TicketWithCode = Answer<'market.tickets.get'>
export type Order = Answer<'market.orders.get'>
export type OrderLine = Order['lines'][number]

export type NewEvent = Body<'admin.events.create'>
export type EventUpdate = Body<'admin.events.update'>
export type AdminEvent = Answer<'admin.events.get'>
export type Import = Answer<'admin.imports.get'>
export type ImportRow = Item<'admin.imports.rows'>
export type AdminTicket = Item<'admin.tickets.list'>
export type AdminTicketDetail = Answer<'admin.tickets.get'>
export type AdminListing = Item<'admin.listings.list'>
export type AdminOrder = Answer<'admin.orders.get'>
export type NewRefund = Body<'admin.orders.refund'>
export type Refund = AdminOrder['refunds'][number]
export type TrialBalance = Answer<'admin.ledger.trialBalance'>
export type Posting = Item<'admin.ledger.postings'>
export type Dispute = Item<'admin.disputes.list'>
export type Payout = Item<'admin.payouts.list'>
export type GateVerdict = Answer<'admin.gate.check'>
export type GateAdmission = Answer<'admin.gate.admit'>
export type GateCodes = Answer<'admin.gate.codes'>
export type AdminBrand = Answer<'admin.brand.get'>
export type BrandUpdate = Body<'admin.brand.update'>
export type Clock = Answer<'admin.clock.get'>
