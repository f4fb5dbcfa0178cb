// catalog/events/create.ts: announces a show as a draft, with the rules its resale will follow.
import type { z } from 'zod'
import { defined } from '../../../kit/defined.ts'
import { newId } from '../../../kit/id.ts'
import type { Scope } from '../../../kit/scope.ts'
import { createPolicy } from '../../policies/index.ts'
import { refuse } from '../problems.ts'
import type { EventInput } from '../shapes.ts'
import { insertEvent, putTicketTypes } from '../store.ts'
import { whyNotSave } from './rules.ts'

const DEFAULT_TERMS = {
  buyerFeeBasisPoints: 800,
  sellerFeeBasisPoints: 300,
  organizerShareBasisPoints: 200,
  feeTaxBasisPoints: 1900,
  releaseDelayHours: 48,
}

export async function createEvent(scope: Scope, input: z.output<typeof EventInput>): Promise<string> {
  const times = {
    startsAt: input.startsAt,
    endsAt: input.endsAt,
    resaleOpensAt: input.resale.opensAt ?? null,
    resaleClosesAt: input.resale.closesAt ?? input.startsAt,
  }
  const types = input.ticketTypes.map((type) => ({ name: type.name, currency: type.faceValue?.currency ?? null }))
  refuse(whyNotSave({ ...times, timeZone: input.timeZone, currency: input.currency }, types))

  const { opensAt: _opens, closesAt: _closes, ...terms } = input.resale
  const policy = await createPolicy(scope, { ...DEFAULT_TERMS, ...defined(terms) })
  const id = newId()
  await insertEvent(scope, {
    id,
    name: input.name,
    description: input.description ?? '',
    externalRef: input.externalRef ?? null,
    ...venueColumns(input.venue),
    timeZone: input.timeZone,
    ...times,
    doorsAt: input.doorsAt ?? null,
    currency: input.currency,
    admission: input.admission,
    policyId: policy.id,
  })
  await putTicketTypes(
    scope,
    id,
    input.ticketTypes.map((t) => ({ name: t.name, faceValueMinor: t.faceValue?.amountMinor ?? null })),
  )
  scope.record({ name: 'event.created', subjectId: id, body: { eventId: id, name: input.name, policyId: policy.id } })
  return id
}

export const venueColumns = (venue: z.output<typeof EventInput>['venue']) => ({
  venueName: venue.name,
  venueCity: venue.city,
  venueCountry: venue.country,
  venueAddress: venue.address ?? null,
})
