// Whoever has no business in a market learns nothing about it: a real id is answered as a random one is, in every word.
import { describe, expect, test } from 'vitest'
import { readOperations, type Operation } from './contract/document.ts'
import { festival } from './given.ts'
import { givenTicket } from './sale.ts'
import { givenMarket, givenRefused, nothing } from './strangers/given.ts'
import { namesSomething, requestFor, type Request, type Things } from './strangers/requests.ts'
import { outsideTenants, TENANT_TABLES } from './wall/inspect.ts'
import { openWorld, type Answer, type Caller } from './world.ts'

const world = await openWorld()
const operations = await readOperations(world)
const market = await givenMarket(world)
const { refused, other } = await givenRefused(world, market)
const of = (surface: Operation['surface']) => operations.filter((operation) => operation.surface === surface)
const byIds = (surface: Operation['surface']) =>
  of(surface).filter((operation) => namesSomething(operation, market.things, nothing()))

const ask = (caller: Caller, { method, path, body, headers }: Request): Promise<Answer> =>
  method === 'get' ? caller.get(path, headers) : caller[method as 'post'](path, body, headers)

/** All that a stranger can tell two answers apart by. */
function seen({ status, body, headers }: Answer) {
  const { requestId: _, ...said } = typeof body === 'object' && body !== null ? body : { text: body }
  const names = [...headers].filter(([name]) => !['x-request-id', 'date', 'content-length'].includes(name))
  return { status, said, headers: Object.fromEntries(names) }
}

async function bothAnswers(
  caller: Caller,
  operation: Operation,
  real: Things = market.things,
  random: Things = nothing(),
) {
  const answers = [
    await ask(caller, requestFor(operation, real)),
    await ask(caller, requestFor(operation, random)),
  ] as const
  return { real: seen(answers[0]), random: seen(answers[1]), text: JSON.stringify(answers[0].body) }
}

async function everythingOfOurs() {
  const { rows } = await world.owner.query<{ name: string }>(TENANT_TABLES, [outsideTenants])
  const counts = await Promise.all(
    rows.map(({ name }) =>
      world.owner.query(
        `select md5(string_agg(t::text, '|' order by t::text)) as sum from ${name} t where tenant_id = $1`,
        [market.tenant.id],
      ),
    ),
  )
  return Object.fromEntries(rows.map(({ name }, i) => [name, counts[i]!.rows[0].sum]))
}

test('every operation can be asked for with the ids of a real sale', () => {
  expect(operations.length).toBeGreaterThan(40)
  for (const operation of operations) expect(requestFor(operation, market.things).path).not.toContain('{')
  expect(byIds('admin').length).toBeGreaterThan(15)
  expect(byIds('market').length).toBeGreaterThan(10)
})

test('the ids are real: their own market knows each of them', async () => {
  const known = byIds('admin').filter((operation) => operation.method === 'get')
  for (const operation of known) {
    const answer = await ask(market.tenant.admin, requestFor(operation, market.things))
    expect([200, 304], operation.id).toContain(answer.status)
    expect(answer.body.items ?? [answer], operation.id).not.toEqual([])
  }
})

describe.each(refused)('$surface: $name', ({ surface, status, code, caller }) => {
  test.each(of(surface).map((operation) => [operation.id, operation] as const))('%s', async (_, operation) => {
    const { real, random } = await bothAnswers(caller, operation)
    expect(real).toEqual(random)
    expect(real).toMatchObject({ status, said: { status, code } })
  })
})

/** Those who are let in, but elsewhere or as somebody else. */
const theirFan = await other.tenant.givenFan()
const ourOtherFan = await market.tenant.givenFan()
const before = await everythingOfOurs()
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const admitted: { name: string; caller: Caller; operations: Operation[] }[] = [
  { name: "another market's secret key", caller: other.tenant.admin, operations: byIds('admin') },
  { name: "another market's fan on their own host", caller: theirFan, operations: byIds('market') },
  {
    name: "another market's fan by publishable key",
    caller: world.caller('localhost', { 'publishable-key': other.tenant.publishableKey, ...bearer(theirFan.bearer) }),
    operations: byIds('market'),
  },
  // What is on sale is for every fan of the market to see and buy.
  {
    name: 'another fan of the same market',
    caller: ourOtherFan,
    operations: byIds('market').filter((operation) => isForFans(operation) && operation.id !== 'market.orders.start'),
  },
]

function isForFans({ security }: Operation): boolean {
  return !(security ?? []).some((way) => 'publishableKey' in way)
}

describe.each(admitted)('$name', ({ caller, operations: all }) => {
  test.each(all.map((operation) => [operation.id, operation] as const))('%s finds nothing', async (_, operation) => {
    const { real, random } = await bothAnswers(caller, operation)
    expect(real).toEqual(random)
    const none = expect.objectContaining({ code: expect.stringMatching(/_not_found$/) })
    expect([real.status, real.said]).toEqual(real.status === 200 ? [200, { items: [], nextCursor: null }] : [404, none])
  })
})

describe('a visitor', () => {
  const visitors = {
    'of our host': market.tenant.visitor,
    'with our publishable key': market.tenant.byKey,
    'of another market': other.tenant.visitor,
  }
  const forFans = of('market').filter(isForFans)

  test.each(Object.entries(visitors))('%s is asked to sign in, whatever they name', async (_, caller) => {
    for (const operation of forFans) {
      const { real, random } = await bothAnswers(caller, operation)
      expect(real, operation.id).toEqual(random)
      expect(real, operation.id).toMatchObject({ status: 401, said: { code: 'unauthorized' } })
    }
  })

  test('of another market finds nothing of ours among what is on sale', async () => {
    for (const operation of byIds('market').filter((each) => !isForFans(each))) {
      const { real, random } = await bothAnswers(other.tenant.visitor, operation)
      expect(real, operation.id).toEqual(random)
      expect([200, 404], operation.id).toContain(real.status)
    }
  })
})

