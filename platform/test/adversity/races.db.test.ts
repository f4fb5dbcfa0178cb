// One ticket, wanted by everybody at the same moment: whoever comes first wins, nobody is charged for nothing, nothing hangs.
import { expect, test } from 'vitest'
import { givenListing, givenOrder, givenSale } from '../sale.ts'
import { openWorld, type TestTenant } from '../world.ts'

const world = await openWorld()
const charges = () => (world.outside.psp.sums().counts as Record<string, number>)['charge'] ?? 0
const admit = (tenant: TestTenant, eventId: string, code: string) =>
  tenant.admin.post('/v1/admin/gate/admit', { eventId, code })
const ROUNDS = Array.from({ length: 6 }, (_, i) => i)

test.each(ROUNDS)('scanned and paid in one moment (%i): either somebody is inside, or somebody paid', async () => {
  const { tenant, event, buyer, order, ticket } = await givenOrder(world)
  const confirmationToken = await world.outside.token()
  const before = charges()
  const [scan, paid] = await Promise.all([
    admit(tenant, event.id, ticket.code),
    buyer.post(`/v1/market/orders/${order.id}/pay`, { confirmationToken }),
  ])
  await world.runJobs()
  expect([scan.status, paid.status < 500]).toEqual([200, true])
  const now = (await buyer.get(`/v1/market/orders/${order.id}`)).body
  expect([scan.body.admitted, now.state]).toEqual(scan.body.admitted ? [true, 'cancelled'] : [false, 'fulfilled'])
  expect(charges() - before).toBe(scan.body.admitted ? 0 : 1)
})

test.each(ROUNDS)('withdrawn, taken and scanned in one moment (%i): nothing is in two places', async () => {
  const { tenant, event, seller, listing, ticket } = await givenListing(world)
  const buyer = await tenant.givenFan()
  const answers = await Promise.all([
    seller.post(`/v1/market/listings/${listing.id}/withdraw`),
    buyer.post('/v1/market/orders', { listingId: listing.id, quantity: 1 }),
    admit(tenant, event.id, ticket.code),
  ])
  expect(answers.every((answer) => answer.status < 500)).toBe(true)
  await world.runJobs()
  const state = await tenant.system.read(async (scope) => ({
    ticket: await scope.db.selectFrom('tickets').select('state').executeTakeFirstOrThrow(),
    rows: await scope.db.selectFrom('listingTickets').select('state').execute(),
    orders: await scope.db.selectFrom('orders').select('state').execute(),
  }))
  expect(state.ticket.state === 'admitted').toBe(answers[2].body.admitted)
  const kept = state.ticket.state === 'listed' ? (state.orders.length > 0 ? 'held' : 'open') : 'out'
  expect(state.rows).toEqual([{ state: kept }])
})

test.each(ROUNDS.slice(0, 3))(
  'paid by four tabs and cancelled in one moment (%i): charged once or not at all',
  async () => {
    const { buyer, order, listing, tenant } = await givenOrder(world)
    const tokens = await Promise.all(ROUNDS.slice(0, 4).map(() => world.outside.token()))
    const before = charges()
    const answers = await Promise.all([
      ...tokens.map((confirmationToken) => buyer.post(`/v1/market/orders/${order.id}/pay`, { confirmationToken })),
      buyer.post(`/v1/market/orders/${order.id}/cancel`),
    ])
    expect(answers.every((answer) => answer.status < 500)).toBe(true)
    await tenant.admin.post('/v1/admin/clock/advance', { seconds: 40 })
    await world.runJobs()
    const { state } = (await buyer.get(`/v1/market/orders/${order.id}`)).body
    expect(['fulfilled', 'cancelled']).toContain(state)
    expect(charges() - before).toBe(state === 'fulfilled' ? 1 : 0)
    expect((await buyer.get(`/v1/market/listings/${listing.id}`)).body.quantity).toBe(state === 'fulfilled' ? 0 : 1)
  },
)

test('a full refund asked for eight times at once is given once', async () => {
  const { tenant, order } = await givenSale(world)
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      tenant.admin.post(`/v1/admin/orders/${order.id}/refund`, { reason: 'The show changed', ticket: 'void' }),
    ),
  )
  expect(answers.map((a) => a.status).toSorted()).toEqual([200, ...Array(7).fill(409)])
  expect((await tenant.admin.get(`/v1/admin/orders/${order.id}`)).body.refunds).toHaveLength(1)
})

test('refunded, released and sold on in one moment: the line ends in one state and the books balance', async () => {
  const { tenant, event, buyer, order, ticket } = await givenSale(world)
  await tenant.admin.put('/v1/admin/clock', { now: new Date(Date.parse(event.endsAt) + 4 * 86_400_000).toISOString() })
  await Promise.all([
    world.runJobs(),
    tenant.admin.post(`/v1/admin/orders/${order.id}/refund`, {
      reason: 'The show changed',
      ticket: 'return_to_seller',
    }),
    admit(tenant, event.id, (await buyer.get(`/v1/market/tickets/${ticket.id}`)).body.code),
  ])
  for (let i = 0; i < 3; i++) {
    await tenant.admin.post('/v1/admin/clock/advance', { seconds: 40 })
    await world.runJobs()
  }
  const books = (await tenant.admin.get('/v1/admin/ledger/trial-balance')).body
  expect(books.differences).toEqual([{ amountMinor: 0, currency: 'EUR' }])
  expect(['released', 'refunded']).toContain((await buyer.get(`/v1/market/orders/${order.id}`)).body.lines[0].state)
})

