// The client's manners, shown against a server that has none.
import { describe, expect, test } from 'vitest'
import { json, lostHalfWay, lostReply, misbehave, problem, silence, type Step } from '../../test/server.ts'
import { Market, type MarketOptions } from '../market.ts'
import {
  BadRequest,
  Conflict,
  Forbidden,
  Invalid,
  NotFound,
  PaymentDeclined,
  ProblemError,
  ServerError,
  TimedOut,
  TooManyRequests,
  Unauthorized,
  Unreachable,
} from '../core/errors.ts'

const key = 'pk_test_1'
const order = { listingId: 'l1', quantity: 1 }
const soon = { 'retry-after': '0' }

const clientOf = (server: { url: string }, options: MarketOptions = {}) =>
  new Market({ publishableKey: key, baseUrl: server.url, ...options })

describe('what is sent', () => {
  test('a read names the market, the question and nothing else', async () => {
    await using server = await misbehave(json({ items: [], nextCursor: null }))
    await clientOf(server).listings.list({ eventId: 'e 1', limit: 5 })
    const [asked] = server.heard
    expect(asked).toMatchObject({ method: 'GET', path: '/v1/market/listings?eventId=e+1&limit=5', body: '' })
    expect(asked?.headers).toMatchObject({ 'publishable-key': key, accept: 'application/json' })
    expect(asked?.headers).not.toHaveProperty('idempotency-key')
    expect(asked?.headers).not.toHaveProperty('authorization')
  })

  test('a write carries JSON and an Idempotency-Key of its own', async () => {
    await using server = await misbehave(json({}, 201))
    const market = clientOf(server)
    await market.orders.start(order)
    await market.orders.start(order)
    const keys = server.heard.map((asked) => asked.headers['idempotency-key'])
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(new Set(keys).size).toBe(2)
    expect(server.heard[0]?.headers['content-type']).toBe('application/json')
    expect(JSON.parse(server.heard[0]?.body ?? '')).toEqual(order)
  })

  test('a key of the caller’s own is used as it is', async () => {
    await using server = await misbehave(json({}, 201))
    await clientOf(server).orders.start(order, { idempotencyKey: 'cart-7' })
    expect(server.heard[0]?.headers['idempotency-key']).toBe('cart-7')
  })

  test('an id cannot leave its place in the address, and an empty one is refused before anything is sent', async () => {
    await using server = await misbehave(json({}))
    const market = clientOf(server)
    await market.orders.get('../tickets?x=1')
    expect(server.heard[0]?.path).toBe('/v1/market/orders/..%2Ftickets%3Fx%3D1')
    await expect(market.orders.get('')).rejects.toThrow('/orders/{id} needs an id')
    expect(server.heard).toHaveLength(1)
  })
})

describe('trying again', () => {
  test.each<[string, Step]>([
    ['a lost reply', lostReply],
    ['an answer lost half-way', lostHalfWay],
    ['503 with Retry-After', problem(503, 'unreachable', {}, soon)],
    ['500', problem(500, 'defect', {}, soon)],
    ['429', problem(429, 'too_many_requests', {}, soon)],
    ['409 while the first attempt is still in flight', problem(409, 'idempotency_in_flight', {}, soon)],
  ])('%s is tried again with the same key and the same body', async (_, bad) => {
    await using server = await misbehave(bad, json({ id: 'o1' }, 201))
    expect(await clientOf(server).orders.start(order)).toEqual({ id: 'o1' })
    expect(server.heard).toHaveLength(2)
    expect(new Set(server.heard.map((asked) => `${asked.headers['idempotency-key']} ${asked.body}`)).size).toBe(1)
  })

  test('one key, one effect: however often the reply is lost, the platform can do the work once', async () => {
    const effects = new Map<string, { id: string }>()
    const work: Step = (response, heard) => {
      const sent = String(heard.headers['idempotency-key'])
      const made = effects.get(sent) ?? { id: `o${effects.size + 1}` }
      effects.set(sent, made)
      if (server.heard.length < 3) lostReply(response, heard)
      else json(made, 201)(response, heard)
    }
    await using server = await misbehave(work)
    expect(await clientOf(server).orders.start(order)).toEqual({ id: 'o1' })
    expect(server.heard).toHaveLength(3)
    expect(effects.size).toBe(1)
  })

  test.each([400, 401, 402, 403, 404, 409, 422])('%i is an answer, and is not asked for twice', async (status) => {
    await using server = await misbehave(problem(status, 'no', {}, soon))
    await expect(clientOf(server).orders.start(order)).rejects.toMatchObject({ status })
    expect(server.heard).toHaveLength(1)
  })

  test('two retries by default; as many as the client or the call says', async () => {
    await using server = await misbehave(problem(503, 'unreachable', {}, soon))
    await expect(clientOf(server).brand.get()).rejects.toThrow(ServerError)
    expect(server.heard).toHaveLength(3)
    await expect(clientOf(server, { maxRetries: 0 }).brand.get()).rejects.toThrow(ServerError)
    expect(server.heard).toHaveLength(4)
    await expect(clientOf(server).brand.get({ maxRetries: 1 })).rejects.toThrow(ServerError)
    expect(server.heard).toHaveLength(6)
  })

  test('it waits at least as long as it was told', async () => {
    await using server = await misbehave(problem(503, 'unreachable', {}, { 'retry-after': '1' }), json({}))
    const before = performance.now()
    await clientOf(server).brand.get()
    expect(performance.now() - before).toBeGreaterThanOrEqual(990)
  })

  test('told to wait for long, it leaves that decision to the caller', async () => {
    await using server = await misbehave(problem(429, 'too_many_requests', {}, { 'retry-after': '3600' }))
    await expect(clientOf(server).brand.get()).rejects.toMatchObject({ retryAfterSeconds: 3600 })
    expect(server.heard).toHaveLength(1)
  })
})

