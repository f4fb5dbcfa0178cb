// A buyer goes to the bank: who has which cash in the end, written by hand. The ticket of cash.db.test.ts: the card paid 97.47,
// of it 84.04 is the seller's, 1.78 the organizer's, 1.86 tax; the provider keeps 1.71 of the charge and 15.00 of a dispute.
import { expect, test } from 'vitest'
import { afterTheShow, givenSale } from '../../../../test/sale.ts'
import { openWorld } from '../../../../test/world.ts'
import { bankIn, stepOf } from './bank.testing.ts'

const world = await openWorld()
const { booksOf, cash, disputed, moved, payOut } = bankIn(world)

test('while a dispute is open nothing is refunded, released or paid out', async () => {
  const before = moved()
  const sale = await givenSale(world)
  const { tenant, event, order, buyer, seller } = sale
  const { dispute } = await disputed(sale)
  expect(dispute).toMatchObject({ state: 'open', liability: null, amount: { amountMinor: 9747 }, closedAt: null })
  expect((await tenant.admin.get(`/v1/admin/disputes/${dispute.id}`)).body.fee.amountMinor).toBe(1500)
  const refund = await tenant.admin.post(`/v1/admin/orders/${order.id}/refund`, { reason: 'Sorry', ticket: 'void' })
  expect([refund.status, refund.body.code]).toEqual([409, 'order_disputed'])
  await payOut(tenant, seller)
  await afterTheShow(world, tenant, event)
  expect((await tenant.admin.get('/v1/admin/payouts')).body.items).toEqual([])
  expect((await buyer.get(`/v1/market/orders/${order.id}`)).body.lines[0].state).toBe('holding')
  expect(stepOf((await buyer.get(`/v1/market/orders/${order.id}`)).body, 'disputed')).toMatchObject({ state: 'now' })
  expect(stepOf((await seller.get('/v1/market/seller/sales')).body.items[0], 'disputed')).toMatchObject({
    state: 'now',
  })
  expect(await booksOf(tenant)).toMatchObject({ dispute_hold: 9747, chargeback_fee: 1500, escrow: 8900 })
  expect(await cash(tenant, before)).toEqual({ buyer: 0, seller: 0, organizer: 0, provider: 1671, tax: 135 })
})

test('won: amount and fee are back, and the sale goes on to its payout', async () => {
  const before = moved()
  const sale = await givenSale(world)
  const { end } = await disputed(sale)
  await payOut(sale.tenant, sale.seller)
  await afterTheShow(world, sale.tenant, sale.event)
  await end('won')
  expect(await cash(sale.tenant, before)).toEqual({
    buyer: -9747,
    seller: 8404,
    organizer: 178,
    provider: 171,
    tax: 186,
  })
  expect(await booksOf(sale.tenant)).toMatchObject({ dispute_hold: 0, chargeback_fee: 0, escrow: 0 })
  const { body } = await sale.tenant.admin.get('/v1/admin/disputes?state=won')
  expect(body.items[0]).toMatchObject({ state: 'won', liability: null, closedAt: expect.any(String) })
})

test('a payout that waits when the dispute comes, waits on, and goes out when it is won', async () => {
  const sale = await givenSale(world)
  const { tenant, event, seller } = sale
  await afterTheShow(world, tenant, event)
  const states = async () =>
    (await tenant.admin.get('/v1/admin/payouts')).body.items.map((p: { state: string; blockedReason: string }) => [
      p.state,
      p.blockedReason,
    ])
  const { end } = await disputed(sale)
  await payOut(tenant, seller)
  expect(await states()).toEqual([
    ['blocked', 'disputed'],
    ['blocked', 'disputed'],
  ])
  expect(stepOf((await seller.get('/v1/market/seller/sales')).body.items[0], 'payout')).toMatchObject({
    title: 'Waits for the buyer’s bank',
  })
  await end('won')
  expect(await states()).toEqual([
    ['paid', null],
    ['paid', null],
  ])
})

