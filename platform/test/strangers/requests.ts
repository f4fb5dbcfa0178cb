// One request for every operation of the document, filled with the ids of a real sale or with ids of nothing. An operation
// that takes something not named here fails the test, so that none is left out.
import { festival } from '../given.ts'
import { CSV } from './file.ts'
import type { Operation, Parameter } from '../contract/document.ts'

/** Everything of a market that somebody could name. */
export type Things = {
  events: string
  tickets: string
  listings: string
  orders: string
  disputes: string
  imports: string
  ticketType: string
  line: string
  code: string
  email: string
  externalRef: string
  etag: string
}

export type Request = { method: Operation['method']; path: string; body?: unknown; headers: Record<string, string> }

const price = { amountMinor: 4000, currency: 'EUR' }
const JSON_BODIES: Record<string, (things: Things) => unknown> = {
  'admin.brand.update': () => ({ texts: { tagline: 'Ours' } }),
  'admin.clock.set': () => ({ now: '2031-01-01T00:00:00.000Z' }),
  'admin.clock.advance': () => ({ seconds: 1 }),
  'admin.events.create': () => festival(),
  'admin.events.update': () => ({ name: 'Taken over' }),
  'admin.gate.check': (things) => ({ eventId: things.events, code: things.code }),
  'admin.gate.admit': (things) => ({ eventId: things.events, code: things.code }),
  'admin.listings.remove': () => ({ reason: 'Taken over' }),
  'admin.orders.refund': (things) => ({ lineIds: [things.line], reason: 'Taken over', ticket: 'void' }),
  'admin.disputes.decide': () => ({ liability: 'seller' }),
  'admin.payouts.onboard': () => ({ returnPath: '/', country: 'DE' }),
  'market.listings.create': (things) => ({ ticketIds: [things.tickets], price }),
  'market.listings.quote': (things) => ({ ticketIds: [things.tickets], price }),
  'market.orders.start': (things) => ({ listingId: things.listings, quantity: 1 }),
  'market.orders.pay': () => ({ confirmationToken: 'ctoken_of_nobody' }),
  'market.seller.onboard': () => ({ returnPath: '/', country: 'DE' }),
}
const FILES: Record<string, string> = { 'admin.imports.create': CSV }

const PARAMETERS: Record<string, (things: Things) => string> = {
  eventId: (things) => things.events,
  ticketTypeId: (things) => things.ticketType,
  orderId: (things) => things.orders,
  listingId: (things) => things.listings,
  ticketId: (things) => things.tickets,
  email: (things) => things.email,
  externalRef: (things) => things.externalRef,
  'if-none-match': (things) => things.etag,
}
/** These name nothing of anybody's. */
const NEUTRAL: Record<string, string | null> = {
  limit: '100',
  cursor: null,
  state: null,
  action: null,
  problems: null,
  format: null,
  // A key belongs to who sends it; what another's key does is said in the tests of idempotency.
  'Idempotency-Key': null,
}

export function requestFor(operation: Operation, things: Things): Request {
  const resource = operation.id.split('.')[1] as keyof Things
  const path = operation.path.replace('{id}', () => {
    if (!(resource in things)) throw new Error(`${operation.id}: say in Things what an id of ${resource} is`)
    return things[resource]
  })
  if (path.includes('{')) throw new Error(`${operation.id}: say how ${operation.path} is filled`)
  const given = (operation.parameters ?? [])
    .filter((parameter) => parameter.in !== 'path')
    .map((parameter) => [parameter, valueOf(operation, parameter, things)] as const)
  const inQuery = given
    .filter(([parameter, value]) => parameter.in === 'query' && value !== null)
    .map(([{ name }, value]) => [name, value!])
  const inHeaders = given
    .filter(([parameter, value]) => parameter.in === 'header' && value !== null)
    .map(([{ name }, value]) => [name, value!])
  const query = new URLSearchParams(inQuery).toString()
  return {
    method: operation.method,
    path: query ? `${path}?${query}` : path,
    ...bodyFor(operation, things, Object.fromEntries(inHeaders)),
  }
}

function valueOf(operation: Operation, { name }: Parameter, things: Things): string | null {
  if (name in NEUTRAL) return NEUTRAL[name]!
  const value = PARAMETERS[name]
  if (!value) throw new Error(`${operation.id}: say here what ${name} names`)
  return value(things)
}

function bodyFor(
  { id, requestBody }: Operation,
  things: Things,
  headers: Record<string, string>,
): Pick<Request, 'body' | 'headers'> {
  if (id in FILES) return { body: FILES[id], headers: { ...headers, 'content-type': 'text/csv' } }
  const body = JSON_BODIES[id]
  if (requestBody && !body) throw new Error(`${id}: say here what its body is`)
  return body ? { body: body(things), headers } : { headers }
}

/** Whether a request can name something of somebody else's at all. */
export const namesSomething = (operation: Operation, one: Things, other: Things): boolean =>
  JSON.stringify(requestFor(operation, one)) !== JSON.stringify(requestFor(operation, other))
