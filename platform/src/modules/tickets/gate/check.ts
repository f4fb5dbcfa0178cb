// tickets/gate/check.ts: says what a code is worth at the door of an event, without letting anybody in.
import { sql } from 'kysely'
import type { Scope } from '../../../kit/scope.ts'
import { findEvent } from '../../catalog/index.ts'
import { hashCode } from '../codes.ts'
import { showAdmitter } from '../queries.ts'
import { isSeated } from '../rules.ts'
import { refusalOf, resultOf, type Result } from './rules.ts'

export type Verdict = {
  result: Result
  ticket: ReturnType<typeof showTicket> | null
  /** When the code died, or its ticket was admitted. */
  at: Date | null
  by: ReturnType<typeof showAdmitter> | null
  refusal: string | null
}

export async function checkCode(scope: Scope, eventId: string, code: string): Promise<Verdict> {
  await findEvent(scope, eventId)
  const found = await findTicket(scope, eventId, code)
  return found ? judge(found) : verdict((await isOfAnotherEvent(scope, eventId, code)) ? 'wrong_event' : 'unknown')
}

export const findTicket = (scope: Scope, eventId: string, code: string) =>
  scope.db
    .selectFrom('ticketCodes as c')
    .innerJoin('tickets as t', 't.id', 'c.ticketId')
    .innerJoin('ticketTypes as tt', 'tt.id', 't.ticketTypeId')
    .leftJoin('admissions as a', 'a.ticketId', 't.id')
    .select([
      't.id',
      't.state',
      't.generation',
      't.holderName',
      't.updatedAt',
      't.seatZone',
      't.seatRow',
      't.seatNumber',
      't.seatName',
    ])
    .select([
      'c.generation as codeGeneration',
      'c.revokedAt',
      'tt.id as typeId',
      'tt.name as typeName',
      'a.admittedAt',
      'a.admittedBy',
    ])
    .where('c.eventId', '=', eventId)
    .where('c.hash', '=', hashCode(scope, eventId, code))
    .executeTakeFirst()

export type Found = NonNullable<Awaited<ReturnType<typeof findTicket>>>

export function judge(found: Found): Verdict {
  const result = resultOf({ generation: found.codeGeneration }, found)
  const ticket = showTicket(found)
  if (result === 'admitted')
    return {
      ...verdict(result),
      ticket,
      at: found.admittedAt,
      by: found.admittedBy ? showAdmitter(found.admittedBy) : null,
    }
  // A dead code tells nothing about who holds the ticket now.
  if (result === 'reissued') return { ...verdict(result), ticket: { ...ticket, holderName: null }, at: found.revokedAt }
  return { ...verdict(result), ticket, at: result === 'void' ? (found.revokedAt ?? found.updatedAt) : null }
}

export const verdict = (result: Result): Verdict => ({
  result,
  ticket: null,
  at: null,
  by: null,
  refusal: refusalOf(result),
})

function showTicket(found: Found) {
  const seat = { zone: found.seatZone, row: found.seatRow, number: found.seatNumber, name: found.seatName }
  return {
    id: found.id,
    ticketType: { id: found.typeId, name: found.typeName },
    seat: isSeated(seat) ? seat : null,
    holderName: found.holderName,
    state: found.state,
    generation: found.generation,
  }
}

/** The last events are asked, not all there ever were: a ticket that old is unknown. */
const EVENTS_MAX = 500

// A code has another hash at each event, so each is asked by its own.
async function isOfAnotherEvent(scope: Scope, eventId: string, code: string): Promise<boolean> {
  const events = await scope.db
    .selectFrom('events')
    .select('id')
    .where('id', '<>', eventId)
    .orderBy('startsAt', 'desc')
    .limit(EVENTS_MAX)
    .execute()
  const ids = events.map((event) => event.id)
  const { rows } = await sql`
    select from unnest(${ids}::uuid[], ${ids.map((id) => hashCode(scope, id, code))}::bytea[]) as w (event_id, hash)
    join ticket_codes c on c.event_id = w.event_id and c.hash = w.hash limit 1`.execute(scope.db)
  return rows.length > 0
}
