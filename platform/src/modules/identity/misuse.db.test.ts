import { expect, test } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { AUTH, fan, fansOf, newEmail, openLink, password, signIn, signUp } from './fans.testing.ts'

const world = await openWorld()
const { mailsTo, givenVerified, whoIs } = fansOf(world)

test('another site can do nothing with the cookie, and is given none', async () => {
  const tenant = await world.givenTenant()
  const { email, cookie } = await givenVerified(tenant)
  const origin = 'https://evil.example'
  const out = await tenant.visitor.post(`${AUTH}/sign-out`, {}, { cookie, origin })
  expect([out.status, out.body.code]).toEqual([403, 'foreign_origin'])
  expect(await whoIs(tenant, { cookie })).toEqual(fan(email))
  expect((await signIn(tenant, email, password, { origin })).headers.getSetCookie()).toEqual([])
  const form = await tenant.visitor.post(`${AUTH}/sign-in/email`, JSON.stringify({ email, password }), {
    'content-type': 'text/plain',
  })
  expect(form.status).toBe(415)
})

test('a forwarded host changes neither the link nor the market', async () => {
  const [tenant, other] = [await world.givenTenant(), await world.givenTenant()]
  const email = newEmail()
  const forwarded = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.example',
    'x-forwarded-for': '203.0.113.9',
  }
  await tenant.visitor.post(`${AUTH}/sign-up/email`, { name: 'Mia', email, password }, forwarded)
  expect(new URL((await mailsTo(email))[0]!.links[0]!).host).toBe(`${tenant.slug}.localhost:4000`)
  const crossed = await signIn(tenant, email, password, { 'x-forwarded-host': `${other.slug}.localhost:4000` })
  expect(crossed.body.code).toBe('email_not_verified')
})

test('after the mail a fan is led to a path of the market, never elsewhere', async () => {
  const tenant = await world.givenTenant()
  const { email } = await givenVerified(tenant)
  for (const callbackURL of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    'tickets',
    `http://${tenant.slug}.localhost:4000.evil.example/`,
  ]) {
    const refused = await tenant.visitor.post(`${AUTH}/send-verification-email`, { email, callbackURL })
    expect([refused.status, refused.body.code], callbackURL).toEqual([403, 'invalid_callback_url'])
    const opened = await tenant.visitor.get(
      `${AUTH}/verify-email?token=x&callbackURL=${encodeURIComponent(callbackURL)}`,
    )
    expect(opened.status, callbackURL).toBe(403)
  }
})

test('whether an address has an account is told to its owner alone', async () => {
  const tenant = await world.givenTenant()
  const { email } = await givenVerified(tenant)
  const fresh = newEmail()
  const [known, unknown] = [
    await signUp(tenant, email, { password: 'a stranger guesses' }),
    await signUp(tenant, fresh),
  ]
  const shapeOf = ({ status, body }: typeof known) => [
    status,
    body.token,
    Object.keys(body.user).toSorted(),
    body.user.emailVerified,
  ]
  expect(shapeOf(known)).toEqual(shapeOf(unknown))
  expect((await mailsTo(email))[0]).toMatchObject({ kind: 'account_exists' })
  expect((await signIn(tenant, email)).status).toBe(200)
  for (const path of ['send-verification-email', 'request-password-reset']) {
    const answers = await Promise.all(
      [email, 'nobody@example.org'].map((one) => tenant.visitor.post(`${AUTH}/${path}`, { email: one })),
    )
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
  const fans = await tenant.system.read((scope) =>
    scope.db.selectFrom('fans').select('id').where('email', '=', email.toLowerCase()).execute(),
  )
  expect(fans).toHaveLength(1)
})

test('a password that a stranger left on an unproved address opens nothing, whoever signed up first', async () => {
  const tenant = await world.givenTenant()
  const email = newEmail()
  await signUp(tenant, email, { password: 'password of a stranger' })
  const strangersLink = (await mailsTo(email))[0]!.links[0]!
  await tenant.system.write((scope) =>
    scope.db
      .updateTable('fans')
      .set({ createdAt: new Date(Date.now() - 60_000) })
      .execute(),
  )
  await signUp(tenant, email)
  expect((await openLink(strangersLink, tenant)).headers.get('location')).toContain('error=')
  await openLink((await mailsTo(email))[0]!.links[0]!, tenant)
  expect((await signIn(tenant, email, 'password of a stranger')).status).toBe(401)
  // Whose password was right nobody can know: the link signs the owner in, and a new password comes by mail.
  expect((await signIn(tenant, email)).status).toBe(401)
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
  const asked = await Promise.all(
    Array.from({ length: 8 }, () => tenant.visitor.post(`${AUTH}/request-password-reset`, { email })),
  )
  expect(asked.filter(({ status }) => status === 429)).toHaveLength(2)
})

test('only the doors we use exist, and each hears only what it needs', async () => {
  const tenant = await world.givenTenant()
  for (const path of [
    '/delete-user',
    '/change-email',
    '/update-user',
    '/sign-in/social',
    '//sign-in/email',
    '/sign-in/email/',
    '/ok',
    '/error',
  ])
    expect((await tenant.visitor.post(`${AUTH}${path}`, {})).status, path).toBe(404)
  expect((await tenant.visitor.get(`${AUTH}/sign-up/email`)).status).toBe(404)
  const email = newEmail()
  const answer = await signUp(tenant, email, {
    emailVerified: true,
    role: 'admin',
    id: tenant.id,
    image: 'http://evil.example/x.png',
  })
  expect(answer.body.user).toMatchObject({ emailVerified: false, image: null })
  const shapeless = await tenant.visitor.post(`${AUTH}/sign-up/email`, { email: 'not one' })
  expect([shapeless.status, shapeless.body.errors.map((e: { pointer: string }) => e.pointer)]).toEqual([
    422,
    ['#/name', '#/email', '#/password'],
  ])
  expect((await tenant.visitor.post(`${AUTH}/sign-in/email`, '{', { 'content-type': 'application/json' })).status).toBe(
    400,
  )
})

test('what happened is recorded, without password, token or address', async () => {
  const tenant = await world.givenTenant()
  const { email, bearer } = await givenVerified(tenant)
  const facts = await tenant.system.read((scope) =>
    scope.db.selectFrom('facts').selectAll().where('name', 'like', 'fan.%').orderBy('position').execute(),
  )
  expect(facts.map((fact) => fact.name)).toEqual(['fan.signed_up', 'fan.verified', 'fan.signed_in'])
  const told = JSON.stringify(facts)
  for (const secret of [email.toLowerCase(), bearer.split('.')[0]!, password]) expect(told).not.toContain(secret)
})
