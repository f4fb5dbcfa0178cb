// Redis carries hints and no truth: emptied or killed at a bad moment, everything is still told, once, and done, once.
import { afterAll, expect, inject, test, vi } from 'vitest'
import { openJobs, type Jobs } from '../../src/kit/jobs.ts'
import { startWorker } from '../../src/worker.ts'
import { givenOrder, givenSale } from '../sale.ts'
import { openWorld } from '../world.ts'
import { startRedis } from './redis.ts'
import { allTold, whatWasTold } from './told.ts'

const world = await openWorld()
const redis = await startRedis(inject('scratch'))
afterAll(() => redis.kill())

const open = (): Jobs => openJobs({ kind: 'redis', url: redis.url })
const start = (jobs: Jobs) =>
  startWorker({ house: world.house, tenants: world.tenants, jobs, tellAgainAfterMilliseconds: 1_000 })
const SOON = { timeout: 20_000, interval: 100 }
const waiting = () =>
  redis.ask(async (asked) => (await asked.llen('bull:facts:wait')) + (await asked.llen('bull:due:wait')))

test('emptied while jobs wait: every fact is told again, every due row done, nothing twice', async () => {
  const { tenant, order, buyer } = await givenSale(world)
  const held = await givenOrder(world)
  await held.tenant.admin.post('/v1/admin/clock/advance', { seconds: 700 })

  // A worker that fills the queue and takes nothing out of it.
  const jobs = open()
  const stopLazy = start({ ...jobs, worker: () => {} })
  await vi.waitFor(async () => {
    const left = await tenant.system.read((scope) =>
      scope.db.selectFrom('facts').select('id').where('relayedAt', 'is', null).execute(),
    )
    expect(left).toEqual([])
    expect(await waiting()).toBeGreaterThan(2)
  }, SOON)
  await stopLazy()
  await redis.flush()
  expect(await waiting()).toBe(0)
  expect((await whatWasTold(tenant)).untold.length).toBeGreaterThan(0)

  const stop = start(open())
  try {
    await vi.waitFor(async () => {
      expect(await whatWasTold(tenant)).toMatchObject(allTold)
      expect((await held.buyer.get(`/v1/market/orders/${held.order.id}`)).body.state).toBe('expired')
    }, SOON)
    expect((await whatWasTold(tenant)).mails).toBeGreaterThan(0)
    expect((await buyer.get(`/v1/market/orders/${order.id}`)).body.state).toBe('fulfilled')
  } finally {
    await stop()
  }
})

test('emptied again and again while a worker works: the same', async () => {
  const stop = start(open())
  try {
    const sales = []
    for (let i = 0; i < 6; i++) {
      sales.push(givenSale(world))
      await redis.flush()
      await Promise.all(sales)
      await redis.flush()
    }
    for (const { tenant } of await Promise.all(sales))
      await vi.waitFor(async () => expect(await whatWasTold(tenant)).toMatchObject(allTold), SOON)
  } finally {
    await stop()
  }
})

test('killed during sales and started again, empty: sales go on meanwhile, and all is told and done after', async () => {
  const stop = start(open())
  try {
    const before = await givenSale(world)
    const during = [givenSale(world), givenSale(world)]
    await redis.kill()
    const dead = await givenSale(world)
    const held = await givenOrder(world)
    await held.tenant.admin.post('/v1/admin/clock/advance', { seconds: 700 })
    await redis.start()
    for (const { tenant } of [before, dead, ...(await Promise.all(during))])
      await vi.waitFor(async () => expect(await whatWasTold(tenant)).toMatchObject(allTold), SOON)
    await vi.waitFor(async () => {
      expect((await held.buyer.get(`/v1/market/orders/${held.order.id}`)).body.state).toBe('expired')
    }, SOON)
  } finally {
    await stop()
  }
})
