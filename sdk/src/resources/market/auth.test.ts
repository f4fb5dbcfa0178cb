// The fan's session, with and without cookies.
import { afterEach, expect, test, vi } from 'vitest'
import { json, lostReply, misbehave, problem } from '../../../test/server.ts'
import { Forbidden, Unreachable } from '../../core/errors.ts'
import { Market } from '../../market.ts'

const publishableKey = 'pk_test_1'
const fan = { email: 'mia@example.com', password: 'correct horse' }

afterEach(() => vi.unstubAllGlobals())

test('signing in keeps the token, sends it from then on, tells the caller; signing out forgets it', async () => {
  const signedIn = json({ user: { id: 'u1' } }, 200, { 'set-auth-token': 'abc.def' })
  await using server = await misbehave(
    signedIn,
    json({ items: [], nextCursor: null }),
    json({ success: true }),
    json({}),
  )
  const told: (string | null)[] = []
  const market = new Market({ publishableKey, baseUrl: server.url, onToken: (token) => told.push(token) })

  await market.auth.signIn(fan)
  expect(market.token).toBe('abc.def')
  await market.tickets.list()
  await market.auth.signOut()
  expect(market.token).toBe(null)
  await market.events.list()

  expect(server.heard.map((asked) => asked.headers.authorization)).toEqual([
    undefined,
    'Bearer abc.def',
    'Bearer abc.def',
    undefined,
  ])
  expect(told).toEqual(['abc.def', null])
})

test('a token from an earlier visit is sent at once', async () => {
  await using server = await misbehave(json(null))
  const session = await new Market({ publishableKey, baseUrl: server.url, token: 'abc.def' }).auth.session()
  expect(session).toBe(null)
  expect(server.heard[0]?.headers.authorization).toBe('Bearer abc.def')
})

test('on the market’s own pages the cookie does it, and no script ever holds a token', async () => {
  await using server = await misbehave(json({ user: { id: 'u1' } }, 200, { 'set-auth-token': 'abc.def' }))
  vi.stubGlobal('document', {})
  vi.stubGlobal('location', { origin: server.url })
  const onToken = vi.fn()
  const market = new Market({ onToken })
  await market.auth.signIn(fan)
  await market.brand.get()
  expect(market.token).toBe(null)
  expect(onToken).not.toHaveBeenCalled()
  expect(server.heard[1]?.headers).not.toHaveProperty('authorization')
})

test('an address that is not verified yet is Forbidden, with a code to decide by', async () => {
  await using server = await misbehave(problem(403, 'email_not_verified'))
  const error = await new Market({ publishableKey, baseUrl: server.url }).auth.signIn(fan).catch((e: unknown) => e)
  expect(error).toBeInstanceOf(Forbidden)
  expect(error).toMatchObject({ code: 'email_not_verified' })
})

test('what would mail twice, or use up a token twice, is not repeated when the reply is lost', async () => {
  await using server = await misbehave(lostReply)
  const market = new Market({ publishableKey, baseUrl: server.url })
  await expect(market.auth.signUp({ name: 'Mia', ...fan })).rejects.toThrow(Unreachable)
  await expect(market.auth.sendVerification({ email: fan.email })).rejects.toThrow(Unreachable)
  await expect(market.auth.requestPasswordReset({ email: fan.email })).rejects.toThrow(Unreachable)
  await expect(market.auth.resetPassword({ token: 't', newPassword: 'new horse' })).rejects.toThrow(Unreachable)
  expect(server.heard).toHaveLength(4)
})

test('the token of the mailed link signs in', async () => {
  await using server = await misbehave(json({ status: true }, 200, { 'set-auth-token': 'abc.def' }))
  const market = new Market({ publishableKey, baseUrl: server.url })
  await market.auth.verifyEmail('a+b')
  expect(server.heard[0]?.path).toBe('/v1/market/auth/verify-email?token=a%2Bb')
  expect(market.token).toBe('abc.def')
})

test('a forgotten password is replaced through the mail, and nobody is signed in by it', async () => {
  await using server = await misbehave(json({ status: true }), json({ status: true }))
  const market = new Market({ publishableKey, baseUrl: server.url })
  await market.auth.requestPasswordReset({ email: fan.email, redirectTo: '/reset-password' })
  await market.auth.resetPassword({ token: 'a+b', newPassword: 'new horse' })
  expect(server.heard.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
    ['/v1/market/auth/request-password-reset', { email: fan.email, redirectTo: '/reset-password' }],
    ['/v1/market/auth/reset-password', { token: 'a+b', newPassword: 'new horse' }],
  ])
  expect(market.token).toBe(null)
})
