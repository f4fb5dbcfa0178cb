// Two processes serve and two work on one database. Killed, paused, cut off from it or short of connections, the instance
// does each thing once, says so when it cannot, and comes back by itself.
import { Market } from '@reseat/sdk'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { submitOnboarding, tokenFor } from '../../dev/psp/served.ts'
import { openFleet, type Fleet } from './fleet.ts'
import { until, type Tenant } from './instance.ts'

const EUR = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })
const SALES = 4
const RECOVER_MILLISECONDS = 10_000

let fleet: Fleet
let tenant: Tenant
let admin: ReturnType<Fleet['apis'][0]['admin']>
let event: { id: string; endsAt: string }
let buyers: Market[]
let listings: { id: string }[]

beforeAll(async () => {
  fleet = await openFleet()
  const [api, other] = fleet.apis
  tenant = await api.givenTenant('fleet')
  admin = api.admin(tenant)
  event = await announce(admin)
  const seller = await api.givenFan(tenant, 'seller@example.org')
  await submitOnboarding((await seller.seller.onboard({ returnPath: '/sell', country: 'DE' })).url, {
    name: 'Sam Seller',
    iban: 'DE89 3704 0044 0532 0130 00',
    accept: 'yes',
  })
  const { items: tickets } = await seller.tickets.list({ limit: 100 })
  listings = []
  for (const ticket of tickets)
    listings.push(await seller.listings.create({ ticketIds: [ticket.id], price: EUR(8900) }))
  buyers = [await api.givenFan(tenant, 'ada@example.org'), await other.givenFan(tenant, 'bea@example.org')]
})
afterAll(() => fleet.close())

test('bought through both at once: each ticket has one buyer, and is paid for once', async () => {
  const won = await Promise.all(
    listings.slice(0, SALES).map(async ({ id }) => {
      const asked = await Promise.allSettled(buyers.map((buyer) => buyer.orders.start({ listingId: id, quantity: 1 })))
      expect(asked.map((answer) => answer.status).toSorted()).toEqual(['fulfilled', 'rejected'])
      const at = asked.findIndex((answer) => answer.status === 'fulfilled')
      const order = (asked[at] as PromiseFulfilledResult<{ id: string }>).value
      const paid = await buyers[at]!.orders.pay(order.id, { confirmationToken: await card() })
      expect(paid.state).toBe('fulfilled')
      return paid
    }),
  )
  expect(new Set(won.map((order) => order.lines[0]!.ticketId)).size).toBe(SALES)
  expect(counts('charge')).toBe(SALES)
  await until(allTold)
  expect(await fleet.doubles()).toEqual([])
  await expectBalance()
})

test('one worker killed and one paused while they pay out: all is released and paid once', async () => {
  const [killed, paused] = fleet.workers
  // Slow enough that both are in the middle of it.
  fleet.psp.psp.faults.add({ kind: 'delay', method: 'POST', path: '/v1/transfers', times: SALES, ms: 1_500, skip: 0 })
  await admin.clock.set({ now: new Date(Date.parse(event.endsAt) + 4 * 86_400_000).toISOString() })
  await until(async () => (await paidOut('submitted')) > 1)
  await killed.kill()
  paused.send('SIGSTOP')
  const start = performance.now()
  await killed.start()
  await until(async () => (await paidOut('paid')) === SALES, 90_000)
  console.log(`paid out by the restarted worker alone after ${seconds(start)} s; the other is still paused`)

  paused.send('SIGCONT')
  // It wakes with the provider's answers to the calls it had made, and must find that all of it is done.
  await until(async () => (await fetch(`${paused.url}/readyz`)).ok)
  await until(allTold)
  expect(counts('transfer')).toBe(SALES)
  expect(await fleet.doubles()).toEqual([])
  const [lines] = await fleet.query<{ released: number; all: number }>(
    `select count(*) filter (where state = 'released')::int as released, count(*)::int as all from order_lines`,
  )
  expect(lines).toEqual({ released: SALES, all: SALES })
  await expectBalance()
})

