import { afterAll, afterEach, expect, test } from 'vitest'
import { openWorld, type TestTenant } from '../../../test/world.ts'
import { createApp } from '../../app.ts'
import { openMailer, sendMail, type Mail, type Mailer } from './index.ts'
import { openSmtpServer } from './smtp.testing.ts'

const world = await openWorld()
const instance = world.caller('localhost', {})
const inbox = world.house.outside.mailer
const smtp = await openSmtpServer()
const mailer = openMailer({ smtpUrl: smtp.url, from: 'Somebody <tickets@post.example>' })
afterAll(async () => {
  mailer.close()
  await smtp.close()
})
afterEach(async () => {
  world.house.outside.mailer = inbox
  smtp.be('kind')
  smtp.taken.length = 0
  await world.runJobs()
})

const mail = (to: string, more: Partial<Mail> = {}): Mail => ({
  kind: 'test',
  to,
  subject: 'Hello there',
  title: 'Hello',
  paragraphs: ['The secret word is xyzzy.'],
  action: { label: 'Look', path: '/tickets' },
  ...more,
})
const send = ({ system }: TestTenant, what: Mail) => system.write((scope) => sendMail(scope, what))
const rowOf = ({ system }: TestTenant, id: string) =>
  system.read((scope) => scope.db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
const bySmtp = (other: Mailer = mailer) => void (world.house.outside.mailer = other)
/** Decodes what SMTP carried, as a mail program would. */
const read = (data: string) =>
  Buffer.from(
    data
      .replaceAll(/=\r\n/g, '')
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

test('the inbox shows what was sent, newest first, by recipient and by market', async () => {
  const [a, b] = [await world.givenTenant(), await world.givenTenant()]
  await send(a, mail('Mia@Example.org', { subject: 'First' }))
  await world.runJobs()
  await send(b, mail('mia@example.org', { subject: 'Second' }))
  await send(a, mail('noor@example.org'))
  await world.runJobs()
  const { status, body } = await instance.get('/dev/mail?to=MIA@example.org')
  expect([status, body.items.map((one: { subject: string }) => one.subject)]).toEqual([200, ['Second', 'First']])
  expect(body.items[1]).toEqual({
    id: expect.any(String),
    tenant: { id: a.id, slug: a.slug },
    to: 'mia@example.org',
    subject: 'First',
    kind: 'test',
    sentAt: expect.any(String),
    links: [`http://${a.slug}.localhost:4000/tickets`],
    text: expect.stringContaining('xyzzy'),
    html: expect.stringContaining('xyzzy'),
  })
  expect((await instance.get(`/dev/mail?tenant=${a.slug}`)).body.items).toHaveLength(2)
  expect((await instance.get(`/dev/mail?tenant=${a.slug}&limit=1`)).body.items).toHaveLength(1)
})

test('the inbox is a page, and a mail in it can do nothing', async () => {
  const tenant = await world.givenTenant()
  const { mailId } = await send(tenant, mail('mia@example.org', { subject: '<script>alert(1)</script>' }))
  await world.runJobs()
  const list = await instance.get(`/dev/inbox?tenant=${tenant.slug}`)
  expect(list.body).toContain(`href="/dev/inbox/${mailId}"`)
  const page = await instance.get(`/dev/inbox/${mailId}`)
  for (const { status, body, headers } of [list, page]) {
    expect([status, body.includes('<script')]).toEqual([200, false])
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/)
  }
  expect(page.body).toMatch(
    /<iframe title="[^"]+" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="&lt;!doctype html&gt;/,
  )
  for (const unknown of ['nonsense', tenant.id]) expect((await instance.get(`/dev/inbox/${unknown}`)).status).toBe(404)
})

test('the inbox stands on the instance host only, and nowhere once mail really leaves', async () => {
  const tenant = await world.givenTenant()
  for (const path of ['/dev/mail', '/dev/inbox']) expect((await tenant.visitor.get(path)).status, path).toBe(404)
  const app = createApp({
    house: { ...world.house, outside: { ...world.house.outside, mailer } },
    instanceHost: 'localhost',
    secure: true,
  })
  for (const path of ['/dev/mail', '/dev/inbox', `/dev/inbox/${tenant.id}`])
    expect(
      (await app.request(`http://localhost:4000${path}`, { headers: { host: 'localhost:4000' } })).status,
      path,
    ).toBe(404)
})

test('a mail leaves with the transaction that wanted it, or not at all', async () => {
  const tenant = await world.givenTenant()
  await tenant.system
    .write(async (scope) => {
      await sendMail(scope, mail('mia@example.org'))
      throw new Error('changed my mind')
    })
    .catch(() => {})
  await world.runJobs()
  expect((await instance.get(`/dev/mail?tenant=${tenant.slug}`)).body.items).toEqual([])
})

