import { MaybeMoney, Money } from '../../kit/money.ts'
import { Instant, MaybeInstant, z } from '../../kit/route.ts'
import { EventRef, TicketType, Venue } from '../catalog/index.ts'

export const Seat = z
  .object({
    zone: z.string().nullable(),
    row: z.string().nullable(),
    number: z.string().nullable(),
    name: z.string().nullable(),
  })
  .openapi('Seat')
export const TicketTypeRef = z.object({ id: z.uuid(), name: z.string() }).openapi('TicketTypeRef')
export const Breakdown = z
  .object({
    ticket: Money,
    buyerFee: Money,
    feeTax: Money,
    total: Money.openapi({ description: 'What the buyer pays, all in' }),
  })
  .openapi('Breakdown')
export const ListingState = z.enum(['active', 'paused', 'sold', 'withdrawn', 'expired', 'removed'])

export const Listing = z
  .object({
    id: z.uuid(),
    eventId: z.uuid(),
    ticketType: TicketTypeRef,
    seats: z.array(Seat),
    quantity: z.int().openapi({ description: 'Tickets one can take now' }),
    held: z.int().openapi({ description: 'Tickets somebody is paying for; they may come back' }),
    price: Breakdown.openapi({ description: 'Per ticket' }),
    againstPaidPercent: z.int().openapi({ description: 'The asked price against what was first paid, such as -12' }),
    state: ListingState,
    mine: z.boolean(),
  })
  .openapi('Listing')

export const Quote = z
  .object({
    perTicket: z.object({
      price: Money,
      buyerFee: Money,
      buyerFeeTax: Money,
      buyerPays: Money,
      sellerFee: Money,
      sellerFeeTax: Money,
      organizerShare: Money,
      sellerReceives: Money,
    }),
    sellerReceives: Money.openapi({ description: 'For all tickets of the listing' }),
    ceiling: Money,
    releaseAt: Instant.openapi({
      description: 'When the money is on its way to the seller, if the event stays where it is',
    }),
  })
  .openapi('Quote')

export const SellerListing = z
  .object({
    id: z.uuid(),
    state: ListingState,
    event: EventRef,
    ticketType: TicketTypeRef,
    tickets: z.array(z.object({ id: z.uuid(), seat: Seat.nullable(), state: z.enum(['open', 'held', 'sold', 'out']) })),
    quote: Quote,
    createdAt: Instant,
    endedReason: z.string().nullable(),
  })
  .openapi('SellerListing')

export const MarketEvent = z
  .object({
    id: z.uuid(),
    name: z.string(),
    state: z.string(),
    startsAt: Instant,
    endsAt: Instant,
    doorsAt: MaybeInstant,
    timeZone: z.string(),
    venue: Venue,
    currency: z.string(),
    available: z.int().openapi({ description: 'Tickets one can take now' }),
    fromPrice: MaybeMoney.openapi({ description: 'The lowest all-in price' }),
  })
  .openapi('MarketEvent')

export const MarketEventDetail = MarketEvent.extend({
  description: z.string(),
  ticketTypes: z.array(TicketType),
  resale: z.object({
    open: z.boolean(),
    reason: z.string().nullable(),
    opensAt: MaybeInstant,
    closesAt: Instant,
    ceilingPercent: z.int(),
  }),
}).openapi('MarketEventDetail')

export const TicketIds = z
  .array(z.uuid())
  .min(1)
  .max(20)
  .refine((ids) => new Set(ids).size === ids.length, 'Name each ticket once')
export const AskedPrice = Money.extend({ amountMinor: z.int().min(0).max(100_000_000) }).openapi({
  description: 'Per ticket, what the seller asks before the buyer fee',
})
