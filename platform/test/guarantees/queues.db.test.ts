// What two want at once goes to one: each lock here is held open by hand, so that luck has no part in it.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { lockBalance, post, postings } from '../../src/modules/ledger/index.ts'
import { afterTheShow, givenListing, givenOrder, givenSale } from '../sale.ts'
import { openWorld } from '../world.ts'

const world = await openWorld()

test('a ticket that somebody is taking this instant counts as held: whoever is second is told at once', async () => {
  const { tenant, listing } = await givenListing(world)
  const buyer = await tenant.givenFan()
  const first = await world.owner.connect()
  await first.query('begin')
  await first.query('select 1 from listing_tickets where listing_id = $1 for update', [listing.id])
  const second = await Promise.race([
    buyer.post('/v1/market/orders', { listingId: listing.id, quantity: 1 }),
    sleep(5_000).then(() => null),
  ])
  await first.query('rollback')
  first.release()
  expect([second?.status, second?.body.code]).toEqual([409, 'tickets_held'])
})

test('a row moves only from the state that is named: what was scanned meanwhile does not come back on sale', async () => {
  const { tenant, event, buyer, order, listing, ticket } = await givenOrder(world)
  const scan = await tenant.admin.post('/v1/admin/gate/admit', { eventId: event.id, code: ticket.code })
  expect(scan.body.admitted).toBe(true)
  await world.runJobs()
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 601 })
  await world.runJobs()
  expect((await buyer.get(`/v1/market/orders/${order.id}`)).body.state).toBe('expired')
  const { rows } = await world.owner.query('select state from listing_tickets where listing_id = $1', [listing.id])
  expect(rows).toEqual([{ state: 'out' }])
})

test('a balance is spent by one at a time: the second finds what the first has left', async () => {
  const { tenant, event, seller, order } = await givenSale(world)
  await afterTheShow(world, tenant, event)
  let second: Promise<number> | undefined
  const first = await tenant.system.write(async (scope) => {
    const available = await lockBalance(scope, 'EUR', 'seller_payable', seller.id)
    second = tenant.system.write((other) => lockBalance(other, 'EUR', 'seller_payable', seller.id))
    // Long enough for the second to read, if nothing kept it waiting.
    await sleep(300)
    await post(scope, {
      kind: 'payout',
      reference: `by hand, of ${order.id}`,
      currency: 'EUR',
      orderId: order.id,
      entries: postings.payoutSubmitted({ party: 'seller', owner: seller.id }, available),
    })
    return available
  })
  // Nothing left of a credit account is minus zero.
  expect([first, (await second!) + 0]).toEqual([8404, 0])
})

test('tickets stay taken until the provider has let go of the money', async () => {
  const { tenant, buyer, order, listing } = await givenOrder(world)
  const paid = await buyer.post(`/v1/market/orders/${order.id}/pay`, {
    confirmationToken: await world.outside.token('4000002500003155'),
  })
  expect(paid.body.payment.action).not.toBeNull()
  const seen = async () => [
    (await buyer.get(`/v1/market/orders/${order.id}`)).body.state,
    (await buyer.get(`/v1/market/listings/${listing.id}`)).body.quantity,
  ]
  world.outside.psp.faults.add({
    kind: 'lost_before',
    method: 'POST',
    path: '/v1/payment_intents/',
    times: 100,
    ms: 0,
  })
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 601 })
  await world.runJobs(3)
  const [state, quantity] = await seen()
  // Nobody knows whether the card will be charged, so nobody else may have the ticket.
  expect([['paying', 'in_doubt'].includes(state), quantity]).toEqual([true, 0])
  world.outside.psp.faults.clear()
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 60 })
  await world.runJobs()
  expect(await seen()).toEqual(['cancelled', 1])
})

/** Asks while somebody has just moved a row and not committed it yet; the answer comes when they have. */
async function askedMeanwhile<T>(update: string, id: string, ask: () => Promise<T>): Promise<T> {
  const first = await world.owner.connect()
  await first.query('begin')
  await first.query(update, [id])
  const second = ask()
  await sleep(300)
  await first.query('commit')
  first.release()
  return second
}

test('an order is moved by one at a time: the second decides by what the first has left', async () => {
  const { buyer, order } = await givenOrder(world)
  const answer = await askedMeanwhile(`update orders set state = 'paying' where id = $1`, order.id, () =>
    buyer.post(`/v1/market/orders/${order.id}/cancel`),
  )
  expect([answer.status, answer.body.code]).toEqual([409, 'order_not_cancellable'])
})

test('a ticket is moved by one at a time: the door is told that it is being sold, not that something broke', async () => {
  const { tenant, event, ticket } = await givenListing(world)
  const answer = await askedMeanwhile(`update tickets set state = 'selling' where id = $1`, ticket.id, () =>
    tenant.admin.post('/v1/admin/gate/admit', { eventId: event.id, code: ticket.code }),
  )
  expect([answer.status, answer.body.admitted, answer.body.result]).toEqual([200, false, 'selling'])
})

test('a listing is ended by one at a time: what was taken meanwhile is not withdrawn', async () => {
  const { seller, listing } = await givenListing(world)
  const answer = await askedMeanwhile(
    `update listing_tickets set state = 'held' where listing_id = $1`,
    listing.id,
    () => seller.post(`/v1/market/listings/${listing.id}/withdraw`),
  )
  expect([answer.status, answer.body.code]).toEqual([409, 'listing_in_checkout'])
})
