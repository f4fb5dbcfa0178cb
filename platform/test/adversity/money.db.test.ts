// What the provider does on its bad days with money already on its way: it ends where it belongs, or somebody can still move it.
import { expect, test, vi } from 'vitest'
import { submitOnboarding } from '../../dev/psp/served.ts'
import { findDue } from '../../src/kit/sweeps.ts'
import { PspInDoubt, PspRefused } from '../../src/modules/payments/index.ts'
import { SWEEPS } from '../../src/modules.ts'
import { afterTheShow, givenOrder, givenSale } from '../sale.ts'
import { openWorld, type TestTenant } from '../world.ts'
import Stripe from 'stripe'

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
const balance = async (tenant: TestTenant, code: string): Promise<number> =>
  (await tenant.admin.get('/v1/admin/ledger/trial-balance')).body.items.find((i: { code: string }) => i.code === code)
    ?.balance.amountMinor ?? 0

async function onboard(seller: { post: TestTenant['admin']['post'] }): Promise<void> {
  const link = await seller.post('/v1/market/seller/onboard', { returnPath: '/listings', country: 'DE' })
  await submitOnboarding(link.body.url, IBAN)
  await world.outside.psp.flush()
  await world.runJobs()
}

test('a payment nobody finished is given up even when the provider broke on the first attempt to cancel it', async () => {
  const { tenant, buyer, order, listing } = await givenOrder(world)
  await buyer.post(`/v1/market/orders/${order.id}/pay`, {
    confirmationToken: await world.outside.token('4000002500003155'),
  })
  const broke = vi
    .spyOn(faults, 'take')
    .mockImplementation((method, path) =>
      method === 'POST' && path.endsWith('/cancel') ? { kind: 'error', path, times: 1, ms: 0 } : null,
    )
  await later(tenant, 700)
  broke.mockRestore()
  for (let i = 0; i < 6; i++) await later(tenant, 120)
  expect((await buyer.get(`/v1/market/orders/${order.id}`)).body.state).toBe('cancelled')
  expect((await buyer.get(`/v1/market/listings/${listing.id}`)).body.quantity).toBe(1)
})

async function lateIntent(tenant: TestTenant, order: { id: string }) {
  const { hostname, port } = new URL(world.outside.url)
  const stripe = new Stripe('sk_test_local', { host: hostname, port: Number(port), protocol: 'http', telemetry: false })
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 700 })
  await world.runJobs()
  return stripe.paymentIntents.create({
    amount: 9747,
    currency: 'eur',
    confirm: true,
    confirmation_token: await world.outside.token(),
    return_url: 'https://x.example',
    metadata: { tenant: tenant.id, operation: order.id, subject: order.id },
  })
}

test('money that came late is given back even if the provider did not answer when we first looked', async () => {
  const { tenant, order } = await givenOrder(world)
  await lateIntent(tenant, order)
  const silent = vi.spyOn(psp, 'intent').mockRejectedValue(new PspInDoubt('look up the payment', null))
  await world.outside.psp.flush()
  await world.runJobs().catch(() => {})
  silent.mockRestore()
  // The queue tries a job that failed again; here the test stands for it.
  for (let i = 0; i < 4; i++) await later(tenant, 60)
  expect
    .soft((await tenant.admin.get(`/v1/admin/orders/${order.id}`)).body.refunds)
    .toMatchObject([{ state: 'succeeded' }])
  const due = await findDue(
    world.pool,
    SWEEPS.find((s) => s.table === 'orders')!,
    new Date(),
  )
  expect
    .soft(
      due.filter((row) => row.id === order.id),
      'nothing is left due for ever',
    )
    .toEqual([])
})

test('whoever was charged late and given it back is told so, not that nothing happened', async () => {
  const { tenant, buyer, order } = await givenOrder(world)
  await lateIntent(tenant, order)
  await world.outside.psp.flush()
  await world.runJobs()
  const { timeline } = (await buyer.get(`/v1/market/orders/${order.id}`)).body
  expect(JSON.stringify(timeline)).not.toContain('You were not charged')
  expect(timeline.map((s: { code: string }) => s.code)).toContain('refunded')
})

test('a gift can be undone: nothing was paid, so nothing is paid back', async () => {
  const { tenant, buyer, order, seller, ticket } = await givenOrder(world, { priceMinor: 0 })
  const paid = await buyer.post(`/v1/market/orders/${order.id}/pay`, { confirmationToken: 'none' })
  expect(paid.body.state).toBe('fulfilled')
  const undone = await refundOf(tenant, order, 'return_to_seller')
  expect([undone.status, undone.body.state]).toEqual([200, 'completed'])
  expect((await seller.get(`/v1/market/tickets/${ticket.id}`)).status).toBe(200)
})

test('an order is not refunded by a ticket that its buyer sold and bought back', async () => {
  const { tenant, seller, buyer, order, ticket } = await givenSale(world)
  const deal = async (from: typeof seller, to: typeof seller) => {
    const price = { amountMinor: 8900, currency: 'EUR' }
    const offer = (await from.post('/v1/market/listings', { ticketIds: [ticket.id], price })).body
    const bought = (await to.post('/v1/market/orders', { listingId: offer.id, quantity: 1 })).body
    return (await to.post(`/v1/market/orders/${bought.id}/pay`, { confirmationToken: await world.outside.token() }))
      .body
  }
  const third = await tenant.givenFan()
  expect((await deal(buyer, third)).state).toBe('fulfilled')
  const second = await deal(third, buyer)
  expect(second.state).toBe('fulfilled')
  const first = await refundOf(tenant, order, 'return_to_seller')
  expect([first.status, first.body.code]).toEqual([409, 'ticket_not_with_buyer'])
  expect((await buyer.get(`/v1/market/tickets/${ticket.id}`)).status).toBe(200)
})

/** One seller, two lines released, the first paid out, the second refused by the provider and waiting for its next attempt. */
test('a payout that the provider refused after its sale was refunded is not sent again', async () => {
  const { tenant, event, seller, order } = await givenSale(world)
  await onboard(seller)
  const slow = vi.spyOn(psp, 'transfer').mockRejectedValue(new PspInDoubt('transfer', null))
  await afterTheShow(world, tenant, event)
  expect((await refundOf(tenant, order)).status).toBe(200)
  slow.mockRejectedValue(new PspRefused('balance_insufficient', 'not now'))
  await later(tenant, 60)
  slow.mockRestore()
  for (let i = 0; i < 3; i++) await later(tenant, 3700)
  const { items } = (await tenant.admin.get('/v1/admin/payouts')).body
  expect(items.find((p: { party: string }) => p.party === 'seller').state).not.toBe('paid')
  expect(await balance(tenant, 'seller_receivable')).toBe(0)
})
