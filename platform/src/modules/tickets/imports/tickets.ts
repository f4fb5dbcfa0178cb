// Writes the tickets, purchases and codes of one batch: a handful of statements, however many rows it has.
import { sql } from 'kysely'
import { newId } from '../../../kit/id.ts'
import type { Scope } from '../../../kit/scope.ts'
import { ensureTicketType } from '../../catalog/index.ts'
import { sealCode, unsealRow } from '../codes.ts'
import { ticketImported, ticketUpdated } from '../facts.ts'
import { insertCodes } from '../store.ts'
import type { Reading } from './reading.ts'
import type { DecidedRow } from './settle.ts'
import type { StagedRow } from './store.ts'

type Target = { importId: string; eventId: string; timeZone: string }
type Saved = { ticketId: string; row: StagedRow; reading: Reading; changed: DecidedRow['changed'] }

export async function saveTickets(scope: Scope, target: Target, decided: DecidedRow[]): Promise<void> {
  // Ids of one millisecond are in no order; tickets are listed by id, and should stand as they do in the file.
  const ids = decided.map(newId).toSorted()
  const of = (action: 'create' | 'update'): Saved[] =>
    decided.flatMap(({ row, known, changed }, i) =>
      row.action === action ? [{ ticketId: known?.id ?? ids[i]!, row, reading: row.kept.reading!, changed }] : [],
    )
  const [made, changed] = [of('create'), of('update')]
  const all = [...made, ...changed]
  if (all.length === 0) return
  const types = await typesOf(scope, target.eventId, all)
  const purchases = await putPurchases(scope, target, all)
  const records = (saved: Saved[]) => JSON.stringify(saved.map((one) => recordOf(one, types, purchases)))

  if (made.length > 0) await insertTickets(scope, target.eventId, records(made))
  if (changed.length > 0) await updateTickets(scope, records(changed))
  await insertCodes(
    scope,
    all.filter(bringsCode).map(({ ticketId, row }) => {
      const code = unsealRow(scope, { ...target, line: row.line }, row.codeSealed!)
      return sealCode(scope, { ticketId, eventId: target.eventId, generation: 1 }, code)
    }),
  )
  for (const { ticketId: id } of made) scope.record(ticketImported({ id, eventId: target.eventId }, target.importId))
  for (const one of changed)
    scope.record(ticketUpdated({ id: one.ticketId, eventId: target.eventId }, target.importId, one.changed))
}

const bringsCode = ({ row, changed }: Saved): boolean =>
  row.codeSealed !== null && (row.action === 'create' || changed.includes('code'))

/** A type the event does not know is made, without a face value: a price that one fan paid is none. */
async function typesOf(scope: Scope, eventId: string, all: Saved[]): Promise<Map<string, string>> {
  const names = [...new Set(all.map(({ reading }) => reading.type))]
  const known = await scope.db
    .selectFrom('ticketTypes')
    .select(['id', 'name'])
    .where('eventId', '=', eventId)
    .where('name', '=', sql<string>`any(${names}::text[])`)
    .execute()
  const types = new Map(known.map((type) => [type.name, type.id]))
  for (const name of names) if (!types.has(name)) types.set(name, await ensureTicketType(scope, eventId, name, null))
  return types
}

async function putPurchases(scope: Scope, { eventId, timeZone }: Target, all: Saved[]): Promise<Map<string, string>> {
  const orders = new Map(
    all.map(({ row, reading }) => [
      row.kept.orderCode!,
      { id: newId(), code: row.kept.orderCode!, email: reading.purchaseEmail, ordered_at: reading.orderedAt },
    ]),
  )
  const { rows } = await sql<{ id: string; code: string }>`
    insert into purchases (id, event_id, external_ref, email, ordered_at, created_at)
    select r.id, ${eventId}, r.code, r.email, r.ordered_at at time zone ${timeZone}, ${scope.now}
    from jsonb_to_recordset(${JSON.stringify([...orders.values()])}::jsonb) as r (id uuid, code text, email text, ordered_at timestamp)
    on conflict (tenant_id, event_id, external_ref) do update set email = excluded.email
    returning id, external_ref as code`.execute(scope.db)
  return new Map(rows.map((row) => [row.code, row.id]))
}

const recordOf = (
  { ticketId, row, reading, changed }: Saved,
  types: Map<string, string>,
  purchases: Map<string, string>,
) => ({
  id: ticketId,
  type_id: types.get(reading.type),
  purchase_id: purchases.get(row.kept.orderCode!),
  ref: row.externalRef,
  email: reading.holderEmail,
  name: reading.holderName,
  paid: reading.priceMinor,
  with_code: changed.includes('code'),
  zone: reading.seat.zone,
  seat_row: reading.seat.row,
  number: reading.seat.number,
  seat: reading.seat.name,
})

const RECORDS =
  sql.raw(`r (id uuid, type_id uuid, purchase_id uuid, ref text, email text, name text, paid bigint, with_code boolean,
  zone text, seat_row text, number text, seat text)`)

const insertTickets = (scope: Scope, eventId: string, records: string) =>
  sql`
    insert into tickets (id, event_id, ticket_type_id, purchase_id, external_ref, holder_email, holder_name, paid_minor,
      seat_zone, seat_row, seat_number, seat_name, origin, code_since, created_at, updated_at)
    select r.id, ${eventId}, r.type_id, r.purchase_id, r.ref, r.email, r.name, r.paid,
      r.zone, r.seat_row, r.number, r.seat, 'import', ${scope.now}, ${scope.now}, ${scope.now}
    from jsonb_to_recordset(${records}::jsonb) as ${RECORDS}`.execute(scope.db)

// A fan who was known as the holder is not any more once the organizer names another address.
const updateTickets = (scope: Scope, records: string) =>
  sql`
    update tickets t set ticket_type_id = r.type_id, purchase_id = r.purchase_id, holder_email = r.email, holder_name = r.name, paid_minor = r.paid,
      holder_id = case when t.holder_email is distinct from r.email then null else t.holder_id end,
      seat_zone = r.zone, seat_row = r.seat_row, seat_number = r.number, seat_name = r.seat,
      code_since = case when r.with_code then ${scope.now} else t.code_since end, updated_at = ${scope.now}
    from jsonb_to_recordset(${records}::jsonb) as ${RECORDS}
    where t.id = r.id`.execute(scope.db)
