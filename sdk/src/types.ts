// Names for what the operations speak of, so that callers need not spell out operation ids.
import type { Answer, Body, Item } from './operations.ts'

export type Brand = Answer<'market.brand.get'>
export type EventSummary = Item<'market.events.list'>
export type EventDetail = Answer<'market.events.get'>
export type Listing = Answer<'market.listings.get'>
export type Breakdown = Listing['price']
export type Quote = Answer<'market.listings.quote'>
export type SellerListing = Answer<'market.listings.withdraw'>
export type Seller = Answer<'market.seller.get'>
export type Sale = Item<'market.seller.sales'>
export type Ticket = Item<'market.tickets.list'>
export type TicketWithCode = Answer<'market.tickets.get'>
export type Order = Answer<'market.orders.get'>
export type OrderLine = Order['lines'][number]
export type Step = Order['timeline'][number]
export type EventRef = Order['event']
export type Seat = Listing['seats'][number]
export type Money = Breakdown['total']

export type NewEvent = Body<'admin.events.create'>
export type AdminEvent = Answer<'admin.events.get'>
export type Import = Answer<'admin.imports.get'>
export type ImportRow = Item<'admin.imports.rows'>
export type AdminTicket = Item<'admin.tickets.list'>
export type AdminListing = Item<'admin.listings.list'>
export type AdminOrder = Answer<'admin.orders.get'>
export type Refund = Body<'admin.orders.refund'>
export type Posting = Item<'admin.ledger.postings'>
export type Payout = Item<'admin.payouts.list'>
export type GateAnswer = Answer<'admin.gate.check'>
export type AdminBrand = Answer<'admin.brand.get'>