test('what a mail says is sealed, and cannot be moved to another row', async () => {
  const tenant = await world.givenTenant()
  const { mailId } = await send(tenant, mail('mia@example.org'))
  const { sealed } = await rowOf(tenant, mailId)
  expect(sealed!.toString('latin1')).not.toContain('xyzzy')
  expect(world.secrets.unseal(sealed!, `mail:${tenant.id}:${mailId}`)).toContain('xyzzy')
  expect(() => world.secrets.unseal(sealed!, `mail:${tenant.id}:${tenant.id}`)).toThrow('authenticate')
})

test('by SMTP a mail is the tenant’s from its first header to its last line, and nothing of it stays here', async () => {
  const tenant = await world.givenTenant()
  await tenant.admin.patch('/v1/admin/brand', { texts: { supportEmail: 'help@hall.example' } })
  bySmtp()
  const { mailId } = await send(tenant, mail('mia@example.org', { subject: 'Grüße\r\nBcc: evil@example.org' }))
  await world.runJobs()
  const [taken] = smtp.taken
  expect([taken!.from, taken!.to, taken!.helo]).toEqual(['tickets@post.example', ['mia@example.org'], 'post.example'])
  expect(taken!.data).toContain(`From: ${tenant.name} <tickets@post.example>`)
  expect(taken!.data).toContain(`Message-ID: <${mailId}@${tenant.slug}.localhost>`)
  expect(taken!.data).toMatch(/^Reply-To: .*<help@hall\.example>\r$/m)
  expect(taken!.data).not.toMatch(/^(X-Mailer|Bcc):/im)
  expect(taken!.data).not.toMatch(/reseat|nodemailer/i)
  expect(read(taken!.data)).toContain('The secret word is xyzzy.')
  expect(read(taken!.data)).toContain(`http://${tenant.slug}.localhost:4000/tickets`)
  expect(await rowOf(tenant, mailId)).toMatchObject({
    state: 'sent',
    sealed: null,
    dueAt: null,
    error: null,
    sentAt: expect.any(Date),
  })
})

test('an address is one address, whatever is written into it', async () => {
  const tenant = await world.givenTenant()
  bySmtp()
  await send(tenant, mail('"mia, evil@example.org,"@example.org'))
  await world.runJobs()
  expect(smtp.taken.flatMap((one) => one.to)).not.toContain('evil@example.org')
})

test('a busy server is asked again, later each time, under the same Message-ID', async () => {
  const tenant = await world.givenTenant()
  bySmtp()
  smtp.be('busy')
  const { mailId } = await send(tenant, mail('mia@example.org'))
  await world.runJobs()
  expect(await rowOf(tenant, mailId)).toMatchObject({
    state: 'queued',
    attempts: 1,
    error: expect.stringContaining('451'),
  })
  smtp.be('takes it and hangs up')
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 6 })
  await world.runJobs()
  expect(await rowOf(tenant, mailId)).toMatchObject({ state: 'queued', attempts: 2 })
  smtp.be('kind')
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 6 })
  await world.runJobs()
  expect((await rowOf(tenant, mailId)).state).toBe('queued')
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 30 })
  await world.runJobs()
  expect(await rowOf(tenant, mailId)).toMatchObject({ state: 'sent', attempts: 3 })
  const ids = smtp.taken.map((one) => /^Message-ID: (.*)\r$/m.exec(one.data)![1])
  expect(ids).toEqual([`<${mailId}@${tenant.slug}.localhost>`, `<${mailId}@${tenant.slug}.localhost>`])
})

test('a server that is gone is given up after a bounded number of attempts; an unknown recipient at once', async () => {
  const tenant = await world.givenTenant()
  bySmtp()
  smtp.be('unknown recipient')
  const unknown = await send(tenant, mail('nobody@example.org'))
  await world.runJobs()
  expect(await rowOf(tenant, unknown.mailId)).toMatchObject({
    state: 'failed',
    attempts: 1,
    dueAt: null,
    error: expect.stringContaining('550'),
  })

  smtp.be('hangs up')
  const gone = await send(tenant, mail('mia@example.org'))
  for (let attempt = 0; attempt < 9; attempt++) {
    await world.runJobs()
    await tenant.admin.post('/v1/admin/clock/advance', { seconds: 7 * 3600 })
  }
  expect(await rowOf(tenant, gone.mailId)).toMatchObject({ state: 'failed', attempts: 8, dueAt: null })
})

test('eight processes that see one due mail send it once', async () => {
  const tenant = await world.givenTenant()
  bySmtp()
  const { mailId } = await send(tenant, mail('mia@example.org'))
  const { sweeps } = await import('./index.ts')
  await Promise.all(Array.from({ length: 8 }, () => sweeps[0]!.act(tenant.system, mailId)))
  expect(smtp.taken).toHaveLength(1)
})

test('the app role names mails across markets, and reads none of them', async () => {
  const tenant = await world.givenTenant()
  await send(tenant, mail('mia@example.org'))
  await world.runJobs()
  const { fields } = await world.pool.query('select * from dev_inbox(null, null, null, 1)')
  expect(fields.map((field) => field.name)).toEqual(['tenant_id', 'id'])
  await expect(world.pool.query('select * from mails')).rejects.toThrow(/app\.tenant_id|type uuid: ""/)
})
