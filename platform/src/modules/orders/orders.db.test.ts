import { expect, test } from 'vitest'
import { afterTheShow, givenEvent, givenListing, givenOrder, givenSale, givenTicket } from '../../../test/sale.ts'
import { openWorld, type Caller } from '../../../test/world.ts'

const world = await openWorld()
const pay = async (order: { id: string }, buyer: Pick<Caller, 'post'>, card?: string) =>
  buyer.post(`/v1/market/orders/${order.id}/pay`, { confirmationToken: await world.outside.token(card) })

test('a ticket is bought: the old code is dead, the new one alive, the money held', async () => {
  const { tenant, event, buyer, seller, ticket, order } = await givenSale(world)
  expect(order).toMatchObject({
    state: 'fulfilled',
    total: { total: { amountMinor: 9747, currency: 'EUR' } },
    lines: [{ state: 'holding' }],
  })
  expect(order.timeline.map((s: { code: string; state: string }) => `${s.code}:${s.state}`)).toEqual([
    'held:done',
    'paid:done',
    'code_issued:done',
    'event:later',
    'released:later',
  ])

  const mine = (await buyer.get(`/v1/market/tickets/${ticket.id}`)).body
  expect(mine).toMatchObject({ state: 'valid', generation: 2, origin: 'resale', orderId: order.id, listingId: null })
  expect(mine.code).not.toBe(ticket.code)
  expect((await seller.get(`/v1/market/tickets/${ticket.id}`)).status).toBe(404)
  const check = (code: string) => tenant.admin.post('/v1/admin/gate/check', { eventId: event.id, code })
  expect((await check(ticket.code)).body.result).toBe('reissued')
  expect((await check(mine.code)).body.result).toBe('valid')
  expect((await tenant.admin.post('/v1/admin/gate/admit', { eventId: event.id, code: mine.code })).body.admitted).toBe(
    true,
  )

  const sale = (await seller.get('/v1/market/seller/sales')).body.items[0]
  expect(sale).toMatchObject({ state: 'holding', receives: { amountMinor: 8404 }, payout: null })
  expect((await seller.get('/v1/market/seller/listings')).body.items[0].state).toBe('sold')
})

test('a declined card leaves the hold, and the next card pays', async () => {
  const { buyer, order, listing } = await givenOrder(world)
  const declined = await pay(order, buyer, '4000000000009995')
  expect([declined.status, declined.body.code]).toEqual([402, 'payment_declined'])
  const held = (await buyer.get(`/v1/market/orders/${order.id}`)).body
  expect(held).toMatchObject({ state: 'held', payment: { declined: expect.stringContaining('not enough money') } })
  expect((await buyer.get(`/v1/market/listings/${listing.id}`)).body).toMatchObject({ quantity: 0, held: 1 })
  expect((await pay(order, buyer)).body.state).toBe('fulfilled')
})

test('a bank that wants a confirmation gets it, and the order goes on by itself', async () => {
  const { buyer, order } = await givenOrder(world)
  const asked = await pay(order, buyer, '4000002500003155')
  expect(asked.body).toMatchObject({
    state: 'paying',
    payment: { action: { clientSecret: expect.stringMatching(/^pi_.*_secret_/) } },
  })
  const secret = asked.body.payment.action.clientSecret as string
  const challenge = await fetch(`${world.outside.url}/test/payment_intents/${secret.split('_secret_')[0]}/challenge`, {
    method: 'POST',
    headers: { authorization: 'Bearer pk_test_local' },
    body: new URLSearchParams({ client_secret: secret, outcome: 'complete' }),
  })
  expect(challenge.status).toBe(200)
  await world.outside.psp.flush()
  await world.runJobs()
  expect((await buyer.get(`/v1/market/orders/${order.id}`)).body.state).toBe('fulfilled')
})

test('a hold that is not paid ends, and the ticket is on sale again', async () => {
  const { tenant, buyer, order, listing } = await givenOrder(world)
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 601 })
  const late = await pay(order, buyer)
  expect([late.status, late.body.code]).toEqual([409, 'hold_expired'])
  await world.runJobs()
  expect((await buyer.get(`/v1/market/orders/${order.id}`)).body.state).toBe('expired')
  expect((await buyer.get(`/v1/market/listings/${listing.id}`)).body).toMatchObject({
    quantity: 1,
    held: 0,
    state: 'active',
  })
  expect((await buyer.post('/v1/market/orders', { listingId: listing.id, quantity: 1 })).status).toBe(201)
})

test('a buyer gives up: held at once, or with the bank asking', async () => {
  const { buyer, order, listing } = await givenOrder(world)
  expect((await buyer.post(`/v1/market/orders/${order.id}/cancel`)).body.state).toBe('cancelled')
  const again = (await buyer.post('/v1/market/orders', { listingId: listing.id, quantity: 1 })).body
  await pay(again, buyer, '4000002500003155')
  expect((await buyer.post(`/v1/market/orders/${again.id}/cancel`)).body.state).toBe('cancelled')
  expect((await buyer.get(`/v1/market/listings/${listing.id}`)).body.quantity).toBe(1)
  const done = await buyer.post(`/v1/market/orders/${again.id}/cancel`)
  expect([done.status, done.body.code]).toEqual([409, 'order_not_cancellable'])
})