describe('giving up', () => {
  test('an answer that takes too long is TimedOut, after the retries', async () => {
    await using server = await misbehave(silence)
    const call = clientOf(server, { timeoutMs: 50, maxRetries: 1 }).brand.get()
    await expect(call).rejects.toThrow(TimedOut)
    await expect(call).rejects.toMatchObject({ status: 0, code: 'timed_out', errors: [] })
    expect(server.heard).toHaveLength(2)
  })

  test('a body that stalls half-way is too late as well', async () => {
    await using server = await misbehave((response) => void response.writeHead(200).write('{'))
    await expect(clientOf(server).brand.get({ timeoutMs: 50, maxRetries: 0 })).rejects.toThrow(TimedOut)
  })

  test('a host that is not there is Unreachable, and the cause is kept', async () => {
    const market = new Market({ publishableKey: key, baseUrl: 'http://127.0.0.1:9', maxRetries: 0 })
    const error = await market.brand.get().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Unreachable)
    expect(error).toMatchObject({ title: '127.0.0.1:9 could not be reached', cause: expect.anything() })
  })

  test('abort ends the call with the caller’s own reason: while waiting, between attempts, before it began', async () => {
    await using slow = await misbehave(silence)
    await expect(clientOf(slow).brand.get({ signal: AbortSignal.timeout(30) })).rejects.toThrow(DOMException)

    await using failing = await misbehave(problem(503, 'unreachable', {}, { 'retry-after': '30' }))
    const stop = new AbortController()
    setTimeout(() => stop.abort(new Error('left the page')), 50)
    await expect(clientOf(failing).brand.get({ signal: stop.signal })).rejects.toThrow('left the page')
    expect(failing.heard).toHaveLength(1)

    await expect(clientOf(failing).brand.get({ signal: stop.signal })).rejects.toThrow('left the page')
    expect(failing.heard).toHaveLength(1)
  })
})

describe('what is answered', () => {
  test('withResponse hands over the response beside the data', async () => {
    await using server = await misbehave(json({ id: 'o1' }, 200, { 'request-id': 'req-9', etag: '"7"' }))
    const { data, response, requestId } = await clientOf(server).orders.get('o1').withResponse()
    expect(data).toEqual({ id: 'o1' })
    expect(response.headers.get('etag')).toBe('"7"')
    expect(requestId).toBe('req-9')
  })

  test.each([
    [400, BadRequest],
    [401, Unauthorized],
    [402, PaymentDeclined],
    [403, Forbidden],
    [404, NotFound],
    [409, Conflict],
    [422, Invalid],
    [429, TooManyRequests],
    [500, ServerError],
    [503, ServerError],
    [418, ProblemError],
  ])('%i is a class of its own, with code, title and request id', async (status, Kind) => {
    const errors = [{ pointer: '/price', detail: 'is above the ceiling' }]
    await using server = await misbehave(problem(status, 'some_code', { errors }))
    const error = await clientOf(server, { maxRetries: 0 })
      .orders.start(order)
      .catch((reason: unknown) => reason)
    expect((error as object).constructor).toBe(Kind)
    expect(error).toBeInstanceOf(ProblemError)
    expect(error).toMatchObject({ name: Kind.name, status, code: 'some_code', requestId: 'req-1', errors })
    expect(String(error)).toBe(`${Kind.name}: It is some_code (${status} some_code): /price is above the ceiling`)
  })

  test('a failure that is no problem document is still an error with a status', async () => {
    const page: Step = (response) =>
      void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway')
    await using server = await misbehave(page)
    await expect(clientOf(server, { maxRetries: 0 }).brand.get()).rejects.toMatchObject({
      status: 502,
      code: 'http_502',
    })
  })

  test('a page where JSON was expected says that the address is wrong', async () => {
    await using server = await misbehave(
      (response) => void response.setHeader('content-type', 'text/html').end('<html>'),
    )
    await expect(clientOf(server).brand.get()).rejects.toThrow('The answer is text/html, not JSON. Is the baseUrl')
  })

  test('words and fields the client has never heard of pass through untouched', async () => {
    await using server = await misbehave(json({ id: 'o1', state: 'teleported', extra: { a: 1 } }))
    expect(await clientOf(server).orders.get('o1')).toEqual({ id: 'o1', state: 'teleported', extra: { a: 1 } })
  })
})
