import { expect, test } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { createApp } from '../../app.ts'
import { AUTH, cookieOf, fan, fansOf, newEmail, openLink, password, signIn, signUp, VISITOR } from './fans.testing.ts'
import { fanSecret, signToken } from './index.ts'

const world = await openWorld()
const { instance, callerOf, mailsTo, givenVerified, whoIs } = fansOf(world)
const REFUSED = ['unauthorized', 401]

test('a fan signs up, opens the link of the mail, and is signed in: by cookie on the market, by bearer anywhere', async () => {
  const tenant = await world.givenTenant()
  const email = newEmail()
  const signedUp = await signUp(tenant, email)
  expect([signedUp.status, signedUp.body.token, signedUp.body.user.email]).toEqual([200, null, email.toLowerCase()])
  expect(signedUp.headers.getSetCookie()).toEqual([])

  const [mail] = await mailsTo(email)
  expect(mail).toMatchObject({ kind: 'verify_email', to: email.toLowerCase() })
  const link = new URL(mail!.links[0]!)
  expect([link.origin, link.pathname]).toEqual([`http://${tenant.slug}.localhost:4000`, `${AUTH}/verify-email`])

  const opened = await openLink(link.href, tenant)
  expect([opened.status, opened.headers.get('location')]).toEqual([302, '/tickets'])
  const [setCookie] = opened.headers.getSetCookie()
  expect(setCookie).toMatch(new RegExp(`^fan-${tenant.id}=`))
  expect(setCookie).toMatch(/; HttpOnly/i)
  expect(setCookie).toMatch(/; SameSite=Lax/i)

  expect(await whoIs(tenant, { cookie: cookieOf(opened.headers) })).toEqual(fan(email))
  const signedIn = await signIn(tenant, email.toUpperCase())
  expect(signedIn.body.token).toBe(signedIn.headers.get('set-auth-token'))
  const authorization = `Bearer ${signedIn.body.token}`
  expect(await whoIs(tenant, { authorization })).toEqual(fan(email))
  const elsewhere = { authorization, 'publishable-key': tenant.publishableKey, origin: 'https://band.example' }
  expect(await whoIs(tenant, elsewhere, instance)).toEqual(fan(email))
})

