// What strangers may send, and what we may keep: nothing breaks, nothing leaks, nothing is read without bounds.
import { expect, test } from 'vitest'
import { deliver, type Listener } from '../../src/kit/facts.ts'
import { AUTH, fansOf, newEmail, openLink, password, signIn, signUp } from '../../src/modules/identity/fans.testing.ts'
import { givenListing, givenOrder } from '../sale.ts'
import { openWorld } from '../world.ts'

const world = await openWorld()
const { mailsTo } = fansOf(world)

test('a password that a stranger leaves on an address while its owner waits for the mail never opens the account', async () => {
  const tenant = await world.givenTenant()
  const email = newEmail()
  await signUp(tenant, email)
  await mailsTo(email)
  await tenant.system.write((scope) =>
    scope.db
      .updateTable('fans')
      .set({ createdAt: new Date(Date.now() - 60_000) })
      .execute(),
  )
  await signUp(tenant, email, { password: 'password of a stranger' })
  // The owner did sign up, and opens what came: first the newest mail.
  for (const mail of await mailsTo(email)) await openLink(mail.links[0]!, tenant)
  expect((await signIn(tenant, email, 'password of a stranger')).status).not.toBe(200)
  void [AUTH, password]
})

test('a cursor that somebody made up is refused, not broken upon', async () => {
  const tenant = await world.givenTenant()
  const cursor = Buffer.from(JSON.stringify(['not a moment', '01890000-0000-7000-8000-000000000000'])).toString(
    'base64url',
  )
  expect((await tenant.visitor.get(`/v1/market/events?cursor=${cursor}`)).status).toBe(422)
})

test.each([
  ['a NUL', 'a\u0000b'],
  ['half a surrogate pair', 'a\ud800b'],
])('text with %s is refused or taken, not broken upon', async (_, text) => {
  const { tenant, listing } = await givenListing(world)
  const removed = await tenant.admin.post(`/v1/admin/listings/${listing.id}/remove`, { reason: `Because ${text}` })
  expect.soft(removed.status, 'a reason').toBeLessThan(500)
  const { status } = await tenant.visitor.post(`${AUTH}/sign-up/email`, { name: text, email: newEmail(), password })
  expect(status, 'a name').toBeLessThan(500)
})

test('a webhook without a length is read no further than its bound', async () => {
  let given = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      given += 65_536
      if (given > 32 * 1024 * 1024) controller.close()
      else controller.enqueue(new Uint8Array(65_536).fill(97))
    },
  })
  const answer = await world.app.request('http://localhost:4000/hooks/stripe', {
    method: 'POST',
    headers: { host: 'localhost:4000', 'stripe-signature': 't=1,v1=x' },
    body: endless,
    duplex: 'half',
  } as RequestInit)
  expect([400, 413]).toContain(answer.status)
  expect(given).toBeLessThan(2 * 1024 * 1024)
})

test('one fact that a listener stumbles on does not take those behind it along', async () => {
  const tenant = await world.givenTenant()
  await tenant.system.write(async (scope) => {
    scope.record({ name: 'review.first', body: {} })
    scope.record({ name: 'review.second', body: {} })
  })
  const facts = await tenant.system.read((scope) =>
    scope.db.selectFrom('facts').select(['id', 'name']).where('name', 'like', 'review.%').orderBy('position').execute(),
  )
  const heard: string[] = []
  const listener: Listener = {
    name: 'review',
    facts: ['review.first', 'review.second'],
    inScope: async (_, fact) => {
      if (fact.name === 'review.first') throw new Error('stumbled')
      heard.push(fact.name)
    },
  }
  const ids = facts.map((fact) => fact.id)
  for (let attempt = 0; attempt < 8; attempt++) await deliver(tenant.system, listener, ids).catch(() => {})
  expect(heard).toEqual(['review.second'])
})

test('a market’s own host shows nothing of the instance', async () => {
  const tenant = await world.givenTenant()
  expect((await tenant.visitor.get('/openapi.json')).status).toBe(404)
})

test('nothing that opens a payment or an account is kept readable beside an idempotency key', async () => {
  const { tenant, buyer, seller, order } = await givenOrder(world)
  const asked = await buyer.post(
    `/v1/market/orders/${order.id}/pay`,
    { confirmationToken: await world.outside.token('4000002500003155') },
    { 'idempotency-key': 'pay-with-a-secret' },
  )
  const link = await seller.post(
    '/v1/market/seller/onboard',
    { returnPath: '/sell', country: 'DE' },
    { 'idempotency-key': 'onboard-with-a-link' },
  )
  const rows = await tenant.system.read((scope) => scope.db.selectFrom('idempotencyKeys').selectAll().execute())
  expect(rows).toHaveLength(2)
  const kept = rows.flatMap((row) => Object.values(row)).join(' ')
  expect.soft(kept).not.toContain(asked.body.payment.action.clientSecret)
  expect.soft(kept).not.toContain(link.body.url)
})
