import { expect, test } from 'vitest'
import { openWorld } from '../../../test/world.ts'

const world = await openWorld()

test('a brand changes by parts, and colours nobody can read are refused with the pair that fails', async () => {
  const { admin, visitor } = await world.givenTenant()
  const changed = await admin.patch('/v1/admin/brand', { texts: { tagline: 'See you there' } })
  expect([changed.status, changed.body.texts.tagline, changed.body.version]).toEqual([200, 'See you there', 1])
  expect((await visitor.get('/v1/market/brand')).body.texts).toMatchObject({
    tagline: 'See you there',
    supportEmail: null,
  })

  const { light } = changed.body.tokens
  const refused = await admin.patch('/v1/admin/brand', { tokens: { light: { ...light, text: light.surface } } })
  expect([refused.status, refused.body.code]).toEqual([422, 'unreadable_colours'])
  expect(refused.body.errors[0]).toMatchObject({
    pointer: '#/tokens/light',
    detail: expect.stringContaining('text on surface'),
  })
})

test('a logo may be a drawing, never a program', async () => {
  const { admin } = await world.givenTenant()
  const send = (logo: string) => admin.patch('/v1/admin/brand', { logo })
  expect((await send('<svg viewBox="0 0 8 8"><path d="M0 0h8v8z" fill="#123456"/></svg>')).status).toBe(200)
  for (const evil of [
    '<svg><script>1</script></svg>',
    '<svg onload="x()"></svg>',
    '<svg><a href="x">y</a></svg>',
    '<svg><style>*{}</style></svg>',
    '<svg><path fill="url(http://x)"/></svg>',
  ])
    expect((await send(evil)).status, evil).toBe(422)
})

test('time passes in a test market by its own clock, and only forward', async () => {
  const { admin, visitor } = await world.givenTenant()
  const before = new Date((await admin.get('/v1/admin/clock')).body.now)
  expect((await admin.post('/v1/admin/clock/advance', { seconds: 3600 })).status).toBe(200)
  const after = new Date((await visitor.get('/v1/market/brand')).body.now)
  expect(after.getTime() - before.getTime()).toBeGreaterThanOrEqual(3_600_000)
  const back = await admin.put('/v1/admin/clock', { now: before.toISOString() })
  expect([back.status, back.body.code]).toEqual([409, 'clock_goes_forward'])
})

test('a live market keeps real time', async () => {
  const { admin } = await world.givenTenant('live')
  const refused = await admin.post('/v1/admin/clock/advance', { seconds: 60 })
  expect([refused.status, refused.body.code]).toEqual([409, 'clock_of_a_live_market'])
})

test('one key, one effect: replayed, refused for another body, unknown to another tenant', async () => {
  const { admin } = await world.givenTenant()
  const other = await world.givenTenant()
  const key = { 'idempotency-key': 'advance-once-please' }
  const first = await admin.post('/v1/admin/clock/advance', { seconds: 1000 }, key)
  const again = await admin.post('/v1/admin/clock/advance', { seconds: 1000 }, key)
  expect(again.body).toEqual(first.body)
  expect((await admin.post('/v1/admin/clock/advance', { seconds: 5 }, key)).body.code).toBe('idempotency_key_reused')
  expect((await other.admin.post('/v1/admin/clock/advance', { seconds: 5 }, key)).status).toBe(200)
})

test('64 requests with one key at once move the clock once', async () => {
  const { admin } = await world.givenTenant()
  const start = Date.parse((await admin.get('/v1/admin/clock')).body.now)
  const answers = await Promise.all(
    Array.from({ length: 64 }, () =>
      admin.post('/v1/admin/clock/advance', { seconds: 86_400 }, { 'idempotency-key': 'all-at-once' }),
    ),
  )
  expect(answers.filter((a) => ![200, 409].includes(a.status))).toEqual([])
  const end = Date.parse((await admin.get('/v1/admin/clock')).body.now)
  expect(Math.round((end - start) / 86_400_000)).toBe(1)
})

test('a wrong key, no key, a key in a browser and a foreign host are each told what to do', async () => {
  const { secretKey, publishableKey } = await world.givenTenant()
  const other = await world.givenTenant()
  const ask = (headers: Record<string, string>) => world.caller('localhost', headers).get('/v1/admin/brand')
  expect((await ask({})).body.code).toBe('secret_key_needed')
  expect((await ask({ authorization: 'Bearer sk_test_wrong' })).body.code).toBe('unauthorized')
  expect((await ask({ authorization: `Bearer ${publishableKey}` })).body.code).toBe('secret_key_needed')
  expect((await ask({ authorization: `Bearer ${secretKey}`, origin: 'https://evil.example' })).body.code).toBe(
    'secret_key_in_browser',
  )
  const crossed = await other.visitor.get('/v1/market/brand', { 'publishable-key': publishableKey })
  expect([crossed.status, crossed.body.code]).toEqual([401, 'unauthorized'])
  expect((await world.caller('nobody.localhost', {}).get('/v1/market/brand')).status).toBe(421)
  expect((await other.visitor.get('/v1/admin/brand', { authorization: `Bearer ${secretKey}` })).status).toBe(404)
})
