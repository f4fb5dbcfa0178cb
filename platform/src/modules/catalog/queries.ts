import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { money } from '../../kit/money.ts'
import { page, placeOf, type Page } from '../../kit/page.ts'
import type { Scope } from '../../kit/scope.ts'
import { problem } from './problems.ts'
import type { EventRow } from './store.ts'

/** What other rooms need to know of an event when they decide. */
export const findEvent = (scope: Scope, id: string): Promise<EventRow> =>
  scope.db
    .selectFrom('events')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => problem('event_not_found'))

type RefColumns = Pick<
  EventRow,
  | 'id'
  | 'name'
  | 'state'
  | 'startsAt'
  | 'endsAt'
  | 'timeZone'
  | 'venueName'
  | 'venueCity'
  | 'venueCountry'
  | 'venueAddress'
>

export const EVENT_REF_COLUMNS = [
  'events.id as eventId',
  'events.name as eventName',
  'events.state as eventState',
  'events.startsAt as eventStartsAt',
  'events.endsAt as eventEndsAt',
  'events.timeZone as eventTimeZone',
  'events.venueName',
  'events.venueCity',
  'events.venueCountry',
  'events.venueAddress',
  'events.currency',
] as const

type JoinedRef = {
  eventId: string
  eventName: string
  eventState: string
  eventStartsAt: Date
  eventEndsAt: Date
  eventTimeZone: string
  venueName: string
  venueCity: string
  venueCountry: string
  venueAddress: string | null
}

/** An event as other answers point to it, from a join that selected `EVENT_REF_COLUMNS`. */
export const eventRefOf = (row: JoinedRef) => ({
  id: row.eventId,
  name: row.eventName,
  state: row.eventState,
  startsAt: row.eventStartsAt,
  endsAt: row.eventEndsAt,
  timeZone: row.eventTimeZone,
  venue: { name: row.venueName, city: row.venueCity, country: row.venueCountry, address: row.venueAddress },
})

export const showRef = (row: RefColumns) => ({
  id: row.id,
  name: row.name,
  state: row.state,
  startsAt: row.startsAt,
  endsAt: row.endsAt,
  timeZone: row.timeZone,
  venue: { name: row.venueName, city: row.venueCity, country: row.venueCountry, address: row.venueAddress },
})

const adminEvents = (scope: Scope) =>
  scope.db
    .selectFrom('events as e')
    .innerJoin('policies as p', 'p.id', 'e.policyId')
    .selectAll('e')
    .select([
      'p.ceilingPercent',
      'p.buyerFeeBasisPoints',
      'p.sellerFeeBasisPoints',
      'p.organizerShareBasisPoints',
      'p.feeTaxBasisPoints',
      'p.releaseDelayHours',
    ])
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

type AdminRow = Awaited<ReturnType<ReturnType<typeof adminEvents>['executeTakeFirstOrThrow']>>

const showAdmin = (row: AdminRow) => ({
  ...showRef(row),
  description: row.description,
  externalRef: row.externalRef,
  doorsAt: row.doorsAt,
  currency: row.currency,
  admission: row.admission,
  createdAt: row.createdAt,
  ticketTypes: row.ticketTypes.map((type) => ({
    id: type.id,
    name: type.name,
    faceValue: type.faceValueMinor === null ? null : money(type.faceValueMinor, row.currency),
  })),
  resale: {
    ceilingPercent: row.ceilingPercent,
    opensAt: row.resaleOpensAt,
    closesAt: row.resaleClosesAt,
    buyerFeeBasisPoints: row.buyerFeeBasisPoints,
    sellerFeeBasisPoints: row.sellerFeeBasisPoints,
    organizerShareBasisPoints: row.organizerShareBasisPoints,
    feeTaxBasisPoints: row.feeTaxBasisPoints,
    releaseDelayHours: row.releaseDelayHours,
    policyId: row.policyId,
  },
})

export const getAdminEvent = async (scope: Scope, id: string) =>
  showAdmin(
    await adminEvents(scope)
      .where('e.id', '=', id)
      .executeTakeFirstOrThrow(() => problem('event_not_found')),
  )

export async function listAdminEvents(
  scope: Scope,
  query: { limit: number; cursor?: string | undefined; externalRef?: string | undefined },
): Promise<Page<ReturnType<typeof showAdmin>>> {
  const from = placeOf(query.cursor, 'id')
  const rows = await adminEvents(scope)
    .$if(query.externalRef !== undefined, (q) => q.where('e.externalRef', '=', query.externalRef!))
    .$if(from !== null, (q) => q.where('e.id', '<', from![0]))
    .orderBy('e.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return page(rows, query.limit, (row) => [row.id], showAdmin)
}
