// Paying while the world, the network and the buyer's own browser repeat, hurry and fail.
import { expect, test, vi } from 'vitest'
import { createCtx } from '../../src/kit/scope.ts'
import { settleOrder } from '../../src/modules/orders/settle.ts'
import { submitOnboarding } from '../../dev/psp/served.ts'
import { afterTheShow, givenEvent, givenOrder, givenTicket } from '../sale.ts'
import { openWorld } from '../world.ts'

const world = await openWorld()
const { psp } = world.outside.adapters
const { faults } = world.outside.psp

test('a payment that broke off on our side is resumed by its key, and tells what became of it', async () => {
  const { tenant, buyer, order } = await givenOrder(world)
  const body = { confirmationToken: await world.outside.token() }
  const key = { 'idempotency-key': 'pay-that-breaks-off' }
  // The process lost its database, or its life, after the payment was written down.
  const broken = vi.spyOn(psp, 'authorize').mockRejectedValueOnce(new Error('Connection terminated'))
  const first = await buyer.post(`/v1/market/orders/${order.id}/pay`, body, key)
  broken.mockRestore()
  expect(first.status).toBeGreaterThanOrEqual(500)
  const second = await buyer.post(`/v1/market/orders/${order.id}/pay`, body, key)
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 40 })
  await world.runJobs()
  expect((await buyer.get(`/v1/market/orders/${order.id}`)).body.state).toBe('fulfilled')
  const third = await buyer.post(`/v1/market/orders/${order.id}/pay`, body, key)
  expect.soft([second.status, second.body.code]).toEqual([200, undefined])
  expect([third.status, third.body.code]).toEqual([200, undefined])
})

test('late news of an earlier attempt does not end the one under way', async () => {
  const { tenant, buyer, order } = await givenOrder(world)
  const pay = async (card?: string) =>
    buyer.post(`/v1/market/orders/${order.id}/pay`, { confirmationToken: await world.outside.token(card) })
  expect((await pay('4000000000000002')).status).toBe(402)
  const { pspObject } = await tenant.system.read((scope) =>
    scope.db
      .selectFrom('pspOperations')
      .select('pspObject')
      .where('subjectId', '=', order.id)
      .executeTakeFirstOrThrow(),
  )
  // The webhook of the declined card is looked up slowly; the buyer is quicker with the next card.
  const [intent, authorize] = [psp.intent, psp.authorize]
  let secondIsSent = () => {}
  const sent = new Promise<void>((go) => (secondIsSent = go))
  let newsIsApplied = () => {}
  const applied = new Promise<void>((go) => (newsIsApplied = go))
  const slowNews = vi.spyOn(psp, 'intent').mockImplementationOnce(async (id) => {
    await sent
    return intent(id)
  })
  const slowCard = vi.spyOn(psp, 'authorize').mockImplementationOnce(async (...asked) => {
    secondIsSent()
    await applied
    return authorize(...asked)
  })
  const news = settleOrder(tenant.system, order.id, pspObject).finally(() => newsIsApplied())
  // The look-up for the old card is on its way before the new one is tried.
  await vi.waitFor(() => expect(slowNews).toHaveBeenCalled())
  const answer = await pay()
  await news
  slowNews.mockRestore()
  slowCard.mockRestore()
  expect([answer.status, answer.body.state]).toEqual([200, 'fulfilled'])
})

test('a payment in doubt is still found after the instance moved to another address', async () => {
  const { tenant, buyer, order } = await givenOrder(world)
  const confirmationToken = await world.outside.token()
  faults.add({ kind: 'lost_after', method: 'POST', path: '/v1/payment_intents', times: 2, ms: 0 })
  expect((await buyer.post(`/v1/market/orders/${order.id}/pay`, { confirmationToken })).body.state).toBe('in_doubt')
  faults.clear()
  const moved = { ...world.house, originOf: () => 'https://tickets.example.org' }
  const ctx = createCtx(moved, { ...tenant.tenant, name: 'Renamed' }, { actor: { kind: 'system', job: 'test' } })
  await settleOrder(ctx, order.id)
  expect((await buyer.get(`/v1/market/orders/${order.id}`)).body.state).toBe('fulfilled')
})

