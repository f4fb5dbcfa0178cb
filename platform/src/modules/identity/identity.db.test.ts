import { expect, test } from 'vitest'
import { createApp } from '../../app.ts'
import { openWorld, type TestTenant } from '../../../test/world.ts'
import { fanSecret, signToken } from './index.ts'

const world = await openWorld()
const instance = world.caller('localhost', {})
const AUTH = '/v1/market/auth'
const password = 'correct horse battery'
let people = 0
const newEmail = () => `Person-${++people}@Example.org`

type Mail = { kind: string; subject: string; links: string[]; to: string }
/** Mails to an address, newest first. */
async function mailsTo(email: string, slug?: string): Promise<Mail[]> {
  await world.runJobs()
  return (await instance.get(`/dev/mail?to=${encodeURIComponent(email)}${slug ? `&tenant=${slug}` : ''}`)).body.items
}
const callerOf = ({ slug }: TestTenant, headers: Record<string, string> = {}) => world.caller(`${slug}.localhost`, headers)
const signUp = (tenant: TestTenant, email: string, more: object = {}) =>
  tenant.visitor.post(`${AUTH}/sign-up/email`, { name: 'Mia', email, password, callbackURL: '/tickets', ...more })
const signIn = (tenant: TestTenant, email: string, pass = password, headers: Record<string, string> = {}) =>
  tenant.visitor.post(`${AUTH}/sign-in/email`, { email, password: pass }, headers)
const cookieOf = (headers: Headers) => headers.getSetCookie()[0]!.split(';')[0]!
const openLink = (link: string, tenant: TestTenant) => tenant.visitor.get(new URL(link).pathname + new URL(link).search)

async function givenVerified(tenant: TestTenant, email = newEmail()) {
  await signUp(tenant, email)
  const opened = await openLink((await mailsTo(email, tenant.slug))[0]!.links[0]!, tenant)
  return { email, opened, cookie: cookieOf(opened.headers), bearer: opened.headers.get('set-auth-token')! }
}
/** Whom better-auth sees, and whether our own reading of the session opens a door for fans alone. */
async function whoIs(tenant: TestTenant, headers: Record<string, string>, via = callerOf(tenant)) {
  const [session, door] = await Promise.all([via.get(`${AUTH}/get-session`, headers), via.get('/v1/market/seller', headers)])
  return [session.body?.user?.email ?? session.body?.code ?? null, door.status]
}
const fan = (email: string) => [email.toLowerCase(), 200]
const VISITOR = [null, 401]
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
    method: 'POST', headers: { host: `${tenant.slug}.localhost:4000`, 'content-type': 'application/json' }, body: JSON.stringify({ email, password }),
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
  expect([refused.status, refused.body.code, refused.headers.get('content-type')]).toEqual([403, 'email_not_verified', 'application/problem+json'])
  expect(refused.body).toMatchObject({ type: expect.any(String), title: expect.any(String), requestId: expect.any(String), status: 403 })
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
  expect([foreign.status, foreign.headers.get('location'), foreign.headers.getSetCookie()]).toEqual([302, '/tickets?error=invalid_token', []])
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

test('another site can do nothing with the cookie, and is given none', async () => {
  const tenant = await world.givenTenant()
  const { email, cookie } = await givenVerified(tenant)
  const origin = 'https://evil.example'
  const out = await tenant.visitor.post(`${AUTH}/sign-out`, {}, { cookie, origin })
  expect([out.status, out.body.code]).toEqual([403, 'foreign_origin'])
  expect(await whoIs(tenant, { cookie })).toEqual(fan(email))
  expect((await signIn(tenant, email, password, { origin })).headers.getSetCookie()).toEqual([])
  const form = await tenant.visitor.post(`${AUTH}/sign-in/email`, JSON.stringify({ email, password }), { 'content-type': 'text/plain' })
  expect(form.status).toBe(415)
})

test('a forwarded host changes neither the link nor the market', async () => {
  const [tenant, other] = [await world.givenTenant(), await world.givenTenant()]
  const email = newEmail()
  const forwarded = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', forwarded: 'host=evil.example', 'x-forwarded-for': '203.0.113.9' }
  await tenant.visitor.post(`${AUTH}/sign-up/email`, { name: 'Mia', email, password }, forwarded)
  expect(new URL((await mailsTo(email))[0]!.links[0]!).host).toBe(`${tenant.slug}.localhost:4000`)
  const crossed = await signIn(tenant, email, password, { 'x-forwarded-host': `${other.slug}.localhost:4000` })
  expect(crossed.body.code).toBe('email_not_verified')
})

test('after the mail a fan is led to a path of the market, never elsewhere', async () => {
  const tenant = await world.givenTenant()
  const { email } = await givenVerified(tenant)
  for (const callbackURL of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/\t/evil.example', 'tickets', `http://${tenant.slug}.localhost:4000.evil.example/`]) {
    const refused = await tenant.visitor.post(`${AUTH}/send-verification-email`, { email, callbackURL })
    expect([refused.status, refused.body.code], callbackURL).toEqual([403, 'invalid_callback_url'])
    const opened = await tenant.visitor.get(`${AUTH}/verify-email?token=x&callbackURL=${encodeURIComponent(callbackURL)}`)
    expect(opened.status, callbackURL).toBe(403)
  }
})

