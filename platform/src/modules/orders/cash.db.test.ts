// Who has which cash in the end, written by hand: a wrong posting can still sum to zero, but it cannot pay the right people.
// One ticket: price 89.00, buyer fee 7.12 and its tax 1.35, seller fee 2.67 and its tax 0.51, organizer's share 1.78.
// The card pays 97.47; the provider keeps 1.5 % and 0.25, which is 1.71.
import { expect, test } from 'vitest'
import { submitOnboarding } from '../../../dev/psp/served.ts'
import { afterTheShow, givenEvent, givenOrder, givenSale, givenTicket } from '../../../test/sale.ts'
import { openWorld, type TestTenant } from '../../../test/world.ts'

const world = await openWorld()
type Cash = { buyer: number; seller: number; organizer: number; provider: number; tax: number; operator: number }
const NOBODY: Cash = { buyer: 0, seller: 0, organizer: 0, provider: 0, tax: 0, operator: 0 }
const IBAN = { name: 'Sam Seller', iban: 'DE89 3704 0044 0532 0130 00', accept: 'yes' }

/** What really moved at the provider since `before`, told apart by party; tax is what the books owe the state. */
async function cash(tenant: TestTenant, before: Record<string, number>): Promise<Cash> {
  const after = moved()
  const delta = (kind: string) => (after[kind] ?? 0) - (before[kind] ?? 0)
  const accounts = await tenant.system.read((scope) =>
    scope.db.selectFrom('connectedAccounts').select(['party', 'pspAccount']).execute(),
  )
  const balances = world.outside.psp.sums().accounts as Record<string, Record<string, number | undefined>>
  const of = (party: string) =>
    accounts.filter((a) => a.party === party).reduce((sum, a) => sum + (balances[a.pspAccount!]?.['eur'] ?? 0), 0)
  const books = (await tenant.admin.get('/v1/admin/ledger/trial-balance')).body
  expect(books.differences.every((d: { amountMinor: number }) => d.amountMinor === 0)).toBe(true)
  const account = (code: string) => books.items.find((i: { code: string }) => i.code === code)?.balance.amountMinor ?? 0
  const platform = delta('charge') + delta('refund') + delta('transfer') - delta('fees')
  expect(account('psp'), 'our account at the provider is what the provider says').toBe(platform)
  const [seller, organizer, provider, tax] = [of('seller'), of('organizer'), delta('fees'), account('tax_payable')]
  // Money that is not the operator's yet stands in escrow or is owed; only the rest is theirs.
  const owed = [
    'escrow',
    'fee_deferred',
    'seller_payable',
    'organizer_payable',
    'refund_transit',
    'refund_owed',
    'payout_transit',
  ].reduce((sum, code) => sum + account(code), 0)
  return {
    buyer: 0 - delta('charge') - delta('refund') || 0,
    seller,
    organizer,
    provider,
    tax,
    operator: platform - tax - owed,
  }
}
const moved = (): Record<string, number> => ({
  ...(world.outside.psp.sums().moved as Record<string, Record<string, number>>)['eur'],
})

async function payOut(tenant: TestTenant, seller: { post: TestTenant['admin']['post'] }): Promise<void> {
  await submitOnboarding(
    (await seller.post('/v1/market/seller/onboard', { returnPath: '/listings', country: 'DE' })).body.url,
    IBAN,
  )
  await submitOnboarding((await tenant.admin.post('/v1/admin/payouts/onboard', { country: 'DE' })).body.url, IBAN)
  await world.outside.psp.flush()
  await world.runJobs()
}
const refund = (tenant: TestTenant, order: { id: string }, ticket = 'return_to_seller') =>
  tenant.admin.post(`/v1/admin/orders/${order.id}/refund`, { reason: 'The show changed', ticket })

test('a sale, released and paid out', async () => {
  const before = moved()
  const { tenant, event, seller } = await givenSale(world)
  await afterTheShow(world, tenant, event)
  await payOut(tenant, seller)
  expect(await cash(tenant, before)).toEqual({
    buyer: -9747,
    seller: 8404,
    organizer: 178,
    provider: 171,
    tax: 186,
    operator: 808,
  })
})

test('a sale, still held: nobody has earned anything yet', async () => {
  const before = moved()
  const { tenant } = await givenSale(world)
  const all = await cash(tenant, before)
  expect(all).toEqual({ buyer: -9747, seller: 0, organizer: 0, provider: 171, tax: 135, operator: -171 })
})

test('a declined card', async () => {
  const before = moved()
  const { tenant, buyer, order } = await givenOrder(world)
  await buyer.post(`/v1/market/orders/${order.id}/pay`, {
    confirmationToken: await world.outside.token('4000000000000002'),
  })
  expect(await cash(tenant, before)).toEqual(NOBODY)
})

test('a hold that expired', async () => {
  const before = moved()
  const { tenant } = await givenOrder(world)
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 700 })
  await world.runJobs()
  expect(await cash(tenant, before)).toEqual(NOBODY)
})

