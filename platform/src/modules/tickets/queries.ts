// Tickets as fans and staff see them, from one query a page.
import { sql } from 'kysely'
import { money } from '../../kit/money.ts'
import { page, placeOf, type Page } from '../../kit/page.ts'
import { fanOf, type Scope } from '../../kit/scope.ts'
import { EVENT_REF_COLUMNS, eventRefOf } from '../catalog/index.ts'
import { ceilingOf } from '../policies/index.ts'
import { unsealCode } from './codes.ts'
import { problem, sentence } from './problems.ts'
import { isSeated, mayShowCode, whyNotList, type TicketState } from './rules.ts'
import { aliveCode } from './store.ts'
import { findWhereabouts, type Whereabouts } from './whereabouts.ts'

const tickets = (scope: Scope) =>
  scope.db
    .selectFrom('tickets as t')
    .innerJoin('events', 'events.id', 't.eventId')
    .innerJoin('policies as p', 'p.id', 'events.policyId')
    .innerJoin('ticketTypes as tt', 'tt.id', 't.ticketTypeId')
    .selectAll('t')
    .select(EVENT_REF_COLUMNS)
    .select([
      'events.admission',
      'events.resaleOpensAt',
      'events.resaleClosesAt',
      'p.ceilingPercent',
      'tt.name as typeName',
      aliveCode.as('hasCode'),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof tickets>['executeTakeFirstOrThrow']>>

function showBase(row: Row) {
  const seat = { zone: row.seatZone, row: row.seatRow, number: row.seatNumber, name: row.seatName }
  return {
    id: row.id,
    event: eventRefOf(row),
    ticketType: { id: row.ticketTypeId, name: row.typeName },
    seat: isSeated(seat) ? seat : null,
    holderName: row.holderName,
    state: row.state,
    generation: row.generation,
    paid: money(row.paidMinor, row.currency),
    codeSince: row.codeSince,
    origin: row.origin,
  }
}

function showToFan(row: Row, now: Date, { listingId, orderId }: Whereabouts) {
  const reason = whyNotList(row, { ...row, state: row.eventState }, now)
  return {
    ...showBase(row),
    listingId: listingId ?? null,
    orderId: orderId ?? null,
    resale: {
      canList: reason === null,
      reason,
      why: reason && sentence(reason),
      floor: money(0, row.currency),
      ceiling: money(ceilingOf(row.paidMinor, row.ceilingPercent), row.currency),
      ceilingPercent: row.ceilingPercent,
    },
  }
}

const showToStaff = (row: Row) => ({
  ...showBase(row),
  email: row.holderEmail,
  holderId: row.holderId,
  hasCode: row.hasCode,
  externalRef: row.externalRef,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
})

/** Theirs by name, or by an e-mail address they have proved while no fan is known; twin of `isHeldBy`. */
const heldBy = (scope: Scope) => {
  const { id } = fanOf(scope)
  return sql<boolean>`(t.holder_id = ${id} or (t.holder_id is null
    and t.holder_email = (select f.email from fans f where f.id = ${id} and f.email_verified)))`
}

export async function listFanTickets(
  scope: Scope,
  query: { limit: number; cursor?: string | undefined },
): Promise<Page<ReturnType<typeof showToFan>>> {
  const from = placeOf(query.cursor, 'id')
  const rows = await tickets(scope)
    .where(heldBy(scope))
    .$if(from !== null, (q) => q.where('t.id', '>', from![0]))
    .orderBy('t.id')
    .limit(query.limit + 1)
    .execute()
  const where = await findWhereabouts(
    scope,
    rows.map((row) => row.id),
  )
  return page(
    rows,
    query.limit,
    (row) => [row.id],
    (row) => showToFan(row, scope.now, where(row.id)),
  )
}

export async function getFanTicket(scope: Scope, id: string) {
  const row = await tickets(scope)
    .where('t.id', '=', id)
    .where(heldBy(scope))
    .executeTakeFirstOrThrow(() => problem('ticket_not_found'))
  const where = await findWhereabouts(scope, [id])
  const codes = await scope.db
    .selectFrom('ticketCodes')
    .select(['ticketId', 'eventId', 'generation', 'sealed', 'state', 'revokedAt'])
    .where('ticketId', '=', id)
    .orderBy('generation')
    .execute()
  const alive = codes.find((code) => code.state === 'alive')
  return {
    ...showToFan(row, scope.now, where(id)),
    code: alive && mayShowCode(row.state) ? unsealCode(scope, alive) : null,
    previousCodeDiedAt: codes.findLast((code) => code.generation < row.generation)?.revokedAt ?? null,
  }
}

type AdminQuery = {
  limit: number
  cursor?: string | undefined
  eventId?: string | undefined
  email?: string | undefined
  state?: TicketState | undefined
}

export async function listTickets(scope: Scope, query: AdminQuery): Promise<Page<ReturnType<typeof showToStaff>>> {
  const from = placeOf(query.cursor, 'id')
  const rows = await tickets(scope)
    .$if(query.eventId !== undefined, (q) => q.where('t.eventId', '=', query.eventId!))
    .$if(query.email !== undefined, (q) => q.where('t.holderEmail', '=', query.email!.toLowerCase()))
    .$if(query.state !== undefined, (q) => q.where('t.state', '=', query.state!))
    .$if(from !== null, (q) => q.where('t.id', '>', from![0]))
    .orderBy('t.id')
    .limit(query.limit + 1)
    .execute()
  return page(rows, query.limit, (row) => [row.id], showToStaff)
}

const HISTORY_MAX = 200

export async function getTicket(scope: Scope, id: string) {
  const row = await tickets(scope)
    .where('t.id', '=', id)
    .executeTakeFirstOrThrow(() => problem('ticket_not_found'))
  const codes = await scope.db
    .selectFrom('ticketCodes')
    .select(['generation', 'state', 'issuedAt', 'revokedAt'])
    .where('ticketId', '=', id)
    .orderBy('generation')
    .execute()
  const admissions = await scope.db
    .selectFrom('admissions')
    .select(['admittedAt', 'admittedBy', 'generation'])
    .where('ticketId', '=', id)
    .execute()
  const facts = await scope.db
    .selectFrom('facts')
    .select(['name', 'body', 'actor', 'recordedAt'])
    .where('subjectId', '=', id)
    .orderBy('position', 'desc')
    .limit(HISTORY_MAX)
    .execute()
  return {
    ...showToStaff(row),
    codes,
    admissions: admissions.map(({ admittedAt, admittedBy, generation }) => ({
      at: admittedAt,
      generation,
      by: showAdmitter(admittedBy),
    })),
    history: facts.toReversed().map(({ name, body, actor, recordedAt }) => {
      const { kind, id: by } = actor as { kind: string; id?: string }
      return { at: recordedAt, what: name, by: { kind, id: by ?? null }, detail: body as Record<string, unknown> }
    }),
  }
}

export const showAdmitter = (by: unknown) => ({
  kind: 'key',
  id: null,
  gate: null,
  ...(by as { kind?: string; id?: string; gate?: string }),
})
