// What we know of the tickets that the rows of a file speak of: two queries for any number of rows.
import { sql } from 'kysely'
import type { Scope } from '../../../kit/scope.ts'
import { aliveCode } from '../store.ts'
import type { Known } from './rules.ts'

export type Asked = { externalRef: string | null; codeHash: Buffer | null }
export type Facts = { tickets: ReadonlyMap<string, Known>; codeOwners: ReadonlyMap<string, string> }

/** With `lock`, the tickets stay as they are until the transaction ends. */
export async function findKnown(scope: Scope, eventId: string, rows: Asked[], how: 'look' | 'lock'): Promise<Facts> {
  const refs = rows.flatMap((row) => row.externalRef ?? [])
  const hashes = rows.flatMap((row) => row.codeHash ?? [])
  const tickets = await scope.db
    .selectFrom('tickets as t')
    .innerJoin('ticketTypes as tt', 'tt.id', 't.ticketTypeId')
    .leftJoin('purchases as p', 'p.id', 't.purchaseId')
    .select([
      't.id',
      't.externalRef',
      't.state',
      't.generation',
      't.origin',
      't.holderEmail',
      't.holderName',
      't.paidMinor',
    ])
    .select([
      't.seatZone',
      't.seatRow',
      't.seatNumber',
      't.seatName',
      'tt.name as type',
      'p.email as purchaseEmail',
      aliveCode.as('hasCode'),
    ])
    .where('t.eventId', '=', eventId)
    .where('t.externalRef', '=', sql<string>`any(${refs}::text[])`)
    .orderBy('t.id')
    .$if(how === 'lock', (query) => query.forUpdate('t'))
    .execute()
  const codes = await scope.db
    .selectFrom('ticketCodes')
    .select(['ticketId', 'hash'])
    .where('eventId', '=', eventId)
    .where('hash', '=', sql<Buffer>`any(${hashes}::bytea[])`)
    .execute()
  return {
    tickets: new Map(
      tickets.map(({ externalRef, seatZone: zone, seatRow: row, seatNumber: number, seatName: name, ...ticket }) => [
        externalRef!,
        { ...ticket, seat: { zone, row, number, name } },
      ]),
    ),
    codeOwners: new Map(codes.map((code) => [code.hash.toString('base64'), code.ticketId])),
  }
}
