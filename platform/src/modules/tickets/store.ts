// Every lock and write of tickets and their codes. Codes come in sealed; facts are recorded by those who know why.
import { sql } from 'kysely'
import type { Scope } from '../../kit/scope.ts'
import type { CodeRow } from './codes.ts'
import { problem } from './problems.ts'
import type { Seat, TicketState } from './rules.ts'

export type LockedTicket = {
  id: string
  eventId: string
  ticketTypeId: string
  state: TicketState
  generation: number
  holderId: string | null
  holderEmail: string | null
  holderName: string | null
  paidMinor: number
  hasCode: boolean
  seat: Seat
}

/** Locks tickets in the order of their ids, so that two who want the same never wait for each other in a circle. */
export async function lockTickets(scope: Scope, ids: string[]): Promise<LockedTicket[]> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return []
  const rows = await scope.db
    .selectFrom('tickets as t')
    .select([
      't.id',
      't.eventId',
      't.ticketTypeId',
      't.state',
      't.generation',
      't.holderId',
      't.holderEmail',
      't.holderName',
      't.paidMinor',
    ])
    .select(['t.seatZone', 't.seatRow', 't.seatNumber', 't.seatName', sql<boolean>`${aliveCode}`.as('hasCode')])
    .where('t.id', '=', sql<string>`any(${wanted}::uuid[])`)
    .orderBy('t.id')
    .forUpdate('t')
    .execute()
  if (rows.length !== wanted.length) throw problem('ticket_not_found')
  return rows.map(({ seatZone: zone, seatRow: row, seatNumber: number, seatName: name, ...ticket }) => ({
    ...ticket,
    seat: { zone, row, number, name },
  }))
}

/** Whether the ticket `t` of a query has a living code. */
export const aliveCode = sql<boolean>`exists (select from ticket_codes c where c.ticket_id = t.id and c.state = 'alive')`

/** One move of the state machine for all of them, or for none. Whoever offers a ticket becomes its known holder. */
export async function moveTickets(
  scope: Scope,
  ids: string[],
  from: TicketState | TicketState[],
  to: TicketState,
  more: { holderId?: string } = {},
): Promise<void> {
  const moved = await scope.db
    .updateTable('tickets')
    .set({ state: to, updatedAt: scope.now, ...(more.holderId === undefined ? {} : { holderId: more.holderId }) })
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('state', '=', sql<TicketState>`any(${[from].flat()}::text[])`)
    .executeTakeFirst()
  if (Number(moved.numUpdatedRows) !== new Set(ids).size) throw problem('ticket_moved_on')
}

export type NewHolder = { ticketId: string; fanId: string; name: string; email: string }
export type MovedTicket = { ticketId: string; eventId: string; generation: number }

/** Hands tickets to new holders under their next generation; the codes follow in the same transaction. */
export async function saveNewHolders(
  scope: Scope,
  holders: NewHolder[],
  from: TicketState | TicketState[],
): Promise<MovedTicket[]> {
  const { rows } = await sql<MovedTicket>`
    update tickets t
    set state = 'valid', generation = t.generation + 1, holder_id = m.fan_id, holder_email = lower(m.email), holder_name = m.name,
      origin = 'resale', code_since = ${scope.now}, updated_at = ${scope.now}
    from jsonb_to_recordset(${JSON.stringify(holders.map(({ ticketId, fanId, name, email }) => ({ ticket_id: ticketId, fan_id: fanId, name, email })))}::jsonb)
      as m (ticket_id uuid, fan_id uuid, name text, email text)
    where t.id = m.ticket_id and t.state = any(${[from].flat()}::text[])
    returning t.id as "ticketId", t.event_id as "eventId", t.generation`.execute(scope.db)
  if (rows.length !== holders.length) throw problem('ticket_moved_on')
  return rows
}

export async function saveVoided(scope: Scope, ids: string[]): Promise<{ id: string; eventId: string }[]> {
  const rows = await scope.db
    .updateTable('tickets')
    .set({ state: 'void', updatedAt: scope.now })
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('state', 'in', ['valid', 'listed', 'blocked', 'admitted'])
    .returning(['id', 'eventId'])
    .execute()
  if (rows.length !== new Set(ids).size) throw problem('ticket_moved_on')
  return rows
}

export const revokeCodes = (scope: Scope, ticketIds: string[]) =>
  scope.db
    .updateTable('ticketCodes')
    .set({ state: 'revoked', revokedAt: scope.now })
    .where('ticketId', '=', sql<string>`any(${ticketIds}::uuid[])`)
    .where('state', '=', 'alive')
    .execute()

export async function insertCodes(scope: Scope, codes: CodeRow[]): Promise<void> {
  if (codes.length === 0) return
  await sql`
    insert into ticket_codes (ticket_id, generation, event_id, hash, sealed, issued_at)
    select r.ticket_id, r.generation, r.event_id, decode(r.hash, 'hex'), decode(r.sealed, 'hex'), ${scope.now}
    from jsonb_to_recordset(${JSON.stringify(codes.map(asRecord))}::jsonb)
      as r (ticket_id uuid, generation int, event_id uuid, hash text, sealed text)`.execute(scope.db)
}

const asRecord = ({ ticketId, eventId, generation, hash, sealed }: CodeRow) => ({
  ticket_id: ticketId,
  event_id: eventId,
  generation,
  hash: hash.toString('hex'),
  sealed: sealed.toString('hex'),
})
