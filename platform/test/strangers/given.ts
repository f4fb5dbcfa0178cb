// A market where everything exists once, ids of nothing, and everybody who has no business there.
import { randomBytes } from 'node:crypto'
import { newAdmissionCode, newId, newNumber } from '../../src/kit/id.ts'
import { givenListing, givenSale, givenTicket } from '../sale.ts'
import type { Caller, World } from '../world.ts'
import { CSV } from './file.ts'
import type { Things } from './requests.ts'

/** One sale that was paid, and beside it a second offer that is still open. */
export async function givenMarket(world: World) {
  const externalRef = 'show'
  const sale = await givenSale(world, { event: { externalRef } })
  const { tenant, event, seller, order } = sale
  const ticket = await givenTicket(tenant, event, seller.email, 5000)
  const listing = await seller.post('/v1/market/listings', {
    ticketIds: [ticket.id],
    price: { amountMinor: 5000, currency: 'EUR' },
  })
  const unlisted = await givenTicket(tenant, event, `spare-${seller.email}`, 5000)
  const made = await tenant.admin.post(`/v1/admin/imports?eventId=${event.id}&format=pretix`, CSV, {
    'content-type': 'text/csv',
  })
  const disputes = newId()
  // No bank is asked for it: what matters is whose it is.
  await tenant.system.write((scope) =>
    scope.db
      .insertInto('disputes')
      .values({
        id: disputes,
        orderId: order.id,
        pspDispute: `du_${disputes}`,
        amountMinor: 1,
        currency: 'EUR',
        openedAt: scope.now,
      })
      .execute(),
  )
  const codes = await tenant.admin.get(`/v1/admin/gate/codes?eventId=${event.id}`)
  for (const answer of [listing, made, codes]) if (answer.status >= 300) throw new Error(JSON.stringify(answer.body))

  const things: Things = {
    events: event.id,
    tickets: ticket.id,
    listings: listing.body.id,
    orders: order.id,
    disputes,
    imports: made.body.id,
    ticketType: event.ticketTypes[0].id,
    line: order.lines[0].id,
    code: unlisted.code,
    email: seller.email,
    externalRef,
    etag: codes.headers.get('etag')!,
  }
  const secrets = [
    ...Object.values(things).filter((thing) => thing !== externalRef),
    order.number,
    sale.buyer.email,
    sale.ticket.code,
    tenant.name,
    tenant.slug,
    tenant.id,
  ]
  return { ...sale, things, secrets }
}

export const nothing = (): Things => ({
  events: newId(),
  tickets: newId(),
  listings: newId(),
  orders: newId(),
  disputes: newId(),
  imports: newId(),
  ticketType: newId(),
  line: newId(),
  code: newAdmissionCode(),
  email: `nobody-${randomBytes(5).toString('hex')}@example.org`,
  externalRef: newNumber(),
  etag: '"0-of-nothing"',
})

export type Stranger = { name: string; surface: 'market' | 'admin'; caller: Caller }

/** Those who are refused at the door, whatever they ask for. */
export async function givenRefused(world: World, market: Awaited<ReturnType<typeof givenMarket>>) {
  const { caller } = world
  const other = await givenListing(world)
  const { tenant } = market
  const [ours, theirs] = [`${tenant.slug}.localhost`, `${other.tenant.slug}.localhost`]
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
  const key = (publishable: string) => ({ 'publishable-key': publishable })
  const refused: (Stranger & { status: number; code: string })[] = []
  const refuse = (surface: Stranger['surface'], status: number, code: string, name: string, by: Caller) =>
    refused.push({ surface, status, code, name, caller: by })

  refuse('admin', 401, 'secret_key_needed', 'nobody', caller('localhost', {}))
  refuse(
    'admin',
    401,
    'unauthorized',
    'a secret key that was never made',
    caller('localhost', bearer('sk_test_0000000000000000000000000000')),
  )
  refuse('admin', 401, 'secret_key_needed', 'our publishable key', caller('localhost', bearer(tenant.publishableKey)))
  refuse(
    'admin',
    401,
    'secret_key_needed',
    'our publishable key in its own header',
    caller('localhost', key(tenant.publishableKey)),
  )
  refuse(
    'admin',
    401,
    'unauthorized',
    'our publishable key dressed as a secret one',
    caller('localhost', bearer(`sk_${tenant.publishableKey}`)),
  )
  refuse('admin', 401, 'secret_key_needed', 'a fan of ours', caller('localhost', bearer(market.seller.bearer)))
  refuse(
    'admin',
    403,
    'secret_key_in_browser',
    'our secret key in a browser',
    caller('localhost', { ...bearer(tenant.secretKey), origin: 'https://example.org' }),
  )
  refuse('admin', 404, 'not_found', "our secret key on our market's host", caller(ours, bearer(tenant.secretKey)))
  refuse(
    'admin',
    404,
    'not_found',
    "another market's secret key on our host",
    caller(ours, bearer(other.tenant.secretKey)),
  )

  refuse('market', 401, 'market_unknown', 'nobody', caller('localhost', {}))
  refuse('market', 421, 'unknown_host', 'a host of nobody', caller('nowhere.localhost', {}))
  refuse(
    'market',
    401,
    'unauthorized',
    'a publishable key that was never made',
    caller('localhost', key('pk_test_0000000000000000000000')),
  )
  refuse(
    'market',
    401,
    'unauthorized',
    'our secret key as a publishable one',
    caller('localhost', key(tenant.secretKey)),
  )
  refuse('market', 401, 'market_unknown', 'our secret key', caller('localhost', bearer(tenant.secretKey)))
  refuse('market', 401, 'unauthorized', "our secret key on our market's host", caller(ours, bearer(tenant.secretKey)))
  refuse(
    'market',
    401,
    'unauthorized',
    "another market's publishable key on our host",
    caller(ours, key(other.tenant.publishableKey)),
  )
  refuse('market', 401, 'unauthorized', "another market's fan on our host", caller(ours, bearer(other.seller.bearer)))
  refuse(
    'market',
    401,
    'unauthorized',
    "another market's fan with our publishable key",
    caller('localhost', { ...key(tenant.publishableKey), ...bearer(other.seller.bearer) }),
  )
  refuse(
    'market',
    401,
    'unauthorized',
    "our fan on another market's host",
    caller(theirs, bearer(market.seller.bearer)),
  )
  refuse('market', 401, 'unauthorized', 'a token that was never given', caller(ours, bearer('never.given')))
  return { refused, other }
}
