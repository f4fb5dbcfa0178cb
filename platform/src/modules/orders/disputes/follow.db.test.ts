// News of a dispute comes twice, late, from the wrong market, or of something that is none.
import { expect, test } from 'vitest'
import { newId } from '../../../kit/id.ts'
import { givenOrder, givenSale } from '../../../../test/sale.ts'
import { openWorld } from '../../../../test/world.ts'
import { bankIn } from './bank.testing.ts'
import { followDispute } from './follow.ts'

const world = await openWorld()
const { psp } = world.outside
const { atTheBank, booksOf, disputed, news } = bankIn(world)

test('webhooks told twice, at once, late and in another order move money once', async () => {
  const sale = await givenSale(world)
  const { bank, end, dispute } = await disputed(sale)
  psp.webhookFaults.add({ kind: 'duplicate', type: 'charge.dispute.*', times: 10 } as never)
  psp.webhookFaults.add({ kind: 'reordered', type: 'charge.dispute.*', times: 1 } as never)
  await end('won')
  psp.webhookFaults.clear()
  await Promise.all(Array.from({ length: 8 }, () => followDispute(sale.tenant.system, bank.id)))
  const { items } = (await sale.tenant.admin.get(`/v1/admin/ledger/postings?orderId=${sale.order.id}`)).body
  expect(items.map((p: { kind: string }) => p.kind).toSorted()).toEqual(['capture', 'dispute', 'dispute', 'psp_fee'])
  expect((await sale.tenant.admin.get(`/v1/admin/disputes/${dispute.id}`)).body.state).toBe('won')
  const facts = await sale.tenant.system.read((scope) =>
    scope.db.selectFrom('facts').select('name').where('name', 'like', 'dispute.%').execute(),
  )
  expect(facts.map((fact) => fact.name).toSorted()).toEqual(['dispute.opened', 'dispute.won'])
})

test('news that comes late of a dispute that is over opens nothing again', async () => {
  const sale = await givenSale(world)
  const { bank, end } = await disputed(sale)
  const old = await world.house.outside.psp.dispute(bank.id)
  await end('lost')
  const { dispute: now } = world.house.outside.psp
  world.house.outside.psp.dispute = async () => old
  await followDispute(sale.tenant.system, bank.id).finally(() => {
    world.house.outside.psp.dispute = now
  })
  const [one] = (await sale.tenant.admin.get('/v1/admin/disputes')).body.items
  expect(one.state).toBe('lost')
  expect(await booksOf(sale.tenant)).toMatchObject({ dispute_hold: 0, chargeback_loss: 9747 })
})

test('an inquiry moves nothing and freezes nothing', async () => {
  const sale = await givenSale(world)
  const { pspIntent } = await sale.tenant.system.read((scope) =>
    scope.db.selectFrom('orders').select('pspIntent').where('id', '=', sale.order.id).executeTakeFirstOrThrow(),
  )
  await atTheBank('disputes', { payment_intent: pspIntent, inquiry: true })
  await news()
  expect((await sale.tenant.admin.get('/v1/admin/disputes')).body.items).toEqual([])
})

test('a card that is disputed the moment it is charged leaves the buyer the ticket and the books balanced', async () => {
  const deal = await givenOrder(world)
  const paid = await deal.buyer.post(`/v1/market/orders/${deal.order.id}/pay`, {
    confirmationToken: await world.outside.token('4000000000000259'),
  })
  await news()
  expect(paid.body.state).toBe('fulfilled')
  expect((await deal.tenant.admin.get('/v1/admin/disputes')).body.items).toMatchObject([{ state: 'open' }])
  expect(await booksOf(deal.tenant)).toMatchObject({ dispute_hold: 9747, escrow: 8900 })
})

test('another market sees no dispute of ours, and decides none', async () => {
  const sale = await givenSale(world)
  const { dispute } = await disputed(sale)
  const other = await world.givenTenant()
  for (const id of [dispute.id, newId()]) {
    const answers = [
      await other.admin.get(`/v1/admin/disputes/${id}`),
      await other.admin.post(`/v1/admin/disputes/${id}/decide`, { liability: 'seller' }),
    ]
    expect(answers.map((a) => [a.status, a.body.code])).toEqual([
      [404, 'dispute_not_found'],
      [404, 'dispute_not_found'],
    ])
  }
  expect((await other.admin.get('/v1/admin/disputes')).body.items).toEqual([])
})