test('a payment that succeeded after the order was over: taken and given back whole', async () => {
  const before = moved()
  const { tenant, buyer, order, listing } = await givenOrder(world)
  const intent = await lateIntent(tenant, order)
  await world.outside.psp.flush()
  await world.runJobs()
  expect((await buyer.get(`/v1/market/orders/${order.id}`)).body.state).toBe('expired')
  expect((await buyer.get(`/v1/market/listings/${listing.id}`)).body.quantity).toBe(1)
  expect(intent.status).toBe('succeeded')
  // The provider keeps its fee of a payment that is given back; that is the operator's loss, never the buyer's.
  expect(await cash(tenant, before)).toEqual({ ...NOBODY, provider: 171, operator: -171 })
})

test('a refund before the release', async () => {
  const before = moved()
  const { tenant, order, buyer, seller, ticket } = await givenSale(world)
  expect((await refund(tenant, order)).status).toBe(200)
  expect(await cash(tenant, before)).toEqual({ ...NOBODY, provider: 171, operator: -171 })
  expect((await seller.get(`/v1/market/tickets/${ticket.id}`)).body).toMatchObject({ state: 'valid', generation: 3 })
  expect((await buyer.get(`/v1/market/tickets/${ticket.id}`)).status).toBe(404)
  expect(
    (await buyer.get(`/v1/market/orders/${order.id}`)).body.timeline.find(
      (s: { code: string }) => s.code === 'refunded',
    ),
  ).toMatchObject({ state: 'done', amount: { amountMinor: 9747 } })
  expect((await refund(tenant, order)).body.code).toBe('order_not_refundable')
})

test('a refund after the release, before the payout: taken back from what was owed', async () => {
  const before = moved()
  const { tenant, event, order } = await givenSale(world)
  await afterTheShow(world, tenant, event)
  expect((await refund(tenant, order, 'void')).status).toBe(200)
  expect(await cash(tenant, before)).toEqual({ ...NOBODY, provider: 171, operator: -171 })
  expect((await tenant.admin.get('/v1/admin/payouts')).body.items.map((p: { state: string }) => p.state)).toEqual([
    'dropped',
    'dropped',
  ])
})

test('a refund after the payout: the buyer has it all, the seller and the organizer owe', async () => {
  const before = moved()
  const { tenant, event, order, seller } = await givenSale(world)
  await afterTheShow(world, tenant, event)
  await payOut(tenant, seller)
  expect((await refund(tenant, order, 'void')).status).toBe(200)
  const all = await cash(tenant, before)
  expect(all).toEqual({ buyer: 0, seller: 8404, organizer: 178, provider: 171, tax: 0, operator: -171 - 8404 - 178 })
  const books = (await tenant.admin.get('/v1/admin/ledger/trial-balance')).body.items
  expect(
    books
      .filter((i: { code: string }) => i.code.endsWith('_receivable'))
      .map((i: { balance: { amountMinor: number } }) => i.balance.amountMinor),
  ).toEqual([178, 8404])
})

test('a ticket the buyer no longer has is not refunded by itself', async () => {
  const { tenant, order, buyer, ticket } = await givenSale(world)
  await buyer.post('/v1/market/listings', { ticketIds: [ticket.id], price: { amountMinor: 8900, currency: 'EUR' } })
  expect((await refund(tenant, order)).body.code).toBe('ticket_not_with_buyer')
})

test('a refund takes what another sale had earned: the rest of that is paid out, never more', async () => {
  const tenant = await world.givenTenant()
  const event = await givenEvent(tenant)
  const seller = await tenant.givenFan()
  const buyer = await tenant.givenFan()
  const sell = async (amountMinor: number) => {
    const ticket = await givenTicket(tenant, event, seller.email)
    const listing = (
      await seller.post('/v1/market/listings', { ticketIds: [ticket.id], price: { amountMinor, currency: 'EUR' } })
    ).body
    const order = (await buyer.post('/v1/market/orders', { listingId: listing.id, quantity: 1 })).body
    return (await buyer.post(`/v1/market/orders/${order.id}/pay`, { confirmationToken: await world.outside.token() }))
      .body
  }
  const [first] = [await sell(8900), await sell(5000)]
  await afterTheShow(world, tenant, event)
  // The seller is paid for the first while the second waits: both were released, one goes back after its payout.
  await payOut(tenant, seller)
  expect((await refund(tenant, first, 'void')).status).toBe(200)
  const books = (await tenant.admin.get('/v1/admin/ledger/trial-balance')).body
  expect(books.differences).toEqual([{ amountMinor: 0, currency: 'EUR' }])
  const states = (await tenant.admin.get('/v1/admin/payouts')).body.items.map((p: { state: string }) => p.state)
  expect(new Set(states)).toEqual(new Set(['paid']))
})

test('a gift costs nobody anything', async () => {
  const before = moved()
  const { tenant, order } = await givenSale(world, { priceMinor: 0 })
  expect(order.state).toBe('fulfilled')
  expect(await cash(tenant, before)).toEqual(NOBODY)
})

// The hold ends while the bank's page is open and the provider cannot be asked; then the bank says yes and the money is taken.
async function lateIntent(tenant: TestTenant, order: { id: string; total: { total: { amountMinor: number } } }) {
  const { sdkFor } = await import('../../../dev/psp/served.ts')
  const stripe = sdkFor(world.outside.url)
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 700 })
  await world.runJobs()
  return stripe.paymentIntents.create({
    amount: order.total.total.amountMinor,
    currency: 'eur',
    confirm: true,
    confirmation_token: await world.outside.token(),
    return_url: 'https://x.example',
    metadata: { tenant: tenant.id, operation: order.id, subject: order.id },
  })
}