test('a seller who named the wrong country may name the right one', async () => {
  const tenant = await world.givenTenant()
  const seller = await tenant.givenFan()
  faults.add({ kind: 'lost_after', method: 'POST', path: '/v1/accounts', times: 2, ms: 0 })
  const wrong = await seller.post('/v1/market/seller/onboard', { returnPath: '/sell', country: 'FR' })
  faults.clear()
  expect(wrong.status).toBe(503)
  const right = await seller.post('/v1/market/seller/onboard', { returnPath: '/sell', country: 'DE' })
  expect([right.status, right.body.code]).toEqual([200, undefined])
})

test('a provider that broke while opening an account does not lock the seller out', async () => {
  const tenant = await world.givenTenant()
  const seller = await tenant.givenFan()
  faults.add({ kind: 'error', method: 'POST', path: '/v1/accounts', times: 1, ms: 0 })
  const broken = await seller.post('/v1/market/seller/onboard', { returnPath: '/sell', country: 'DE' })
  faults.clear()
  expect(broken.status).toBe(503)
  const again = await seller.post('/v1/market/seller/onboard', { returnPath: '/sell', country: 'DE' })
  expect([again.status, again.body.code]).toEqual([200, undefined])
})

test('a payout that is blocked in the very moment its account becomes ready is let go of', async () => {
  const { tenant, event, seller, order, buyer } = await givenOrder(world)
  await buyer.post(`/v1/market/orders/${order.id}/pay`, { confirmationToken: await world.outside.token() })
  const link = await seller.post('/v1/market/seller/onboard', { returnPath: '/listings', country: 'DE' })
  // Between reading the account and writing the block there is always a moment; here it lasts.
  await world.owner.query(`create function linger() returns trigger language plpgsql as $$
    begin if new.state = 'blocked' and new.party = 'seller' then perform pg_sleep(1.5); end if; return new; end $$;
    create trigger linger before update on payouts for each row execute function linger()`)
  const working = afterTheShow(world, tenant, event)
  const lingers = async () =>
    (
      await world.owner.query(
        "select from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()",
      )
    ).rowCount! > 0
  await vi.waitFor(async () => expect(await lingers()).toBe(true), { timeout: 10_000, interval: 20 })
  await submitOnboarding(link.body.url, { name: 'Sam Seller', iban: 'DE89 3704 0044 0532 0130 00', accept: 'yes' })
  const told = await seller.get('/v1/market/seller')
  await working
  await world.owner.query('drop trigger linger on payouts')
  expect(told.body.status).toBe('enabled')
  for (let i = 0; i < 3; i++) {
    await tenant.admin.post('/v1/admin/clock/advance', { seconds: 3700 })
    await world.runJobs()
  }
  const { items } = (await tenant.admin.get('/v1/admin/payouts')).body
  expect(items.find((p: { party: string }) => p.party === 'seller')).toMatchObject({ state: 'paid' })
})

test('one fan cannot take a whole event off the shelf at once', async () => {
  const tenant = await world.givenTenant()
  const event = await givenEvent(tenant)
  const seller = await tenant.givenFan()
  for (let i = 0; i < 12; i++) await givenTicket(tenant, event, seller.email)
  const ticketIds = (await seller.get('/v1/market/tickets')).body.items.map((t: { id: string }) => t.id)
  const price = { amountMinor: 8900, currency: 'EUR' }
  const listing = (await seller.post('/v1/market/listings', { ticketIds, price })).body
  const hoarder = await tenant.givenFan()
  const answers = []
  for (let i = 0; i < 12; i++)
    answers.push(await hoarder.post('/v1/market/orders', { listingId: listing.id, quantity: 1 }))
  expect(answers.filter((a) => a.status === 201).length).toBeLessThan(12)
})