test('one key of two fans, of two routes and of two markets is as many keys', async () => {
  const key = { 'idempotency-key': 'everybody-has-this-one' }
  const { tenant, listing } = await givenListing(world, { tickets: 1 })
  const [a, b] = [await tenant.givenFan(), await tenant.givenFan()]
  const other = await givenOrder(world)
  const first = await a.post('/v1/market/orders', { listingId: listing.id, quantity: 1 }, key)
  const second = await b.post('/v1/market/orders', { listingId: listing.id, quantity: 1 }, key)
  const third = await a.post(`/v1/market/orders/${first.body.id}/cancel`, undefined, key)
  const fourth = await other.buyer.post(`/v1/market/orders/${other.order.id}/cancel`, undefined, key)
  expect([first.status, second.body.code, third.body.state, fourth.body.id]).toEqual([
    201,
    'tickets_held',
    'cancelled',
    other.order.id,
  ])
  const replay = await a.post('/v1/market/orders', { listingId: listing.id, quantity: 1 }, key)
  expect([replay.status, replay.body.id, replay.body.state]).toEqual([201, first.body.id, 'held'])
  const changed = await a.post('/v1/market/orders', { listingId: listing.id, quantity: 2 }, key)
  expect([changed.status, changed.body.code]).toEqual([422, 'idempotency_key_reused'])
})

test('a session that ended reads no kept answer', async () => {
  const { buyer, listing, tenant } = await givenListing(world).then(async (sale) => ({
    ...sale,
    buyer: await sale.tenant.givenFan(),
  }))
  const key = { 'idempotency-key': 'kept-for-the-living' }
  const body = { listingId: listing.id, quantity: 1 }
  expect((await buyer.post('/v1/market/orders', body, key)).status).toBe(201)
  await tenant.system.write((scope) => scope.db.deleteFrom('fanSessions').where('userId', '=', buyer.id).execute())
  expect((await buyer.post('/v1/market/orders', body, key)).status).toBe(401)
})

test.each(ROUNDS)('canceled by the organizer and paid in one moment (%i): void and not charged, or sold', async () => {
  const { tenant, event, buyer, order, ticket } = await givenOrder(world)
  const { externalRef } = (await tenant.admin.get(`/v1/admin/tickets/${ticket.id}`)).body
  const file =
    'Event slug,Order code,Position ID,Status,Email,Product,Variation,Price,Attendee name,Attendee email,Ticket secret\n' +
    `show,${externalRef.split('-')[0]},1,Canceled,a@example.org,Weekend,,89.00,Sam Fan,a@example.org,${ticket.code}`
  const made = await tenant.admin.post(`/v1/admin/imports?eventId=${event.id}&format=pretix`, file, {
    'content-type': 'text/csv',
  })
  const confirmationToken = await world.outside.token()
  const before = charges()
  const [applied, paid] = await Promise.all([
    tenant.admin.post(`/v1/admin/imports/${made.body.id}/apply`),
    buyer.post(`/v1/market/orders/${order.id}/pay`, { confirmationToken }),
  ])
  await world.runJobs()
  expect([applied.status, paid.status < 500]).toEqual([200, true])
  const now = (await buyer.get(`/v1/market/orders/${order.id}`)).body
  const isVoid = (await tenant.admin.get(`/v1/admin/tickets/${ticket.id}`)).body.state === 'void'
  expect([isVoid, now.state]).toEqual(isVoid ? [true, 'cancelled'] : [false, 'fulfilled'])
  expect(charges() - before).toBe(isVoid ? 0 : 1)
})

test.each(ROUNDS.slice(0, 4))('paid in the moment the hold ends (%i): expired and not charged, or sold', async () => {
  const { tenant, buyer, order, listing } = await givenOrder(world)
  const confirmationToken = await world.outside.token()
  const before = charges()
  await Promise.all([
    buyer.post(`/v1/market/orders/${order.id}/pay`, { confirmationToken }),
    tenant.admin.post('/v1/admin/clock/advance', { seconds: 601 }).then(() => world.runJobs()),
    tenant.admin.post('/v1/admin/clock/advance', { seconds: 1 }).then(() => world.runJobs()),
  ])
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 40 })
  await world.runJobs()
  const { state } = (await buyer.get(`/v1/market/orders/${order.id}`)).body
  expect(['fulfilled', 'expired']).toContain(state)
  expect(charges() - before).toBe(state === 'fulfilled' ? 1 : 0)
  expect((await buyer.get(`/v1/market/listings/${listing.id}`)).body.quantity).toBe(state === 'fulfilled' ? 0 : 1)
})
