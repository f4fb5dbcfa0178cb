// Tickets on the wire. A code appears in one answer only: to its present holder.
import { MaybeMoney, Money } from '../../kit/money.ts'
import { Instant, MaybeInstant, z } from '../../kit/route.ts'
import { EventRef } from '../catalog/index.ts'

export const TICKET_STATES = ['valid', 'listed', 'selling', 'sending', 'admitted', 'out', 'blocked', 'void'] as const
export const State = z.enum(TICKET_STATES)
export const Seat = z
  .object({
    zone: z.string().nullable(),
    row: z.string().nullable(),
    number: z.string().nullable(),
    name: z.string().nullable(),
  })
  .openapi('Seat')
export const TypeRef = z.object({ id: z.uuid(), name: z.string() }).openapi('TicketTypeRef')
/** Who did something: a key, a fan or the house itself. */
export const Actor = z.object({ kind: z.string(), id: z.uuid().nullable() }).openapi('ActorRef')

const Base = z.object({
  id: z.uuid(),
  event: EventRef,
  ticketType: TypeRef,
  seat: Seat.nullable(),
  holderName: z.string().nullable(),
  state: State,
  generation: z.int().openapi({ description: 'Which code of it is alive: one more each time it changes hands' }),
  paid: Money.openapi({ description: 'What its first buyer paid' }),
  codeSince: Instant,
  origin: z.enum(['import', 'resale']),
})

export const Ticket = Base.extend({
  listingId: z.uuid().nullable(),
  orderId: z.uuid().nullable(),
  resale: z.object({
    canList: z.boolean(),
    reason: z.string().nullable().openapi({ description: 'Why it cannot be offered now; decide by this' }),
    why: z.string().nullable().openapi({ description: 'The same as a sentence for people' }),
    floor: Money,
    ceiling: MaybeMoney,
    ceilingPercent: z.int(),
  }),
}).openapi('Ticket')

export const TicketWithCode = Ticket.extend({
  code: z.string().nullable().openapi({ description: 'The living admission code; null when it may not be shown' }),
  previousCodeDiedAt: MaybeInstant,
}).openapi('TicketWithCode')

export const AdminTicket = Base.extend({
  email: z.string().nullable(),
  holderId: z.uuid().nullable(),
  hasCode: z.boolean(),
  externalRef: z
    .string()
    .nullable()
    .openapi({ description: 'Order code and position in the ticketing system, such as `K3M9X-1`' }),
  createdAt: Instant,
  updatedAt: Instant,
}).openapi('AdminTicket')

export const AdminTicketDetail = AdminTicket.extend({
  codes: z.array(
    z.object({
      generation: z.int(),
      state: z.enum(['alive', 'revoked']),
      issuedAt: Instant,
      revokedAt: MaybeInstant,
    }),
  ),
  admissions: z.array(
    z.object({
      at: Instant,
      generation: z.int(),
      by: z.object({ kind: z.string(), id: z.string().nullable(), gate: z.string().nullable() }),
    }),
  ),
  history: z.array(
    z.object({
      at: Instant,
      what: z.string().openapi({ example: 'ticket.reissued' }),
      by: Actor,
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
}).openapi('AdminTicketDetail')
