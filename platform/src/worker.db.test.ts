// The worker as it really runs: facts and due rows through BullMQ.
import { expect, test, vi } from 'vitest'
import { givenOrder, givenSale } from '../test/sale.ts'
import { openWorld } from '../test/world.ts'
import { openJobs } from './kit/jobs.ts'
import { forgetOldKeys, startWorker } from './worker.ts'

const world = await openWorld()

test('what happened reaches its listeners once, and what is due is done, through the queue', async () => {
  const jobs = openJobs({ kind: 'postgres', url: world.database.queueUrl })
  const stop = startWorker({ house: world.house, tenants: world.tenants, jobs })
  try {
    const { tenant, order } = await givenSale(world)
    const held = await givenOrder(world)
    await held.tenant.admin.post('/v1/admin/clock/advance', { seconds: 700 })
    const look = () =>
      tenant.system.read(async (scope) => ({
        waiting: await scope.db.selectFrom('facts').select('id').where('relayedAt', 'is', null).execute(),
        told: await scope.db
          .selectFrom('factDeliveries as d')
          .innerJoin('facts as f', 'f.id', 'd.factId')
          .select(['d.listener', 'f.name'])
          .where('f.subjectId', '=', order.id)
          .execute(),
      }))
    const expired = async () => (await held.buyer.get(`/v1/market/orders/${held.order.id}`)).body.state === 'expired'
    await vi.waitFor(
      async () => {
        expect(await expired()).toBe(true)
        expect((await look()).waiting).toEqual([])
        expect((await look()).told.map((d) => d.name)).toContain('order.fulfilled')
      },
      { timeout: 15_000, interval: 100 },
    )
    const { told } = await look()
    expect(new Set(told.map((d) => `${d.listener} ${d.name}`)).size).toBeGreaterThan(0)
    expect(await held.tenant.system.read((scope) => scope.db.selectFrom('orders').select('state').execute())).toEqual([
      { state: 'expired' },
    ])
  } finally {
    await stop()
  }
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