test('a key without the scope is refused alike, whatever it names', async () => {
  const key = 'sk_test_key_that_may_do_nothing_at_all'
  await world.owner.query(
    'insert into api_keys (tenant_id, id, kind, hash, hint, scopes) values ($1, gen_random_uuid(), $2, $3, $4, $5)',
    [market.tenant.id, 'secret', world.secrets.hash('api-key', key), 'sk_…', ['nothing:read']],
  )
  for (const operation of of('admin')) {
    const { real, random } = await bothAnswers(world.caller('localhost', bearer(key)), operation)
    expect(real, operation.id).toEqual(random)
    expect(real, operation.id).toMatchObject({ status: 403, said: { code: 'key_may_not' } })
  }
  await world.owner.query('delete from api_keys where hash = $1', [world.secrets.hash('api-key', key)])
})

describe('one id of their own beside one of ours', () => {
  const spare = async () => (await givenTicket(other.tenant, other.event, theirFan.email, 5000)).id

  test.each(['check', 'admit'])('a code of ours at their own door, to %s, is one nobody knows', async (verb) => {
    const show = async (code: string) =>
      seen(await other.tenant.admin.post(`/v1/admin/gate/${verb}`, { eventId: other.event.id, code }))
    const [real, random] = [await show(market.things.code), await show(nothing().code)]
    expect(real).toEqual(random)
    expect(real).toMatchObject({ status: 200, said: { result: 'unknown', ticket: null } })
  })

  test.each(['listings', 'listings/quote'])('a ticket of ours in %s', async (path) => {
    const own = await spare()
    const offer = async (ticket: string) =>
      seen(
        await theirFan.post(`/v1/market/${path}`, {
          ticketIds: [own, ticket],
          price: { amountMinor: 4000, currency: 'EUR' },
        }),
      )
    const [real, random] = [await offer(market.things.tickets), await offer(nothing().tickets)]
    expect(real).toEqual(random)
    expect(real).toMatchObject({ status: 404, said: { code: 'ticket_not_found' } })
  })

  test('a line of ours in the refund of an order of theirs', async () => {
    const order = await theirFan.post('/v1/market/orders', { listingId: other.listing.id, quantity: 1 })
    const refund = async (line: string) =>
      seen(
        await other.tenant.admin.post(`/v1/admin/orders/${order.body.id}/refund`, {
          lineIds: [line],
          reason: 'Taken over',
          ticket: 'void',
        }),
      )
    const [real, random] = [await refund(market.things.line), await refund(nothing().line)]
    expect(real).toEqual(random)
    expect(real.status).toBe(409)
  })

  test('a ticket type of ours in a list of theirs', async () => {
    const list = async (type: string) =>
      seen(await other.tenant.visitor.get(`/v1/market/listings?eventId=${other.event.id}&ticketTypeId=${type}`))
    expect(await list(market.things.ticketType)).toEqual(await list(nothing().ticketType))
  })
})

test('no list of another market, and none of another fan, holds anything of ours', async () => {
  const reads = operations.filter((operation) => operation.method === 'get' && !operation.path.includes('{id}'))
  const bare = (operation: Operation): Request => ({
    ...requestFor(operation, nothing()),
    path: operation.path,
    headers: {},
  })
  for (const operation of reads) {
    const callers = operation.surface === 'admin' ? [other.tenant.admin] : [theirFan, other.tenant.visitor]
    for (const caller of callers) {
      const text = JSON.stringify((await ask(caller, bare(operation))).body)
      expect(
        market.secrets.filter((secret) => text.includes(secret)),
        operation.id,
      ).toEqual([])
    }
  }
  // Within one market, what belongs to somebody else is theirs alone.
  for (const operation of reads.filter((each) => each.surface === 'market' && isForFans(each)))
    expect((await ask(ourOtherFan, bare(operation))).body.items ?? [], operation.id).toEqual([])
})

test('a retry key of one market says nothing to another', async () => {
  const [one, two] = [await world.givenTenant(), await world.givenTenant()]
  const create = (caller: Caller) =>
    caller.post('/v1/admin/events', festival(), { 'idempotency-key': 'the-very-same-key' })
  const [mine, theirs] = [await create(one.admin), await create(two.admin)]
  expect([mine.status, theirs.status]).toEqual([201, 201])
  expect(theirs.body.id).not.toBe(mine.body.id)
})

test('and after all of this nothing of ours has changed', async () => {
  expect(await everythingOfOurs()).toEqual(before)
})

test('the comparison would notice: where the wall is down, a real id is answered', async () => {
  const get = operations.find((operation) => operation.id === 'admin.tickets.get')!
  const { rows } = await world.owner.query<{ name: string }>(TENANT_TABLES, [outsideTenants])
  const rowSecurity = (turn: string) =>
    world.owner.query(rows.map(({ name }) => `alter table ${name} ${turn} row level security`).join(';'))
  await rowSecurity('disable')
  const { real, random, text } = await bothAnswers(other.tenant.admin, get)
  await rowSecurity('enable')
  expect([real.status, random.status]).toEqual([200, 404])
  expect(text).toContain(market.things.tickets)
})
