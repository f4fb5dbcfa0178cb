// One ticket and everybody at once; and the last millisecond of a hold. The figures are printed, and kept to.
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { newId } from '../../src/kit/id.ts'
import { fanSecret, signToken } from '../../src/modules/identity/index.ts'
import { givenListing, givenOrder } from '../sale.ts'
import { openWorld, type Caller, type TestTenant } from '../world.ts'

const world = await openWorld()
// With whoever else runs on this machine; the bench holds the figure on its own.
const WORST_MILLISECONDS = 1_500
const charges = () => (world.outside.psp.sums().counts as Record<string, number>)['charge'] ?? 0

/** Many fans with a session each, in two statements. */
async function givenFans(tenant: TestTenant, count: number): Promise<Caller[]> {
  const fans = Array.from({ length: count }, () => ({ id: newId(), token: randomBytes(24).toString('hex') }))
  await tenant.system.write(async (scope) => {
    await scope.db
      .insertInto('fans')
      .values(fans.map(({ id }, i) => ({ id, name: `Fan ${i}`, email: `${id}@example.org`, emailVerified: true })))
      .execute()
    const expiresAt = new Date(Date.now() + 86_400_000)
    await scope.db
      .insertInto('fanSessions')
      .values(fans.map(({ id, token }) => ({ id: newId(), userId: id, token, expiresAt })))
      .execute()
  })
  return fans.map(({ token }) =>
    world.caller(`${tenant.slug}.localhost`, {
      authorization: `Bearer ${signToken(token, fanSecret(world.secrets, tenant.id))}`,
    }),
  )
}

async function deadlocks(): Promise<number> {
  const { rows } = await world.owner.query<{ deadlocks: number }>(
    'select deadlocks from pg_stat_database where datname = current_database()',
  )
  return Number(rows[0]!.deadlocks)
}

const PEOPLE = 500

test('500 buyers on one ticket: one has it, 499 are told why in time, nobody is charged, nothing deadlocks', async () => {
  const lasts: number[] = []
  // Three times: only a process that has served before shows what it can.
  for (let round = 0; round < 3; round++) {
    const { tenant, listing } = await givenListing(world)
    const [buyers, before] = [await givenFans(tenant, PEOPLE), await deadlocks()]
    const [charged, body] = [charges(), { listingId: listing.id, quantity: 1 }]
    const start = performance.now()
    const answers = await Promise.all(
      buyers.map(async (buyer) => {
        const answer = await buyer.post('/v1/market/orders', body)
        return { ...answer, milliseconds: performance.now() - start }
      }),
    )
    const losers = answers.filter((answer) => answer.status !== 201)
    expect(losers).toHaveLength(PEOPLE - 1)
    expect(new Set(losers.map((answer) => `${answer.status} ${answer.body.code}`))).toEqual(
      new Set(['409 tickets_held']),
    )
    expect(losers.every((answer) => answer.body.title.length > 10)).toBe(true)
    expect([charges() - charged, (await deadlocks()) - before]).toEqual([0, 0])
    const times = answers.map((answer) => answer.milliseconds).toSorted((one, other) => one - other)
    console.log(`${PEOPLE} buyers: median ${times[PEOPLE / 2]!.toFixed(0)} ms, last ${times.at(-1)!.toFixed(0)} ms`)
    lasts.push(times.at(-1)!)
  }
  expect(Math.min(...lasts)).toBeLessThan(WORST_MILLISECONDS)
}, 60_000)

const setClock = (tenant: TestTenant, at: number) =>
  tenant.admin.put('/v1/admin/clock', { now: new Date(at).toISOString() })

test.each([-1, 0, 1])(
  'a hold that ends %i ms around the payment, 20 times: the ticket, or no money',
  async (offset) => {
    const seen = new Map<string, number>()
    for (let round = 0; round < 20; round++) {
      const { tenant, buyer, order, ticket } = await givenOrder(world)
      const [confirmationToken, before] = [await world.outside.token(), charges()]
      const end = Date.parse(order.heldUntil) + offset
      // Now the payment comes at the last millisecond itself, now its answer does while the hold ends.
      const isLateAnswer = round % 2 === 1
      const faults = world.outside.psp.faults
      if (isLateAnswer)
        faults.add({ kind: 'delay', method: 'POST', path: '/v1/payment_intents', times: 1, ms: 30, skip: 0 })
      await setClock(tenant, end - (isLateAnswer ? 60 : Math.floor(round / 4)))
      const [paid] = await Promise.all([
        buyer.post(`/v1/market/orders/${order.id}/pay`, { confirmationToken }),
        (isLateAnswer ? setClock(tenant, end) : Promise.resolve()).then(() => world.runJobs()),
      ])
      expect(paid.status).toBeLessThan(500)
      for (let i = 0; i < 3; i++) {
        await tenant.admin.post('/v1/admin/clock/advance', { seconds: 40 })
        await world.runJobs()
      }
      const { state } = (await buyer.get(`/v1/market/orders/${order.id}`)).body
      seen.set(state, (seen.get(state) ?? 0) + 1)
      expect(['fulfilled', 'expired', 'cancelled']).toContain(state)
      expect([state, charges() - before]).toEqual([state, state === 'fulfilled' ? 1 : 0])
      expect((await buyer.get(`/v1/market/tickets/${ticket.id}`)).status).toBe(state === 'fulfilled' ? 200 : 404)
      const books = (await tenant.admin.get('/v1/admin/ledger/trial-balance')).body
      expect(books.differences.every((one: { amountMinor: number }) => one.amountMinor === 0)).toBe(true)
    }
    console.log(`${offset} ms: ${[...seen].map(([state, count]) => `${count} ${state}`).join(', ')}`)
  },
  60_000,
)
