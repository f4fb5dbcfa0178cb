// The provider breaks while money is on its way to somebody: it arrives in the end, once and whole.
import { expect, test, vi } from 'vitest'
import { submitOnboarding } from '../../dev/psp/served.ts'
import { PspRefused } from '../../src/modules/payments/index.ts'
import { afterTheShow, givenListing, givenOrder, givenSale, givenTicket } from '../sale.ts'
import { openWorld, type TestTenant } from '../world.ts'

const world = await openWorld()
const { faults } = world.outside.psp
const { psp } = world.outside.adapters
const IBAN = { name: 'Sam Seller', iban: 'DE89 3704 0044 0532 0130 00', accept: 'yes' }
const refundOf = (tenant: TestTenant, order: { id: string }, ticket = 'void') =>
  tenant.admin.post(`/v1/admin/orders/${order.id}/refund`, { reason: 'The show changed', ticket })
const later = async (tenant: TestTenant, seconds: number) => {
  await tenant.admin.post('/v1/admin/clock/advance', { seconds })
  await world.runJobs()
}

async function onboard(seller: { post: TestTenant['admin']['post'] }): Promise<void> {
  const link = await seller.post('/v1/market/seller/onboard', { returnPath: '/listings', country: 'DE' })
  await submitOnboarding(link.body.url, IBAN)
  await world.outside.psp.flush()
  await world.runJobs()
}

test('a refund that the provider first broke on is given in the end', async () => {
  const { tenant, order } = await givenSale(world)
  faults.add({ kind: 'error', method: 'POST', path: '/v1/refunds', times: 1, ms: 0 })
  await refundOf(tenant, order)
  faults.clear()
  for (let i = 0; i < 6; i++) await later(tenant, 120)
  expect((await tenant.admin.get(`/v1/admin/orders/${order.id}`)).body.refunds).toMatchObject([{ state: 'succeeded' }])
})

test('a refund that stayed pending at the provider is settled when it has ended', async () => {
  const { tenant, buyer, order } = await givenOrder(world)
  await buyer.post(`/v1/market/orders/${order.id}/pay`, {
    confirmationToken: await world.outside.token('4000000000007726'),
  })
  await refundOf(tenant, order)
  expect((await tenant.admin.get(`/v1/admin/orders/${order.id}`)).body.refunds).toMatchObject([{ state: 'pending' }])
  // As at the provider: the refund itself has moved on, and its first answer is still the answer to its key.
  const looked = vi.spyOn(psp, 'findRefund').mockImplementation(async (id) => ({ id, status: 'succeeded' }))
  for (let i = 0; i < 3; i++) await later(tenant, 1200)
  looked.mockRestore()
  expect((await tenant.admin.get(`/v1/admin/orders/${order.id}`)).body.refunds).toMatchObject([{ state: 'succeeded' }])
})

test('a payout that the provider first broke on is paid in the end', async () => {
  const { tenant, event, seller } = await givenSale(world)
  await onboard(seller)
  faults.add({ kind: 'error', method: 'POST', path: '/v1/transfers', times: 1, ms: 0 })
  await afterTheShow(world, tenant, event)
  faults.clear()
  for (let i = 0; i < 8; i++) await later(tenant, 600)
  const { items } = (await tenant.admin.get('/v1/admin/payouts')).body
  expect(items.find((p: { party: string }) => p.party === 'seller').state).toBe('paid')
})

async function givenOnePaidOneRefused() {
  const { tenant, event, seller, listing } = await givenListing(world, { priceMinor: 4000 })
  await givenTicket(tenant, event, seller.email)
  const tickets = (await seller.get('/v1/market/tickets')).body.items as { id: string; state: string }[]
  const dear = (
    await seller.post('/v1/market/listings', {
      ticketIds: [tickets.find((t) => t.state === 'valid')!.id],
      price: { amountMinor: 8900, currency: 'EUR' },
    })
  ).body
  const buyer = await tenant.givenFan()
  const orders = []
  for (const id of [listing.id, dear.id]) {
    const order = (await buyer.post('/v1/market/orders', { listingId: id, quantity: 1 })).body
    orders.push(order)
    await buyer.post(`/v1/market/orders/${order.id}/pay`, { confirmationToken: await world.outside.token() })
  }
  await onboard(seller)
  const real = psp.transfer
  const sent: number[] = []
  const choosy = vi.spyOn(psp, 'transfer').mockImplementation((ref, amount, to) => {
    if (amount.amountMinor > 8000) throw new PspRefused('balance_insufficient', 'not now')
    sent.push(amount.amountMinor)
    return real(ref, amount, to)
  })
  await afterTheShow(world, tenant, event)
  choosy.mockRestore()
  expect(sent).toHaveLength(1)
  return { tenant, seller, cheap: orders[0]! }
}

test('what a seller earned is paid out to the last cent, also after another sale was refunded', async () => {
  const { tenant, seller, cheap } = await givenOnePaidOneRefused()
  expect((await refundOf(tenant, cheap)).status).toBe(200)
  for (let i = 0; i < 3; i++) await later(tenant, 3700)
  expect((await seller.get('/v1/market/seller')).body.payable, 'nothing is stuck').toEqual([
    { amountMinor: 0, currency: 'EUR' },
  ])
})
