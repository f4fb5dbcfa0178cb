import { MaybeMoney, Money } from '../../kit/money.ts'
import { Instant, MaybeInstant, z } from '../../kit/route.ts'
import { EventRef } from '../catalog/index.ts'
import { Breakdown, Seat, TicketTypeRef } from '../listings/index.ts'

export const Step = z
  .object({
    code: z.string(),
    title: z.string(),
    detail: z.string().nullable(),
    at: MaybeInstant,
    state: z.enum(['done', 'now', 'later', 'failed']),
    amount: MaybeMoney,
  })
  .openapi('TimelineStep')

export const OrderState = z.enum([
  'held',
  'paying',
  'authorized',
  'securing',
  'fulfilled',
  'completed',
  'expired',
  'cancelled',
  'failed',
  'in_doubt',
])
const LineState = z.enum(['held', 'gone', 'holding', 'released', 'refunded', 'lost'])

export const Order = z
  .object({
    id: z.uuid(),
    number: z.string(),
    state: OrderState,
    event: EventRef,
    listingId: z.uuid(),
    ticketType: TicketTypeRef,
    quantity: z.int(),
    heldUntil: MaybeInstant.openapi({ description: 'While held: until when it can be paid' }),
    lines: z.array(
      z.object({ id: z.uuid(), ticketId: z.uuid(), seat: Seat.nullable(), price: Breakdown, state: LineState }),
    ),
    total: Breakdown,
    payment: z.object({
      action: z
        .object({ clientSecret: z.string() })
        .nullable()
        .openapi({ description: 'The bank asks the buyer to confirm: hand this to the payment form' }),
      declined: z.string().nullable().openapi({ description: 'Why the last payment was declined, for people' }),
    }),
    releaseAt: MaybeInstant,
    createdAt: Instant,
    timeline: z.array(Step),
  })
  .openapi('Order')

export const Refund = z
  .object({
    id: z.uuid(),
    amount: Money,
    reason: z.string(),
    ticket: z.enum(['return_to_seller', 'void', 'none']),
    state: z.enum(['pending', 'succeeded', 'failed']),
    lineIds: z.array(z.uuid()),
    createdAt: Instant,
  })
  .openapi('Refund')

export const AdminOrder = Order.omit({ payment: true })
  .extend({
    buyer: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
    sellerIds: z.array(z.uuid()),
    refunds: z.array(Refund),
    declinedCode: z.string().nullable(),
  })
  .openapi('AdminOrder')

export const Sale = z
  .object({
    lineId: z.uuid(),
    orderNumber: z.string(),
    listingId: z.uuid(),
    event: EventRef,
    ticketType: TicketTypeRef,
    seat: Seat.nullable(),
    price: Money,
    sellerFee: Money,
    sellerFeeTax: Money,
    organizerShare: Money,
    receives: Money,
    state: LineState,
    soldAt: Instant,
    releaseAt: Instant,
    payout: z.object({ state: z.string(), amount: Money, paidAt: MaybeInstant }).nullable(),
    timeline: z.array(Step),
  })
  .openapi('Sale')