test('lost, and nobody decided: the operator bears it, the seller is paid', async () => {
  const before = moved()
  const sale = await givenSale(world)
  const { end } = await disputed(sale)
  await end('lost')
  await payOut(sale.tenant, sale.seller)
  await afterTheShow(world, sale.tenant, sale.event)
  expect(await cash(sale.tenant, before)).toEqual({ buyer: 0, seller: 8404, organizer: 178, provider: 1671, tax: 186 })
  expect(await booksOf(sale.tenant)).toMatchObject({ dispute_hold: 0, chargeback_loss: 9747, chargeback_fee: 1500 })
  const again = await sale.tenant.admin.post(`/v1/admin/orders/${sale.order.id}/refund`, {
    reason: 'Two',
    ticket: 'void',
  })
  expect(again.body.code).toBe('order_disputed')
})

test('lost by the seller before the release: escrow gives it, and nobody is paid', async () => {
  const before = moved()
  const sale = await givenSale(world)
  const { end, decide } = await disputed(sale)
  expect((await decide('seller')).body).toMatchObject({ state: 'open', liability: 'seller' })
  await end('lost')
  await payOut(sale.tenant, sale.seller)
  await afterTheShow(world, sale.tenant, sale.event)
  expect(await cash(sale.tenant, before)).toEqual({ buyer: 0, seller: 0, organizer: 0, provider: 1671, tax: 0 })
  expect(await booksOf(sale.tenant)).toMatchObject({ dispute_hold: 0, escrow: 0, fee_deferred: 0 })
  const { body } = await sale.buyer.get(`/v1/market/orders/${sale.order.id}`)
  expect([body.state, body.lines[0].state]).toEqual(['completed', 'lost'])
  expect(stepOf((await sale.seller.get('/v1/market/seller/sales')).body.items[0], 'lost')).toMatchObject({
    state: 'failed',
  })
  expect((await decide('operator')).body.code).toBe('dispute_closed')
})

test('lost by the seller after the payout: seller and organizer owe what they received', async () => {
  const before = moved()
  const sale = await givenSale(world)
  await payOut(sale.tenant, sale.seller)
  await afterTheShow(world, sale.tenant, sale.event)
  const { end, decide } = await disputed(sale)
  await decide('seller')
  await end('lost')
  expect(await cash(sale.tenant, before)).toEqual({ buyer: 0, seller: 8404, organizer: 178, provider: 1671, tax: 0 })
  expect(await booksOf(sale.tenant)).toMatchObject({
    seller_receivable: 8404,
    organizer_receivable: 178,
    fee_revenue: 0,
  })
})

test('lost by the organizer: it owes the whole amount, the seller is paid, and the share is settled against it first', async () => {
  const before = moved()
  const sale = await givenSale(world)
  const { end, decide } = await disputed(sale)
  await decide('organizer')
  await end('lost')
  await payOut(sale.tenant, sale.seller)
  await afterTheShow(world, sale.tenant, sale.event)
  expect(await cash(sale.tenant, before)).toEqual({ buyer: 0, seller: 8404, organizer: 0, provider: 1671, tax: 186 })
  expect(await booksOf(sale.tenant)).toMatchObject({ organizer_receivable: 9747 - 178, dispute_hold: 0 })
})

test('a part lost by the seller is taken in proportion from what the sale pays everybody', async () => {
  const before = moved()
  const sale = await givenSale(world)
  // A third of 97.47. Of each part a third: seller 28.01, organizer 0.59, fees 0.89 and 2.37, their taxes 0.17 and 0.45:
  // 32.48, and the cent that rounding leaves is the seller's.
  const { end, decide } = await disputed(sale, 3249)
  await decide('seller')
  await end('lost')
  await payOut(sale.tenant, sale.seller)
  await afterTheShow(world, sale.tenant, sale.event)
  const seen = await cash(sale.tenant, before)
  expect(seen).toEqual({ buyer: -6498, seller: 5602, organizer: 119, provider: 1671, tax: 124 })
  expect(await booksOf(sale.tenant)).toMatchObject({ dispute_hold: 0, escrow: 0, seller_receivable: 0 })
})