test('with every connection held, requests are told to come again, and served as soon as one is free', async () => {
  const small = await fleet.open({ RESEAT_ROLE: 'api', DATABASE_POOL_MAX: '2' })
  const address = `${small.url}/v1/market/events`
  expect((await ask(address)).ok).toBe(true)
  const holder = new pg.Client({ connectionString: fleet.ownerUrl })
  await holder.connect()
  await holder.query('begin; lock table events in access exclusive mode')
  const held = [ask(address), ask(address)]
  await until(async () => {
    const waiting = await fleet.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`)
    return waiting.length >= 2
  })
  const start = performance.now()
  const refused = await Promise.all(Array.from({ length: 20 }, () => ask(address)))
  console.log(`20 requests were refused within ${seconds(start)} s`)
  for (const answer of refused) await expectComeAgain(answer)
  await holder.query('commit')
  await holder.end()
  const freed = performance.now()
  expect((await Promise.all(held)).map((answer) => answer.status)).toEqual([200, 200])
  await until(async () => (await ask(address)).ok)
  expect(performance.now() - freed).toBeLessThan(RECOVER_MILLISECONDS)
})

test('the database crashes in the middle of a purchase: 503 meanwhile, back in time, and the order is settled', async () => {
  const second = await announce(admin, 'second')
  const offer = await offerOf(second)
  const order = await buyers[0]!.orders.start({ listingId: offer.id, quantity: 1 })
  const before = counts('charge')
  // The first request authorizes; the capture behind it takes its time.
  fleet.psp.psp.faults.add({ kind: 'delay', method: 'POST', path: '/v1/payment_intents', times: 1, ms: 3_000, skip: 1 })
  const paying = buyers[0]!.orders
    .pay(order.id, { confirmationToken: await card() }, { maxRetries: 0 })
    .catch((error: unknown) => error)
  await until(
    async () =>
      (await fleet.query(`select 1 from psp_operations where kind = 'capture' and state = 'sent'`)).length > 0,
  )
  fleet.crashDatabase()
  for (const { url } of fleet.apis) await expectOutage(`${url}/v1/market/events`)
  expect((await paying) as object).toMatchObject({ status: 503 })

  await fleet.startDatabase()
  const start = performance.now()
  for (const { url } of fleet.apis) await until(async () => (await ask(`${url}/v1/market/events`)).ok)
  const back = performance.now() - start
  await admin.clock.advance({ seconds: 60 })
  const done = await until(async () => {
    const now = await buyers[0]!.orders.get(order.id)
    return now.state === 'fulfilled' && now
  })
  console.log(`served again after ${back.toFixed(0)} ms, the order under way settled after ${seconds(start)} s`)
  expect(back).toBeLessThan(RECOVER_MILLISECONDS)
  expect([done.lines[0]!.state, counts('charge') - before]).toEqual(['holding', 1])
  await until(allTold)
  expect(await fleet.doubles()).toEqual([])
  await expectBalance()
})

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1)
const card = () => tokenFor(fleet.psp.url, '4242424242424242')
const counts = (kind: string) => (fleet.psp.psp.sums().counts as Record<string, number>)[kind] ?? 0
const ask = (address: string) => fetch(address, { headers: { 'publishable-key': tenant.publishableKey } })

async function paidOut(state: string): Promise<number> {
  return (await fleet.query('select 1 from payouts where state = $1', [state])).length
}

async function allTold(): Promise<boolean> {
  const waiting = await fleet.query(
    `select 1 from facts where relayed_at is null union all select 1 from mails where state = 'queued'`,
  )
  return waiting.length === 0
}

async function expectBalance(): Promise<void> {
  expect((await admin.ledger.trialBalance()).differences).toEqual([EUR(0)])
}

async function expectOutage(address: string): Promise<void> {
  const answer = await until(async () => {
    const now = await ask(address)
    return now.status !== 200 && now
  })
  await expectComeAgain(answer)
}

async function expectComeAgain(answer: Response): Promise<void> {
  const body = (await answer.json()) as { status: number; code: string; title: string }
  expect(body).toMatchObject({ status: 503, code: 'unreachable' })
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
}

async function announce(by: typeof admin, name = 'show') {
  const start = new Date((await by.clock.get().then(({ now }) => Date.parse(now))) + 90 * 86_400_000)
  const made = await by.events.create({
    name: `Night of ${name}`,
    venue: { name: 'Dock 9', city: 'Hamburg', country: 'DE' },
    timeZone: 'Europe/Berlin',
    startsAt: start.toISOString(),
    endsAt: new Date(start.getTime() + 86_400_000).toISOString(),
    currency: 'EUR',
    ticketTypes: [],
    admission: 'gate',
    resale: { ceilingPercent: 100 },
  })
  await by.events.publish(made.id)
  const rows = Array.from(
    { length: SALES },
    (_, i) =>
      `${name},${name.toUpperCase()}${i},1,Paid,seller@example.org,Standing,89.00,Sam,seller@example.org,secret-of-${name}-${i}-0123456789`,
  )
  const head = 'Event slug,Order code,Position ID,Status,Email,Product,Price,Attendee name,Attendee email,Ticket secret'
  const file = [head, ...rows, ''].join('\n')
  await by.imports.apply((await by.imports.create({ eventId: made.id, format: 'pretix', file })).id)
  return made
}

async function offerOf({ id }: { id: string }): Promise<{ id: string }> {
  const seller = new Market({ publishableKey: tenant.publishableKey, baseUrl: fleet.apis[1].url })
  await seller.auth.signIn({ email: 'seller@example.org', password: 'a long enough password' })
  const { items } = await seller.tickets.list({ limit: 100 })
  const ticket = items.find((one) => one.event.id === id)
  return seller.listings.create({ ticketIds: [ticket!.id], price: EUR(8900) })
}
