// The worker as it really runs, on either datastore: facts and due rows through BullMQ.
import { afterAll, describe, expect, inject, test, vi } from 'vitest'
import { openJobs, type Jobs, type QueueStore } from '../../src/kit/jobs.ts'
import { forgetOldKeys, startWorker, tellAgain } from '../../src/worker.ts'
import { givenOrder, givenSale } from '../sale.ts'
import { openWorld } from '../world.ts'
import { startRedis } from './redis.ts'
import { allTold, whatWasTold } from './told.ts'

const world = await openWorld()
const redis = await startRedis(inject('scratch'))
afterAll(() => redis.kill())

const stores: QueueStore[] = [
  { kind: 'postgres', url: world.database.queueUrl },
  { kind: 'redis', url: redis.url },
]
const SOON = { timeout: 15_000, interval: 100 }

describe.each(stores)('on $kind', (store) => {
  const start = () => startWorker({ house: world.house, tenants: world.tenants, jobs: openJobs(store) })

  test('what happened reaches its listeners once, and what is due is done', async () => {
    const stop = start()
    try {
      const { tenant, order } = await givenSale(world)
      const held = await givenOrder(world)
      await held.tenant.admin.post('/v1/admin/clock/advance', { seconds: 700 })
      await vi.waitFor(async () => {
        expect((await held.buyer.get(`/v1/market/orders/${held.order.id}`)).body.state).toBe('expired')
        expect(await whatWasTold(tenant)).toMatchObject(allTold)
      }, SOON)
      const told = await tenant.system.read((scope) =>
        scope.db.selectFrom('facts').select('relayedAt').where('subjectId', '=', order.id).execute(),
      )
      expect(told.length).toBeGreaterThan(0)
      expect(told.every((fact) => fact.relayedAt !== null)).toBe(true)
    } finally {
      await stop()
    }
  })

  test('three workers at once act as one', async () => {
    const stops = [start(), start(), start()]
    try {
      const sales = await Promise.all([1, 2, 3, 4].map(() => givenSale(world)))
      for (const { tenant } of sales)
        await vi.waitFor(async () => expect(await whatWasTold(tenant)).toMatchObject(allTold), SOON)
    } finally {
      await Promise.all(stops.map((stop) => stop()))
    }
  })

  test('a job that failed for good is not the end of its facts', async () => {
    const { tenant } = await givenSale(world)
    const jobs = openJobs(store)
    const failed = vi.fn()
    // As long as this lasts no listener can note what it did.
    await world.owner.query('revoke insert on fact_deliveries from reseat_app')
    const once: Jobs = {
      ...jobs,
      queue: (name) => {
        const queue = jobs.queue(name)
        const addBulk = queue.addBulk.bind(queue)
        const given = (list: Parameters<typeof addBulk>[0]) =>
          addBulk(list.map((job) => ({ ...job, opts: { ...job.opts, attempts: 1 } })))
        return Object.assign(queue, { addBulk: given })
      },
      worker: (name, handle, concurrency) =>
        jobs.worker(
          name,
          (job) => handle(job).catch((error) => (failed(), Promise.reject(error as Error))),
          concurrency,
        ),
    }
    const stop = startWorker({
      house: world.house,
      tenants: world.tenants,
      jobs: once,
      tellAgainAfterMilliseconds: 1_000,
    })
    try {
      await vi.waitFor(() => expect(failed.mock.calls.length).toBeGreaterThan(0), SOON)
      await world.owner.query('grant insert on fact_deliveries to reseat_app')
      await vi.waitFor(async () => expect(await whatWasTold(tenant)).toMatchObject(allTold), SOON)
    } finally {
      await world.owner.query('grant insert on fact_deliveries to reseat_app')
      await stop()
    }
  })
})

test('a fact is looked at again until every listener has noted it, and then never more', async () => {
  const { tenant } = await givenSale(world)
  await world.runJobs()
  const marks = () =>
    tenant.system.read((scope) => scope.db.selectFrom('facts').select(['relayedAt', 'toldAt']).execute())
  while ((await tellAgain(world.house, Date.now() + 60_000)) > 0);
  expect((await marks()).every((fact) => fact.toldAt !== null && fact.relayedAt !== null)).toBe(true)
  expect(await tellAgain(world.house, Date.now() + 60_000)).toBe(0)
})

test('keys older than two days are forgotten, younger ones kept', async () => {
  const { tenant } = await givenSale(world)
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 1 }, { 'idempotency-key': 'young-key-1' })
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 1 }, { 'idempotency-key': 'old-key-22' })
  const keys = () => tenant.system.read((scope) => scope.db.selectFrom('idempotencyKeys').select('createdAt').execute())
  await tenant.system.write(async (scope) => {
    const [one] = await scope.db.selectFrom('idempotencyKeys').select('keyHash').execute()
    await scope.db
      .updateTable('idempotencyKeys')
      .set({ createdAt: new Date(Date.now() - 49 * 3_600_000) })
      .where('keyHash', '=', one!.keyHash)
      .execute()
  })
  expect(await keys()).toHaveLength(2)
  expect(await forgetOldKeys(world.house)).toBe(1)
  expect(await keys()).toHaveLength(1)
})
