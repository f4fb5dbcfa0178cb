// catalog/events/update.ts: changes a show. New resale terms are a new policy; offers and orders keep the one they have.
import type { z } from 'zod'
import { defined } from '../../../kit/defined.ts'
import type { Scope } from '../../../kit/scope.ts'
import { createPolicy, findPolicy } from '../../policies/index.ts'
import { refuse } from '../problems.ts'
import type { EventUpdate } from '../shapes.ts'
import { lockEvent, putTicketTypes, saveEvent, type EventRow } from '../store.ts'
import { venueColumns } from './create.ts'
import { whyNotChange, whyNotSave } from './rules.ts'

export async function updateEvent(scope: Scope, id: string, change: z.output<typeof EventUpdate>): Promise<void> {
  const event = await lockEvent(scope, id)
  refuse(whyNotChange(event, change.currency === undefined ? {} : { currency: change.currency }))
  const next = { ...event, ...columnsOf(change) }
  const types = (change.ticketTypes ?? []).map((type) => ({
    name: type.name,
    currency: type.faceValue?.currency ?? null,
  }))
  refuse(whyNotSave(next, types))

  const policyId = await policyAfter(scope, event, change.resale)
  await saveEvent(scope, id, {
    ...columnsOf(change),
    policyId,
    ...(event.state === 'published' ? { dueAt: next.endsAt } : {}),
  })
  await putTicketTypes(
    scope,
    id,
    (change.ticketTypes ?? []).map((t) => ({ name: t.name, faceValueMinor: t.faceValue?.amountMinor ?? null })),
  )
  scope.record({ name: 'event.updated', subjectId: id, body: { eventId: id, changed: Object.keys(change), policyId } })
}

function columnsOf(change: z.output<typeof EventUpdate>): Partial<EventRow> {
  const { venue, ticketTypes: _types, resale, ...plain } = change
  return {
    ...defined(plain),
    ...(venue ? venueColumns(venue) : {}),
    ...(resale?.opensAt !== undefined ? { resaleOpensAt: resale.opensAt } : {}),
    ...(resale?.closesAt ? { resaleClosesAt: resale.closesAt } : {}),
  }
}

async function policyAfter(
  scope: Scope,
  event: EventRow,
  resale: z.output<typeof EventUpdate>['resale'],
): Promise<string> {
  const { opensAt: _opens, closesAt: _closes, ...terms } = resale ?? {}
  const wished = defined(terms)
  if (Object.keys(wished).length === 0) return event.policyId
  const { id: _id, ...before } = await findPolicy(scope, event.policyId)
  return (await createPolicy(scope, { ...before, ...wished })).id
}