test('whether an address has an account is told to its owner alone', async () => {
  const tenant = await world.givenTenant()
  const { email } = await givenVerified(tenant)
  const fresh = newEmail()
  const [known, unknown] = [await signUp(tenant, email, { password: 'a stranger guesses' }), await signUp(tenant, fresh)]
  const shapeOf = ({ status, body }: typeof known) => [status, body.token, Object.keys(body.user).toSorted(), body.user.emailVerified]
  expect(shapeOf(known)).toEqual(shapeOf(unknown))
  expect((await mailsTo(email))[0]).toMatchObject({ kind: 'account_exists' })
  expect((await signIn(tenant, email)).status).toBe(200)
  for (const path of ['send-verification-email', 'request-password-reset']) {
    const answers = await Promise.all([email, 'nobody@example.org'].map((one) => tenant.visitor.post(`${AUTH}/${path}`, { email: one })))
    expect(answers[0]!.body).toEqual(answers[1]!.body)
  }
  expect(await mailsTo('nobody@example.org')).toEqual([])
})

test('eight sign-ups of one address at once make one person and one link that works', async () => {
  const tenant = await world.givenTenant()
  const email = newEmail()
  const answers = await Promise.all(Array.from({ length: 8 }, () => signUp(tenant, email)))
  expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(200))
  const mails = (await mailsTo(email)).filter((mail) => mail.kind === 'verify_email')
  expect(mails).toHaveLength(1)
  expect((await openLink(mails[0]!.links[0]!, tenant)).headers.get('location')).toBe('/tickets')
  const fans = await tenant.system.read((scope) => scope.db.selectFrom('fans').select('id').where('email', '=', email.toLowerCase()).execute())
  expect(fans).toHaveLength(1)
})

test('a password that a stranger left on an unproved address is gone when its owner signs up', async () => {
  const tenant = await world.givenTenant()
  const email = newEmail()
  await signUp(tenant, email, { password: 'password of a stranger' })
  const strangersLink = (await mailsTo(email))[0]!.links[0]!
  await tenant.system.write((scope) => scope.db.updateTable('fans').set({ createdAt: new Date(Date.now() - 60_000) }).execute())
  await signUp(tenant, email)
  expect((await openLink(strangersLink, tenant)).headers.get('location')).toContain('error=')
  await openLink((await mailsTo(email))[0]!.links[0]!, tenant)
  expect((await signIn(tenant, email, 'password of a stranger')).status).toBe(401)
  expect((await signIn(tenant, email)).status).toBe(200)
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

test('guessing a password is stopped; its owner, elsewhere, still gets in', async () => {
  const tenant = await world.givenTenant()
  const { email } = await givenVerified(tenant)
  const from = (address: string, pass: string) => signIn(tenant, email, pass, { 'x-real-ip': address })
  const guesses = await Promise.all(Array.from({ length: 12 }, () => from('203.0.113.7', 'a wrong password')))
  expect(guesses.filter((guess) => guess.status === 401)).toHaveLength(10)
  const stopped = guesses.find((guess) => guess.status === 429)!
  expect([stopped.body.code, Number(stopped.headers.get('retry-after')) > 0]).toEqual(['too_many_attempts', true])
  expect((await from('203.0.113.7', password)).status).toBe(429)
  expect((await from('198.51.100.1', password)).status).toBe(200)
})

test('one address cannot be flooded with mail', async () => {
  const tenant = await world.givenTenant()
  const email = newEmail()
  const asked = await Promise.all(Array.from({ length: 8 }, () => tenant.visitor.post(`${AUTH}/request-password-reset`, { email })))
  expect(asked.filter(({ status }) => status === 429)).toHaveLength(2)
})

test('only the doors we use exist, and each hears only what it needs', async () => {
  const tenant = await world.givenTenant()
  for (const path of ['/delete-user', '/change-email', '/update-user', '/sign-in/social', '//sign-in/email', '/sign-in/email/', '/ok', '/error'])
    expect((await tenant.visitor.post(`${AUTH}${path}`, {})).status, path).toBe(404)
  expect((await tenant.visitor.get(`${AUTH}/sign-up/email`)).status).toBe(404)
  const email = newEmail()
  const answer = await signUp(tenant, email, { emailVerified: true, role: 'admin', id: tenant.id, image: 'http://evil.example/x.png' })
  expect(answer.body.user).toMatchObject({ emailVerified: false, image: null })
  const shapeless = await tenant.visitor.post(`${AUTH}/sign-up/email`, { email: 'not one' })
  expect([shapeless.status, shapeless.body.errors.map((e: { pointer: string }) => e.pointer)]).toEqual([422, ['#/name', '#/email', '#/password']])
  expect((await tenant.visitor.post(`${AUTH}/sign-in/email`, '{', { 'content-type': 'application/json' })).status).toBe(400)
})

test('what happened is recorded, without password, token or address', async () => {
  const tenant = await world.givenTenant()
  const { email, bearer } = await givenVerified(tenant)
  const facts = await tenant.system.read((scope) => scope.db.selectFrom('facts').selectAll().where('name', 'like', 'fan.%').orderBy('position').execute())
  expect(facts.map((fact) => fact.name)).toEqual(['fan.signed_up', 'fan.verified', 'fan.signed_in'])
  const told = JSON.stringify(facts)
  for (const secret of [email.toLowerCase(), bearer.split('.')[0]!, password]) expect(told).not.toContain(secret)
})
