// Disputes as staff and keys handle them: where they stand, and who bears one that is lost.
import { Money } from '../../../kit/money.ts'
import { PageQuery, pageOf } from '../../../kit/page.ts'
import {
  allow,
  createRoute,
  createRouter,
  IdParams,
  Instant,
  json,
  jsonBody,
  MaybeInstant,
  z,
} from '../../../kit/route.ts'
import { refusals } from '../problems.ts'
import { decideDispute, getDispute, listDisputes } from './store.ts'

const state = z.enum(['open', 'won', 'lost'])
const liability = z.enum(['seller', 'organizer', 'operator'])
const Dispute = z
  .object({
    id: z.uuid(),
    orderId: z.uuid(),
    reference: z.string().openapi({ description: 'Its name at the payment provider' }),
    amount: Money,
    fee: Money,
    reason: z.string().nullable().openapi({ description: 'What the bank says of it, in the words of the provider' }),
    state,
    liability: liability
      .nullable()
      .openapi({ description: 'Who bears it if it is lost; the operator where nobody decided' }),
    openedAt: Instant,
    closedAt: MaybeInstant,
  })
  .openapi('Dispute')

const tags = ['disputes']
const list = createRoute({
  method: 'get',
  path: '/disputes',
  operationId: 'admin.disputes.list',
  tags,
  summary: 'Payments that buyers took to their bank, newest first',
  ...allow('disputes:read', 'key'),
  request: { query: PageQuery.extend({ state: state.optional(), orderId: z.uuid().optional() }) },
  responses: { 200: json(pageOf(Dispute), 'A page of disputes') },
})
const get = createRoute({
  method: 'get',
  path: '/disputes/{id}',
  operationId: 'admin.disputes.get',
  tags,
  summary: 'One dispute',
  ...allow('disputes:read', 'key'),
  request: { params: IdParams },
  responses: { 200: json(Dispute, 'The dispute'), ...refusals('dispute_not_found') },
})
const decide = createRoute({
  method: 'post',
  path: '/disputes/{id}/decide',
  operationId: 'admin.disputes.decide',
  tags,
  summary: 'Say who bears a dispute if it is lost',
  ...allow('disputes:write', 'key'),
  description:
    'The seller only where the promise failed: no entry, or the wrong ticket. A stolen card is the operator’s. Can be changed until the bank decides.',
  request: { params: IdParams, body: jsonBody(z.object({ liability }).strict()) },
  responses: { 200: json(Dispute, 'The dispute'), ...refusals('dispute_not_found', 'dispute_closed') },
})

export const admin = createRouter()
admin.openapi(list, async (c) =>
  c.json(await c.var.ctx.read((scope) => listDisputes(scope, c.req.valid('query'))), 200),
)
admin.openapi(get, async (c) =>
  c.json(await c.var.ctx.read((scope) => getDispute(scope, c.req.valid('param').id)), 200),
)
admin.openapi(decide, async (c) => {
  const { liability: who } = c.req.valid('json')
  const { id } = c.req.valid('param')
  return c.json(await c.var.ctx.once((ctx) => ctx.write((scope) => decideDispute(scope, id, who))), 200)
})
