// tickets/gate/codes.ts: all codes of an event, living and dead, for scanners that work without us.
import { sql } from 'kysely'
import type { Scope } from '../../../kit/scope.ts'
import { findEvent } from '../../catalog/index.ts'
import { unsealCode } from '../codes.ts'
import { isOnList } from './rules.ts'

/** Changes with any code and any ticket of the event, and tells nothing else: clocks may stand still, so none is asked. */
export async function codesVersion(scope: Scope, eventId: string): Promise<string> {
  await findEvent(scope, eventId)
  const { version } = await scope.db
    .selectFrom('ticketCodes as c')
    .innerJoin('tickets as t', 't.id', 'c.ticketId')
    .select(
      sql<string>`count(*) || '-' || coalesce(md5(string_agg(concat(c.ticket_id, c.generation, c.state, t.state), ',' order by c.ticket_id, c.generation)), '')`.as(
        'version',
      ),
    )
    .where('c.eventId', '=', eventId)
    .executeTakeFirstOrThrow()
  return `"${version}"`
}

export async function listCodes(scope: Scope, eventId: string) {
  const rows = await scope.db
    .selectFrom('ticketCodes as c')
    .innerJoin('tickets as t', 't.id', 'c.ticketId')
    .innerJoin('ticketTypes as tt', 'tt.id', 't.ticketTypeId')
    .select([
      'c.ticketId',
      'c.eventId',
      'c.generation',
      'c.sealed',
      'c.state',
      'c.issuedAt',
      'c.revokedAt',
      't.state as ticketState',
      'tt.name as ticketType',
    ])
    .where('c.eventId', '=', eventId)
    .orderBy('c.ticketId')
    .orderBy('c.generation')
    .execute()
  return {
    eventId,
    issuedAt: scope.now,
    codes: rows.map((row) => ({
      code: unsealCode(scope, row),
      state: isOnList(row, { state: row.ticketState }) ? ('valid' as const) : ('revoked' as const),
      ticketId: row.ticketId,
      ticketType: row.ticketType,
      issuedAt: row.issuedAt,
      revokedAt: row.revokedAt,
    })),
  }
}
