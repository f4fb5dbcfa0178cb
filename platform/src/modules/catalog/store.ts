import type { Selectable, Updateable } from 'kysely'
import type { DB } from '../../kit/db.ts'
import { brokeConstraint } from '../../kit/db.ts'
import { newId } from '../../kit/id.ts'
import type { Scope } from '../../kit/scope.ts'
import { problem } from './problems.ts'

export type EventRow = Selectable<DB['events']>
export type NewEvent = Omit<EventRow, 'tenantId' | 'createdAt' | 'updatedAt' | 'state' | 'dueAt'>
type TicketTypeInput = { name: string; faceValueMinor: number | null }

export const lockEvent = (scope: Scope, id: string): Promise<EventRow> =>
  scope.db
    .selectFrom('events')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => problem('event_not_found'))

export async function insertEvent(scope: Scope, event: NewEvent): Promise<void> {
  await scope.db
    .insertInto('events')
    .values({ ...event, createdAt: scope.now, updatedAt: scope.now })
    .execute()
    .catch(refuseTwin)
}

export async function saveEvent(scope: Scope, id: string, change: Updateable<DB['events']>): Promise<void> {
  await scope.db
    .updateTable('events')
    .set({ ...change, updatedAt: scope.now })
    .where('id', '=', id)
    .execute()
    .catch(refuseTwin)
}

/** One move of the state machine: the old state is named, and somebody who was faster is noticed. */
export async function moveEvent(
  scope: Scope,
  id: string,
  from: EventRow['state'],
  to: EventRow['state'],
  dueAt: Date | null,
): Promise<boolean> {
  const moved = await scope.db
    .updateTable('events')
    .set({ state: to, dueAt, updatedAt: scope.now })
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst()
  return moved.numUpdatedRows === 1n
}

/** Adds ticket types by name; a name that is known keeps its id and takes the new face value. */
export async function putTicketTypes(
  scope: Scope,
  eventId: string,
  types: TicketTypeInput[],
): Promise<Map<string, string>> {
  if (types.length === 0) return new Map()
  const rows = await scope.db
    .insertInto('ticketTypes')
    .values(
      types.map(({ name, faceValueMinor }) => ({ id: newId(), eventId, name, faceValueMinor, createdAt: scope.now })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'eventId', 'name'])
        .doUpdateSet((set) => ({ faceValueMinor: set.ref('excluded.faceValueMinor') })),
    )
    .returning(['id', 'name'])
    .execute()
  return new Map(rows.map((row) => [row.name, row.id]))
}

/** The ticket type of this name, made with this face value when the event does not know it yet. */
export async function ensureTicketType(
  scope: Scope,
  eventId: string,
  name: string,
  faceValueMinor: number | null,
): Promise<string> {
  const known = await scope.db
    .selectFrom('ticketTypes')
    .select('id')
    .where('eventId', '=', eventId)
    .where('name', '=', name)
    .executeTakeFirst()
  if (known) return known.id
  const made = await scope.db
    .insertInto('ticketTypes')
    .values({ id: newId(), eventId, name, faceValueMinor, createdAt: scope.now })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'eventId', 'name']).doUpdateSet((set) => ({ name: set.ref('excluded.name') })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

function refuseTwin(error: unknown): never {
  throw brokeConstraint(error, 'an_external_event_is_known_once') ? problem('event_exists') : error
}
