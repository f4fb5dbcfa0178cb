// The provider does not answer, answers twice, or is asked by three at once: every order still ends where the money went.
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { WEBHOOK_SECRET } from '../../../dev/psp/served.ts'
import { givenOrder, givenSale } from '../../../test/sale.ts'
import { openWorld } from '../../../test/world.ts'
import { settleOrder } from './settle.ts'

const world = await openWorld()
const { faults } = world.outside.psp
const charges = () => (world.outside.psp.sums().counts as Record<string, number>)['charge'] ?? 0
// The client tries a broken connection twice by itself, under the same key.
const broken = (kind: 'lost_before' | 'lost_after' | 'error', path: string) =>
  faults.add({ kind, method: 'POST', path, times: kind === 'error' ? 1 : 2, ms: 0 })

async function payUnder(fault: () => void) {
  const deal = await givenOrder(world)
  const before = charges()
  const confirmationToken = await world.outside.token()
  fault()
  const answer = await deal.buyer.post(`/v1/market/orders/${deal.order.id}/pay`, { confirmationToken })
  faults.clear()
  return { ...deal, answer, chargesMade: () => charges() - before }
}

test.each([
  ['authorizing, before its effect', 'lost_before', '/v1/payment_intents'],
  ['authorizing, after its effect', 'lost_after', '/v1/payment_intents'],
] as const)('a reply lost while %s leaves doubt, and asking again settles it once', async (_, kind, path) => {
  const { tenant, buyer, order, answer, chargesMade } = await payUnder(() => broken(kind, path))
  expect([answer.status, answer.body.state]).toEqual([200, 'in_doubt'])
  expect(answer.body.timeline.find((s: { state: string }) => s.state === 'now')).toMatchObject({ code: 'confirming' })
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 10 })
  await world.runJobs()
  expect((await buyer.get(`/v1/market/orders/${order.id}`)).body.state).toBe('fulfilled')
  expect(chargesMade()).toBe(1)
})

test('a provider that broke before it did anything is not asked under the same key for ever: the buyer may try again', async () => {
  const { tenant, buyer, order, answer, chargesMade } = await payUnder(() => broken('error', '/v1/payment_intents'))
  expect(answer.body.state).toBe('in_doubt')
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 10 })
  await world.runJobs()
  expect((await buyer.get(`/v1/market/orders/${order.id}`)).body.state).toBe('in_doubt')
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 61 })
  await world.runJobs()
  expect((await buyer.get(`/v1/market/orders/${order.id}`)).body).toMatchObject({
    state: 'held',
    payment: { declined: expect.stringContaining('not charged') },
  })
  expect(
    (await buyer.post(`/v1/market/orders/${order.id}/pay`, { confirmationToken: await world.outside.token() })).body
      .state,
  ).toBe('fulfilled')
  expect(chargesMade()).toBe(1)
})

test.each([['lost_before'], ['lost_after'], ['error']] as const)(
  'a capture whose reply is %s is asked again, and money is taken once',
  async (kind) => {
    const deal = await givenOrder(world)
    const confirmationToken = await world.outside.token()
    // The first request authorizes; what breaks is the one after it.
    faults.add({ kind: 'delay', method: 'POST', path: '/v1/payment_intents', times: 1, ms: 0 })
    broken(kind, '/v1/payment_intents/')
    const answer = await deal.buyer.post(`/v1/market/orders/${deal.order.id}/pay`, { confirmationToken })
    faults.clear()
    expect(answer.body.state).toBe('in_doubt')
    await deal.tenant.admin.post('/v1/admin/clock/advance', { seconds: 10 })
    await world.runJobs()
    expect((await deal.buyer.get(`/v1/market/orders/${deal.order.id}`)).body.state).toBe('fulfilled')
    const { items } = (await deal.tenant.admin.get(`/v1/admin/ledger/postings?orderId=${deal.order.id}`)).body
    expect(items.map((p: { kind: string }) => p.kind).toSorted()).toEqual(['capture', 'psp_fee'])
  },
)

test('reply, webhook and sweep at once: one capture, one new code, one fact', async () => {
  const { tenant, order, buyer } = await payUnder(() => broken('lost_after', '/v1/payment_intents'))
  await Promise.allSettled(Array.from({ length: 12 }, () => settleOrder(tenant.system, order.id)))
  for (let i = 0; i < 3; i++) {
    await tenant.admin.post('/v1/admin/clock/advance', { seconds: 40 })
    await world.runJobs()
  }
  expect((await buyer.get(`/v1/market/orders/${order.id}`)).body.state).toBe('fulfilled')
  const facts = await tenant.system.read((scope) =>
    scope.db
      .selectFrom('facts')
      .select('name')
      .where('subjectId', '=', order.id)
      .where('name', '=', 'order.fulfilled')
      .execute(),
  )
  expect(facts).toHaveLength(1)
  const codes = await tenant.system.read((scope) =>
    scope.db.selectFrom('ticketCodes').select(['generation', 'state']).orderBy('generation').execute(),
  )
  expect(codes).toEqual([
    { generation: 1, state: 'revoked' },
    { generation: 2, state: 'alive' },
  ])
})

