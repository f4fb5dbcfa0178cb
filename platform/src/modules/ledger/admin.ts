// The books as staff and keys may read them.
import { Money } from '../../kit/money.ts'
import { PageQuery, pageOf } from '../../kit/page.ts'
import { allow, createRoute, createRouter, Instant, json, z } from '../../kit/route.ts'
import { listPostings } from './queries.ts'
import { trialBalance } from './store.ts'

const side = z.enum(['debit', 'credit'])
const Line = z
  .object({ code: z.string(), normal: side, debit: Money, credit: Money, balance: Money })
  .openapi('TrialBalanceLine')
const TrialBalance = z
  .object({
    items: z.array(Line),
    differences: z.array(Money).openapi({ description: 'Per currency; zero when the books balance' }),
  })
  .openapi('TrialBalance')
const Posting = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    reference: z.string(),
    orderId: z.uuid().nullable(),
    postedAt: Instant,
    entries: z.array(z.object({ account: z.string(), owner: z.string(), side, amount: Money })),
  })
  .openapi('Posting')

const balance = createRoute({
  method: 'get',
  path: '/ledger/trial-balance',
  operationId: 'admin.ledger.trialBalance',
  tags: ['ledger'],
  summary: 'Every account, and whether the books balance',
  ...allow('ledger:read', 'key'),
  responses: { 200: json(TrialBalance, 'Totals per account and currency') },
})
const postings = createRoute({
  method: 'get',
  path: '/ledger/postings',
  operationId: 'admin.ledger.postings',
  tags: ['ledger'],
  summary: 'Postings with their entries, newest first',
  ...allow('ledger:read', 'key'),
  request: { query: PageQuery.extend({ orderId: z.uuid().optional() }) },
  responses: { 200: json(pageOf(Posting), 'A page of postings') },
})

export const admin = createRouter()
admin.openapi(balance, async (c) => c.json(await c.var.ctx.read(trialBalance), 200))
admin.openapi(postings, async (c) =>
  c.json(await c.var.ctx.read((scope) => listPostings(scope, c.req.valid('query'))), 200),
)