test('over https the cookie is bound to its one host', async () => {
  const tenant = await world.givenTenant()
  const { email } = await givenVerified(tenant)
  const app = createApp({ house: world.house, instanceHost: 'localhost', secure: true })
  const response = await app.request(`http://${tenant.slug}.localhost:4000${AUTH}/sign-in/email`, {
    method: 'POST',
    headers: { host: `${tenant.slug}.localhost:4000`, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const setCookie = response.headers.getSetCookie()[0]!
  expect(setCookie).toMatch(new RegExp(`^__Host-fan-${tenant.id}=`))
  expect(setCookie).toMatch(/; Path=\/;/i)
  expect(setCookie).toMatch(/; Secure/i)
  expect(setCookie).not.toMatch(/domain/i)
  const seen = await app.request(`http://${tenant.slug}.localhost:4000/v1/market/seller`, {
    headers: { host: `${tenant.slug}.localhost:4000`, cookie: setCookie.split(';')[0]! },
  })
  expect(seen.status).toBe(200)
})

test('without a verified e-mail nobody signs in; asking again sends a fresh link', async () => {
  const tenant = await world.givenTenant()
  const email = newEmail()
  await signUp(tenant, email)
  const refused = await signIn(tenant, email)
  expect([refused.status, refused.body.code, refused.headers.get('content-type')]).toEqual([
    403,
    'email_not_verified',
    'application/problem+json',
  ])
  expect(refused.body).toMatchObject({
    type: expect.any(String),
    title: expect.any(String),
    requestId: expect.any(String),
    status: 403,
  })
  const again = await tenant.visitor.post(`${AUTH}/send-verification-email`, { email, callbackURL: '/listings' })
  expect([again.status, again.body]).toEqual([200, { status: true }])
  const mails = await mailsTo(email)
  expect(mails.map((mail) => mail.kind)).toEqual(['verify_email', 'verify_email', 'verify_email'])
  const opened = await openLink(mails[0]!.links[0]!, tenant)
  expect(opened.headers.get('location')).toBe('/listings')
})

test('a link of another market, a changed link and no link at all verify nothing', async () => {
  const [tenant, other] = [await world.givenTenant(), await world.givenTenant()]
  const email = newEmail()
  await signUp(tenant, email)
  const link = (await mailsTo(email))[0]!.links[0]!
  const foreign = await openLink(link, other)
  expect([foreign.status, foreign.headers.get('location'), foreign.headers.getSetCookie()]).toEqual([
    302,
    '/tickets?error=invalid_token',
    [],
  ])
  const changed = await openLink(link.replace('token=', 'token=x'), tenant)
  expect(changed.headers.get('location')).toBe('/tickets?error=invalid_token')
  const none = await tenant.visitor.get(`${AUTH}/verify-email`)
  expect(none.status).toBe(400)
  expect((await signIn(tenant, email)).body.code).toBe('email_not_verified')
})

test('the same e-mail at two markets is two people with two passwords, and neither session opens the other market', async () => {
  const [a, b] = [await world.givenTenant(), await world.givenTenant()]
  const email = newEmail()
  const atA = await givenVerified(a, email)
  await signUp(b, email, { password: 'another long password' })
  await openLink((await mailsTo(email, b.slug))[0]!.links[0]!, b)
  expect((await signIn(b, email, 'another long password')).status).toBe(200)
  expect((await signIn(b, email, password)).body.code).toBe('invalid_email_or_password')

  expect(await whoIs(a, { cookie: atA.cookie })).toEqual(fan(email))
  expect(await whoIs(b, { cookie: atA.cookie })).toEqual(VISITOR)
  const renamed = atA.cookie.replace(a.id, b.id)
  expect(await whoIs(b, { cookie: renamed })).toEqual(VISITOR)
  expect(await whoIs(b, { authorization: `Bearer ${atA.bearer}` })).toEqual(REFUSED)
  // Even signed with the other market's secret the token is nobody's there: the wall hides its row.
  const resigned = signToken(atA.bearer.split('.')[0]!, fanSecret(world.secrets, b.id))
  expect(await whoIs(b, { cookie: `fan-${b.id}=${encodeURIComponent(resigned)}` })).toEqual(VISITOR)
  expect(await whoIs(b, { authorization: `Bearer ${resigned}` })).toEqual([null, 401])
})

test('a wrong password and an unknown address get the same answer', async () => {
  const tenant = await world.givenTenant()
  const { email } = await givenVerified(tenant)
  const [wrong, unknown] = [await signIn(tenant, email, 'not my password'), await signIn(tenant, 'nobody@example.org')]
  expect([wrong.status, wrong.body.code]).toEqual([401, 'invalid_email_or_password'])
  const { requestId: _, ...same } = wrong.body
  expect(unknown.body).toMatchObject(same)
})

test('signing out ends the session at once, for its cookie and for its bearer', async () => {
  const tenant = await world.givenTenant()
  const { cookie, bearer } = await givenVerified(tenant)
  const out = await callerOf(tenant).post(`${AUTH}/sign-out`, {}, { cookie })
  expect([out.status, out.body]).toEqual([200, { success: true }])
  expect(out.headers.getSetCookie()[0]).toMatch(/Max-Age=0/i)
  expect(await whoIs(tenant, { cookie })).toEqual(VISITOR)
  expect(await whoIs(tenant, { authorization: `Bearer ${bearer}` })).toEqual([null, 401])
})

test('a fan sees all sessions and ends one of them', async () => {
  const tenant = await world.givenTenant()
  const { email, bearer, cookie } = await givenVerified(tenant)
  await signIn(tenant, email)
  const mine = callerOf(tenant, { authorization: `Bearer ${(await signIn(tenant, email)).body.token}` })
  expect((await mine.get(`${AUTH}/list-sessions`)).body).toHaveLength(3)
  const ended = await mine.post(`${AUTH}/revoke-session`, { token: bearer.split('.')[0] })
  expect(ended.body).toEqual({ status: true })
  expect(await whoIs(tenant, { cookie })).toEqual(VISITOR)
  expect((await tenant.visitor.get(`${AUTH}/list-sessions`)).status).toBe(401)
})

test('a forgotten password is replaced by mail, once, and ends every session', async () => {
  const tenant = await world.givenTenant()
  const { email, cookie } = await givenVerified(tenant)
  await tenant.visitor.post(`${AUTH}/request-password-reset`, { email })
  const [mail] = await mailsTo(email)
  expect(mail).toMatchObject({ kind: 'reset_password' })
  const link = new URL(mail!.links[0]!)
  expect(link.pathname).toBe('/reset-password')
  const body = { token: link.searchParams.get('token'), newPassword: 'a brand new password' }
  const tooShort = await tenant.visitor.post(`${AUTH}/reset-password`, { ...body, newPassword: 'short' })
  expect([tooShort.status, tooShort.body.code]).toEqual([400, 'password_too_short'])
  expect((await tenant.visitor.post(`${AUTH}/reset-password`, body)).status).toBe(200)
  expect((await tenant.visitor.post(`${AUTH}/reset-password`, body)).body.code).toBe('invalid_token')
  expect(await whoIs(tenant, { cookie })).toEqual(VISITOR)
  expect((await signIn(tenant, email)).status).toBe(401)
  expect((await signIn(tenant, email, body.newPassword)).status).toBe(200)
})