test('one pay key sent 16 times at once charges once', async () => {
  const { buyer, order, tenant } = await givenOrder(world)
  const before = charges()
  const body = { confirmationToken: await world.outside.token() }
  const answers = await Promise.all(
    Array.from({ length: 16 }, () =>
      buyer.post(`/v1/market/orders/${order.id}/pay`, body, { 'idempotency-key': 'pay-just-once' }),
    ),
  )
  expect(new Set(answers.map((a) => (a.status === 200 ? a.body.state : a.body.code)))).toEqual(
    new Set(['fulfilled', 'idempotency_in_flight']),
  )
  expect(
    (await buyer.post(`/v1/market/orders/${order.id}/pay`, body, { 'idempotency-key': 'pay-just-once' })).body.state,
  ).toBe('fulfilled')
  expect(charges() - before).toBe(1)
  void tenant
})

test('a refund whose reply is lost is asked again, and given once', async () => {
  const { tenant, order } = await givenSale(world)
  broken('lost_after', '/v1/refunds')
  const asked = await tenant.admin.post(`/v1/admin/orders/${order.id}/refund`, { reason: 'Goodwill', ticket: 'void' })
  faults.clear()
  expect(asked.body.refunds).toMatchObject([{ state: 'pending' }])
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 40 })
  await world.runJobs()
  expect((await tenant.admin.get(`/v1/admin/orders/${order.id}`)).body.refunds).toMatchObject([
    { state: 'succeeded', amount: { amountMinor: 9747 } },
  ])
})

test('a refund the provider broke on is tried under another key, and given once', async () => {
  const { tenant, order } = await givenSale(world)
  broken('error', '/v1/refunds')
  await tenant.admin.post(`/v1/admin/orders/${order.id}/refund`, { reason: 'Goodwill', ticket: 'void' })
  faults.clear()
  for (let i = 0; i < 3; i++) {
    await tenant.admin.post('/v1/admin/clock/advance', { seconds: 40 })
    await world.runJobs()
  }
  const seen = (await tenant.admin.get(`/v1/admin/orders/${order.id}`)).body.refunds
  expect(seen).toMatchObject([{ state: 'succeeded', amount: { amountMinor: 9747 } }])
})

test('a seller whose account the provider cannot open is told so, and nothing is half done', async () => {
  const { tenant, seller } = await givenSale(world)
  const onboard = () => seller.post('/v1/market/seller/onboard', { returnPath: '/listings', country: 'DE' })
  broken('lost_before', '/v1/accounts')
  const lost = await onboard()
  faults.clear()
  expect([lost.status, lost.body.code]).toEqual([503, 'provider_in_doubt'])
  expect((await onboard()).status).toBe(200)
  // An account the provider closed on its side.
  await tenant.system.write((scope) =>
    scope.db.updateTable('connectedAccounts').set({ pspAccount: 'acct_closed' }).execute(),
  )
  const refused = await onboard()
  expect([refused.status, refused.body.code]).toEqual([409, 'provider_refused'])
})

test('an amount that is not ours is never fulfilled', async () => {
  const { tenant, buyer, order } = await payUnder(() => broken('lost_before', '/v1/payment_intents'))
  await tenant.system.write((scope) =>
    scope.db.updateTable('pspOperations').set({ amountMinor: 100 }).where('subjectId', '=', order.id).execute(),
  )
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 10 })
  await world.runJobs()
  expect((await buyer.get(`/v1/market/orders/${order.id}`)).body.state).toBe('paying')
  const facts = await tenant.system.read((scope) =>
    scope.db.selectFrom('facts').select('name').where('name', '=', 'order.contradicted').execute(),
  )
  expect(facts.length).toBeGreaterThan(0)
})

const hook = (body: string, signature: string) =>
  world.app.request('http://localhost:4000/hooks/stripe', {
    method: 'POST',
    headers: { host: 'localhost:4000', 'stripe-signature': signature },
    body,
  })
const sign = (body: string, at = Math.floor(Date.now() / 1000), secret = WEBHOOK_SECRET) =>
  `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`

test('a webhook that is forged, old or re-serialised is refused; one for nobody is taken kindly; a duplicate does nothing', async () => {
  const { tenant, order } = await givenOrder(world)
  const event = {
    id: `evt_${order.id}`,
    object: 'event',
    type: 'payment_intent.succeeded',
    data: { object: { id: 'pi_none', object: 'payment_intent', metadata: { tenant: tenant.id, subject: order.id } } },
  }
  const body = JSON.stringify(event, null, 2)
  expect((await hook(body, sign(body, undefined, 'whsec_wrong'))).status).toBe(400)
  expect((await hook(body, sign(body, Math.floor(Date.now() / 1000) - 3600))).status).toBe(400)
  expect((await hook(JSON.stringify(event), sign(body))).status).toBe(400)
  const foreign = body.replace(tenant.id, '01890000-0000-7000-8000-000000000000')
  expect((await hook(foreign, sign(foreign))).status).toBe(200)
  expect([(await hook(body, sign(body))).status, (await hook(body, sign(body))).status]).toEqual([200, 200])
  const kept = await tenant.system.read((scope) =>
    scope.db
      .selectFrom('facts')
      .select('name')
      .where('name', '=', 'psp.notified')
      .where('subjectId', '=', order.id)
      .execute(),
  )
  expect(kept).toHaveLength(1)
})