test('the show passes, the money is released, and paid out once the seller can be paid', async () => {
  const { tenant, event, buyer, seller, order } = await givenSale(world)
  await afterTheShow(world, tenant, event)
  expect((await buyer.get(`/v1/market/orders/${order.id}`)).body).toMatchObject({
    state: 'completed',
    lines: [{ state: 'released' }],
  })
  const waiting = (await seller.get('/v1/market/seller/sales')).body.items[0]
  expect(waiting).toMatchObject({ state: 'released', payout: { state: 'blocked', amount: { amountMinor: 8404 } } })

  const { url } = (await seller.post('/v1/market/seller/onboard', { returnPath: '/listings', country: 'DE' })).body
  await onboard(url)
  expect((await seller.get('/v1/market/seller')).body).toMatchObject({
    status: 'enabled',
    payable: [{ amountMinor: 8404, currency: 'EUR' }],
  })
  await onboard((await tenant.admin.post('/v1/admin/payouts/onboard', { country: 'DE' })).body.url)
  await world.outside.psp.flush()
  await world.runJobs()
  expect(
    (await tenant.admin.get('/v1/admin/payouts')).body.items
      .map((p: { party: string; state: string; amount: { amountMinor: number } }) => [
        p.party,
        p.state,
        p.amount.amountMinor,
      ])
      .toSorted(),
  ).toEqual([
    ['organizer', 'paid', 178],
    ['seller', 'paid', 8404],
  ])
  const books = (await tenant.admin.get('/v1/admin/ledger/trial-balance')).body
  expect(books.differences).toEqual([{ amountMinor: 0, currency: 'EUR' }])
})

test('a buyer holds four unpaid orders at most, also when all are started at once', async () => {
  const { tenant, event } = await givenListing(world)
  const buyer = await tenant.givenFan()
  const offers = []
  for (let i = 0; i < 6; i++) {
    const seller = await tenant.givenFan()
    const ticket = await givenTicket(tenant, event, seller.email)
    offers.push(
      (
        await seller.post('/v1/market/listings', {
          ticketIds: [ticket.id],
          price: { amountMinor: 8900, currency: 'EUR' },
        })
      ).body,
    )
  }
  const answers = await Promise.all(
    offers.map((offer) => buyer.post('/v1/market/orders', { listingId: offer.id, quantity: 1 })),
  )
  expect(answers.map((a) => a.body.code ?? a.status).toSorted()).toEqual([
    201,
    201,
    201,
    201,
    'too_many_holds',
    'too_many_holds',
  ])
  const started = answers.find((a) => a.status === 201)!
  await buyer.post(`/v1/market/orders/${started.body.id}/cancel`)
  const refused = offers[answers.findIndex((a) => a.status === 409)]!
  expect((await buyer.post('/v1/market/orders', { listingId: refused.id, quantity: 1 })).status).toBe(201)
})

test('a live market never meets a card that is not real', async () => {
  const tenant = await world.givenTenant('live')
  const event = await givenEvent(tenant)
  const [seller, buyer] = [await tenant.givenFan(), await tenant.givenFan()]
  const ticket = await givenTicket(tenant, event, seller.email)
  const price = { amountMinor: 8900, currency: 'EUR' }
  const listing = (await seller.post('/v1/market/listings', { ticketIds: [ticket.id], price })).body
  const order = (await buyer.post('/v1/market/orders', { listingId: listing.id, quantity: 1 })).body
  const refused = await pay(order, buyer)
  expect([refused.status, refused.body.code]).toEqual([409, 'payments_off'])
  expect((await buyer.get(`/v1/market/orders/${order.id}`)).body.state).toBe('held')
})

test('50 buyers want one ticket: one gets it, nobody else is charged', async () => {
  const { tenant, listing } = await givenListing(world)
  const buyers = await Promise.all(Array.from({ length: 50 }, () => tenant.givenFan()))
  const answers = await Promise.all(
    buyers.map((buyer) => buyer.post('/v1/market/orders', { listingId: listing.id, quantity: 1 })),
  )
  expect(answers.filter((a) => a.status === 201)).toHaveLength(1)
  expect(new Set(answers.filter((a) => a.status !== 201).map((a) => `${a.status} ${a.body.code}`))).toEqual(
    new Set(['409 tickets_held']),
  )
  const winner = answers.findIndex((a) => a.status === 201)
  expect((await pay(answers[winner]!.body, buyers[winner]!)).body.state).toBe('fulfilled')
  const orders = await tenant.system.read((scope) => scope.db.selectFrom('orders').selectAll().execute())
  expect(orders).toHaveLength(1)
})

test('your own ticket, a gone listing, too many, and somebody else’s order are refused in words', async () => {
  const { tenant, seller, buyer, order, listing } = await givenOrder(world)
  const other = await tenant.givenFan()
  const ask = async (who: typeof seller, quantity = 1) =>
    (await who.post('/v1/market/orders', { listingId: listing.id, quantity })).body.code
  expect(await ask(seller)).toBe('own_listing')
  expect(await ask(other)).toBe('tickets_held')
  expect(await ask(other, 2)).toBe('not_enough_tickets')
  expect((await other.post(`/v1/market/orders/${order.id}/pay`, { confirmationToken: 'x' })).body.code).toBe(
    'order_not_found',
  )
  expect((await other.get(`/v1/market/orders/${order.id}`)).body.code).toBe('order_not_found')
  expect((await seller.post(`/v1/market/listings/${listing.id}/withdraw`)).body.code).toBe('listing_in_checkout')
  await pay(order, buyer)
  expect(await ask(other)).toBe('listing_not_active')
  expect((await pay(order, buyer)).body.code).toBe('order_not_payable')
})

async function onboard(url: string): Promise<void> {
  const { submitOnboarding } = await import('../../../dev/psp/served.ts')
  await submitOnboarding(url, { name: 'Sam Seller', iban: 'DE89 3704 0044 0532 0130 00', accept: 'yes' })
}
