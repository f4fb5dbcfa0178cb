// A refund the bank sends back after it was done: the buyer has nothing, so the books must say that we owe it.
import { expect, test } from 'vitest'
import { givenSale } from '../../../test/sale.ts'
import { openWorld } from '../../../test/world.ts'
import { bankIn } from './disputes/bank.testing.ts'
import { refundCameBack } from './refund-failed.ts'

const world = await openWorld()
const { atTheBank, booksOf, cash, moved, news } = bankIn(world)

test('a refund that came back is owed, once, however often it is told', async () => {
  const before = moved()
  const { tenant, order, buyer } = await givenSale(world)
  await tenant.admin.post(`/v1/admin/orders/${order.id}/refund`, { reason: 'The show changed', ticket: 'void' })
  await news()
  // The card is given back 97.47; the provider keeps its fee.
  expect(await cash(tenant, before)).toEqual({ buyer: 0, seller: 0, organizer: 0, provider: 171, tax: 0 })
  const { pspObject } = await tenant.system.read((scope) =>
    scope.db.selectFrom('pspOperations').select('pspObject').where('kind', '=', 'refund').executeTakeFirstOrThrow(),
  )
  await refundCameBack(tenant.system, order.id, pspObject!)
  expect((await booksOf(tenant))['refund_owed'], 'nothing happens while the provider calls it done').toBeUndefined()

  world.outside.psp.webhookFaults.add({ kind: 'duplicate', type: 'refund.*', times: 4 } as never)
  await atTheBank(`refunds/${pspObject}/fail`, {})
  await news()
  world.outside.psp.webhookFaults.clear()
  await Promise.all(Array.from({ length: 6 }, () => refundCameBack(tenant.system, order.id, pspObject!)))
  expect(await booksOf(tenant)).toMatchObject({ refund_owed: 9747, refund_transit: 0 })
  // The buyer has paid 97.47 and has nothing back yet.
  const balance = (await booksOf(tenant))['psp']
  expect(balance).toBe(9747 - 171)
  expect((await tenant.admin.get(`/v1/admin/orders/${order.id}`)).body.refunds).toMatchObject([{ state: 'failed' }])
  const step = (await buyer.get(`/v1/market/orders/${order.id}`)).body.timeline.find(
    (s: { code: string }) => s.code === 'refunded',
  )
  expect(step).toMatchObject({ state: 'failed', detail: expect.stringContaining('We owe you') })
  const facts = await tenant.system.read((scope) =>
    scope.db.selectFrom('facts').select('name').where('name', 'like', 'refund.%').execute(),
  )
  expect(facts.map((fact) => fact.name).toSorted()).toEqual(['refund.failed', 'refund.succeeded'])
})
