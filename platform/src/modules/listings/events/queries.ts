// Events as fans see them: with what is on sale. They stand here, not in the catalogue, because only the shelf knows supply.
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { money } from '../../../kit/money.ts'
import { page, placeOf } from '../../../kit/page.ts'
import type { Scope } from '../../../kit/scope.ts'
import { showRef, whyResaleClosed } from '../../catalog/index.ts'
import { problem } from '../problems.ts'

const shownEvents = (scope: Scope) =>
  scope.db
    .selectFrom('events as e')
    .innerJoin('policies as p', 'p.id', 'e.policyId')
    .selectAll('e')
    .select('p.ceilingPercent')
    .select((eb) => [
      eb
        .selectFrom('listings as l')
        .innerJoin('listingTickets as r', 'r.listingId', 'l.id')
        .select((x) => x.cast<number>(x.fn.countAll(), 'integer').as('count'))
        .whereRef('l.eventId', '=', 'e.id')
        .where('l.state', '=', 'active')
        .where('r.state', '=', 'open')
        .as('available'),
      eb
        .selectFrom('listings as l')
        .innerJoin('listingTickets as r', 'r.listingId', 'l.id')
        .select((x) => x.fn.min('l.buyerPaysMinor').as('lowest'))
        .whereRef('l.eventId', '=', 'e.id')
        .where('l.state', '=', 'active')
        .where('r.state', '=', 'open')
        .as('fromMinor'),
    ])
    .where('e.state', 'in', ['published', 'postponed', 'completed', 'cancelled'])
type ShownRow = Awaited<ReturnType<ReturnType<typeof shownEvents>['executeTakeFirstOrThrow']>>

function showEvent(row: ShownRow, now: Date) {
  const open = whyResaleClosed(row, now) === null
  const fromMinor = open ? row.fromMinor : null
  return {
    ...showRef(row),
    doorsAt: row.doorsAt,
    currency: row.currency,
    available: open ? (row.available ?? 0) : 0,
    fromPrice: fromMinor === null ? null : money(Number(fromMinor), row.currency),
  }
}

/** Shows to come, soonest first; what is over is reached by its own address only. */
export async function listMarketEvents(scope: Scope, query: { limit: number; cursor?: string | undefined }) {
  const from = placeOf(query.cursor, 'instant', 'id')
  const rows = await shownEvents(scope)
    .where('e.endsAt', '>', scope.now)
    .$if(from !== null, (q) =>
      q.where(sql<boolean>`(e.starts_at, e.id) > (${from![0]}::timestamptz, ${from![1]}::uuid)`),
    )
    .orderBy('e.startsAt')
    .orderBy('e.id')
    .limit(query.limit + 1)
    .execute()
  return page(
    rows,
    query.limit,
    (row) => [row.startsAt.toISOString(), row.id],
    (row) => showEvent(row, scope.now),
  )
}

export async function getMarketEvent(scope: Scope, id: string) {
  const row = await shownEvents(scope)
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('ticketTypes as t')
          .select(['t.id', 't.name', 't.faceValueMinor'])
          .whereRef('t.eventId', '=', 'e.id')
          .orderBy('t.createdAt')
          .orderBy('t.id'),
      ).as('ticketTypes'),
    ])
    .where('e.id', '=', id)
    .executeTakeFirstOrThrow(() => problem('event_not_found'))
  const reason = whyResaleClosed(row, scope.now)
  return {
    ...showEvent(row, scope.now),
    description: row.description,
    ticketTypes: row.ticketTypes.map((t) => ({
      id: t.id,
      name: t.name,
      faceValue: t.faceValueMinor === null ? null : money(t.faceValueMinor, row.currency),
    })),
    resale: {
      open: reason === null,
      reason,
      opensAt: row.resaleOpensAt,
      closesAt: row.resaleClosesAt,
      ceilingPercent: row.ceilingPercent,
    },
  }
}
