// The inbox of a development instance: every mail of every market, as JSON and as pages. Where mail really leaves, and so
// in production, these routes do not exist.
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Entry } from '../../../entry/index.ts'
import { isUuid } from '../../../kit/id.ts'
import { z, type Env } from '../../../kit/route.ts'
import { createCtx } from '../../../kit/scope.ts'
import { problem } from '../problems.ts'
import { findSentMail } from '../store.ts'
import { inboxPage, mailPage } from './page.ts'

export type InboxMail = {
  id: string
  tenant: { id: string; slug: string }
  to: string
  subject: string
  kind: string
  text: string
  html: string
  links: string[]
  sentAt: Date
}

const Query = z.object({
  to: z.string().max(254).optional(),
  tenant: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(200).catch(50),
})
type Sought = z.infer<typeof Query>

// The frame of a mail inherits this: it shows, and does nothing else.
const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

type Tools = { entry: Entry; onInstance: (c: Context) => void }

export function mountInbox(app: OpenAPIHono<Env>, { entry, onInstance }: Tools): void {
  if (entry.house.outside.mailer.kind !== 'inbox') return
  app.use('/dev/*', async (c, next) => {
    onInstance(c)
    await next()
  })
  app.get('/dev/mail', async (c) => {
    c.header('cache-control', 'no-store')
    return c.json({ items: await findMails(entry, Query.parse(c.req.query())) })
  })
  app.get('/dev/inbox', async (c) => {
    const sought = Query.parse(c.req.query())
    return c.html(inboxPage(await findMails(entry, sought), sought), 200, PAGE_HEADERS)
  })
  app.get('/dev/inbox/:id', async (c) => {
    const mail = await findMail(entry, c.req.param('id'))
    return c.html(mailPage(mail), 200, PAGE_HEADERS)
  })
}

const NAME = 'select tenant_id, id from dev_inbox($1, $2, $3, $4)'

async function findMails(entry: Entry, { to, tenant, limit }: Sought): Promise<InboxMail[]> {
  const { rows } = await entry.house.pool.query<Named>(NAME, [null, tenant || null, to || null, limit])
  const mails = await Promise.all(rows.map((row) => readMail(entry, row)))
  return mails.filter((mail) => mail !== null)
}

async function findMail(entry: Entry, id: string): Promise<InboxMail> {
  if (!isUuid(id)) throw problem('mail_not_found')
  const { rows } = await entry.house.pool.query<Named>(NAME, [id, null, null, 1])
  const mail = rows[0] && (await readMail(entry, rows[0]))
  if (!mail) throw problem('mail_not_found')
  return mail
}

type Named = { tenant_id: string; id: string }

async function readMail(entry: Entry, named: Named): Promise<InboxMail | null> {
  const tenant = await entry.tenants.byId(named.tenant_id)
  if (!tenant) return null
  const ctx = createCtx(entry.house, tenant, { actor: { kind: 'system', job: 'inbox' } })
  const mail = await ctx.read((scope) => findSentMail(scope, named.id))
  if (!mail) return null
  const { id, kind, subject, sentAt, written } = mail
  const links = [...new Set(written.text.match(/https?:\/\/[^\s<>"]+/g))]
  return {
    id,
    tenant: { id: tenant.id, slug: tenant.slug },
    to: mail.recipient,
    subject,
    kind,
    ...written,
    links,
    sentAt,
  }
}
