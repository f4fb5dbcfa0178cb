// Events on the wire, as staff and keys see them. What fans see of an event stands with the listings, which know the supply.
import { MaybeMoney, Money } from '../../kit/money.ts'
import { Instant, InstantInput, MaybeInstant, z } from '../../kit/route.ts'

const Currency = z.string().regex(/^[A-Z]{3}$/, 'Use an ISO 4217 code such as EUR')
const Country = z.string().regex(/^[A-Z]{2}$/, 'Use an ISO 3166 code such as DE')
const BasisPoints = z.int().min(0).max(5000)

export const Venue = z
  .object({ name: z.string(), city: z.string(), country: z.string(), address: z.string().nullable() })
  .openapi('Venue')

export const EventRef = z
  .object({
    id: z.uuid(),
    name: z.string(),
    state: z.string(),
    startsAt: Instant,
    endsAt: Instant,
    timeZone: z.string(),
    venue: Venue,
  })
  .openapi('EventRef')

export const TicketType = z.object({ id: z.uuid(), name: z.string(), faceValue: MaybeMoney }).openapi('TicketType')

const VenueInput = z.object({
  name: z.string().min(1).max(120),
  city: z.string().min(1).max(80),
  country: Country,
  address: z.string().max(200).optional(),
})
const TicketTypeInput = z.object({
  name: z.string().min(1).max(120),
  faceValue: Money.extend({ amountMinor: z.int().min(0) }).optional(),
})
const ResaleInput = z.object({
  ceilingPercent: z
    .int()
    .min(1)
    .max(1000)
    .openapi({ description: 'The highest price, in percent of what was first paid' }),
  opensAt: InstantInput.nullable().optional(),
  closesAt: InstantInput.optional().openapi({
    type: 'string',
    format: 'date-time',
    description: 'Default: when the event starts',
  }),
  buyerFeeBasisPoints: BasisPoints.optional(),
  sellerFeeBasisPoints: BasisPoints.optional(),
  organizerShareBasisPoints: BasisPoints.optional(),
  feeTaxBasisPoints: BasisPoints.optional().openapi({ description: 'Tax on fees, such as 1900 for 19 %' }),
  releaseDelayHours: z
    .int()
    .min(0)
    .max(2160)
    .optional()
    .openapi({ description: 'How long after the end money is still held; default 48' }),
})

export const EventInput = z
  .object({
    name: z.string().min(1).max(200),
    description: z.string().max(10_000).optional(),
    externalRef: z
      .string()
      .min(1)
      .max(120)
      .optional()
      .openapi({ description: 'The name your ticketing system knows it by, such as a pretix event slug' }),
    venue: VenueInput,
    timeZone: z.string().max(64).openapi({ example: 'Europe/Berlin' }),
    startsAt: InstantInput,
    endsAt: InstantInput,
    doorsAt: InstantInput.nullable().optional(),
    currency: Currency,
    ticketTypes: z.array(TicketTypeInput).max(100).default([]),
    admission: z
      .enum(['gate', 'code_list'])
      .nullable()
      .default(null)
      .openapi({ description: 'How the door learns which codes are alive; without it nothing can be listed' }),
    resale: ResaleInput,
  })
  .strict()
  .openapi('EventInput')

export const EventUpdate = z
  .object({
    name: EventInput.shape.name,
    description: z.string().max(10_000),
    externalRef: z.string().min(1).max(120).nullable(),
    venue: VenueInput,
    timeZone: z.string().max(64),
    startsAt: InstantInput,
    endsAt: InstantInput,
    doorsAt: InstantInput.nullable(),
    currency: Currency,
    ticketTypes: z
      .array(TicketTypeInput)
      .max(100)
      .openapi({ description: 'Added by name, or with a new face value; none is removed' }),
    admission: z.enum(['gate', 'code_list']).nullable(),
    resale: ResaleInput.partial(),
  })
  .partial()
  .strict()
  .openapi('EventUpdate')

export const AdminEvent = EventRef.extend({
  description: z.string(),
  externalRef: z.string().nullable(),
  doorsAt: MaybeInstant,
  currency: z.string(),
  ticketTypes: z.array(TicketType),
  admission: z.enum(['gate', 'code_list']).nullable(),
  resale: z.object({
    ceilingPercent: z.int(),
    opensAt: MaybeInstant,
    closesAt: Instant,
    buyerFeeBasisPoints: z.int(),
    sellerFeeBasisPoints: z.int(),
    organizerShareBasisPoints: z.int(),
    feeTaxBasisPoints: z.int(),
    releaseDelayHours: z.int(),
    policyId: z.uuid(),
  }),
  createdAt: Instant,
}).openapi('AdminEvent')
