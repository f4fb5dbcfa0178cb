// Refusals that belong to no single operation: each is answered as a problem, with its code, where a caller would meet it.
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { newId } from '../src/kit/id.ts'
import { onError } from '../src/kit/problem.ts'
import { openWorld, type Answer } from './world.ts'

const world = await openWorld()
const tenant = await world.givenTenant()

function expectProblem({ status, body, headers }: Answer, code: string, refusedWith: number) {
  expect(body).toMatchObject({
    code,
    status: refusedWith,
    type: `/docs/problems#${code}`,
    title: expect.stringMatching(/^[A-Z].+/),
    requestId: headers.get('x-request-id'),
  })
  expect(status).toBe(refusedWith)
  expect(headers.get('content-type')).toBe('application/problem+json')
}

describe('what cannot be read is refused, never a defect', () => {
  const raw = { 'content-type': 'application/json' }
  test('a body that is not JSON', async () =>
    expectProblem(await tenant.admin.post('/v1/admin/events', '{"name":', raw), 'bad_request', 400))
  test('a body that is not JSON, at sign-in', async () =>
    expectProblem(await tenant.visitor.post('/v1/market/auth/sign-in/email', '{"email":', raw), 'unreadable_json', 400))
  test('a form at sign-in', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    expectProblem(
      await tenant.visitor.post('/v1/market/auth/sign-in/email', 'email=a@example.org', form),
      'json_needed',
      415,
    )
  })
  test('a body that is too large', async () => {
    const large = { name: 'x'.repeat(300 * 1024) }
    expectProblem(await tenant.admin.post('/v1/admin/events', large), 'too_large', 413)
    expectProblem(await tenant.visitor.post('/v1/market/orders', large), 'too_large', 413)
  })
  test.each(['short', 'with a space in it', 'x'.repeat(256)])('the retry key %j', async (key) => {
    const answer = await tenant.admin.post('/v1/admin/clock/advance', { seconds: 1 }, { 'idempotency-key': key })
    expectProblem(answer, 'bad_idempotency_key', 422)
  })
})

describe('what is not there', () => {
  test.each([
    ['listings', 'listing_not_found'],
    ['imports', 'import_not_found'],
    ['orders', 'order_not_found'],
  ])('%s', async (resource, code) => {
    if (resource !== 'listings') expectProblem(await tenant.admin.get(`/v1/admin/${resource}/${newId()}`), code, 404)
    else expectProblem(await tenant.visitor.get(`/v1/market/listings/${newId()}`), code, 404)
  })
  test('a route', async () => {
    expectProblem(await tenant.admin.get('/v1/admin/nothing'), 'not_found', 404)
    expectProblem(await tenant.visitor.get('/v1/market/nothing'), 'not_found', 404)
    expectProblem(await tenant.visitor.get('/v1/market/auth/nothing'), 'no_such_door', 404)
  })
  test('a mail', async () =>
    expectProblem(await world.caller('localhost', {}).get(`/dev/inbox/${newId()}`), 'mail_not_found', 404))
  test('a host', async () =>
    expectProblem(await world.caller('nowhere.localhost', {}).get('/v1/market/brand'), 'unknown_host', 421))
})

test('a webhook that is not signed is not heard', async () => {
  const hook = {
    id: 'evt_1',
    type: 'payment_intent.succeeded',
    data: { object: { id: 'pi_1', metadata: { tenantId: tenant.id } } },
  }
  const send = (headers: Record<string, string>) => world.caller('localhost', {}).post('/hooks/stripe', hook, headers)
  expectProblem(await send({}), 'bad_signature', 400)
  expectProblem(
    await send({ 'stripe-signature': `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}` }),
    'bad_signature',
    400,
  )
})

test('a market that is suspended can be read, and nothing in it can be done', async () => {
  const closed = await world.givenTenant()
  await world.owner.query(`update tenants set state = 'suspended' where tenant_id = $1`, [closed.id])
  expectProblem(await closed.admin.post('/v1/admin/clock/advance', { seconds: 1 }), 'market_suspended', 403)
  expectProblem(
    await closed.visitor.post('/v1/market/orders', { listingId: newId(), quantity: 1 }),
    'market_suspended',
    403,
  )
  expect((await closed.visitor.get('/v1/market/brand')).status).toBe(200)
})

test('an instance that is not ready says so, and when to ask again', async () => {
  const app = createApp({ house: world.house, instanceHost: 'localhost', secure: false, ready: async () => false })
  const response = await app.request('http://localhost:4000/readyz')
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1'])
  expect(await response.json()).toMatchObject({ code: 'not_ready' })
})

test('a defect is ours: it is said without saying what it was', async () => {
  const broken = new Hono().onError(onError).get('/', () => {
    throw new Error('the password is hunter2')
  })
  const response = await broken.request('/')
  const text = await response.text()
  expect(response.status).toBe(500)
  expect(JSON.parse(text)).toMatchObject({ code: 'internal', status: 500 })
  expect(text).not.toContain('hunter2')
})
