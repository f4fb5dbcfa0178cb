// Deals as staff and keys handle them.
import { PageQuery, pageOf } from '../../kit/page.ts'
import { allow, createRoute, createRouter, IdParams, json, jsonBody, z } from '../../kit/route.ts'
import { refusals } from './problems.ts'
import { getOrder, listOrders, showToAdmin } from './queries.ts'
import { refundOrder } from './refund.ts'
import { AdminOrder, OrderState } from './shapes.ts'

const RefundInput = z
  .object({
    lineIds: z
      .array(z.uuid())
      .min(1)
      .max(20)
      .optional()
      .openapi({ description: 'Which tickets; all that can be refunded when left out' }),
    reason: z.string().trim().min(3).max(300).openapi({ description: 'The buyer reads it' }),
    ticket: z
      .enum(['return_to_seller', 'void'])
      .openapi({ description: 'What becomes of the ticket: a new code for the seller, or no code for anybody' }),
  })
  .strict()

const tags = ['orders']
const list = createRoute({
  method: 'get',
  path: '/orders',
  operationId: 'admin.orders.list',
  tags,
  summary: 'Orders, newest first',
  ...allow('orders:read', 'key'),
  request: { query: PageQuery.extend({ eventId: z.uuid().optional(), state: OrderState.optional() }) },
  responses: { 200: json(pageOf(AdminOrder), 'A page of orders') },
})
const get = createRoute({
  method: 'get',
  path: '/orders/{id}',
  operationId: 'admin.orders.get',
  tags,
  summary: 'One order with its refunds',
  ...allow('orders:read', 'key'),
  request: { params: IdParams },
  responses: { 200: json(AdminOrder, 'The order'), ...refusals('order_not_found') },
})
const refund = createRoute({
  method: 'post',
  path: '/orders/{id}/refund',
  operationId: 'admin.orders.refund',
  tags,
  summary: 'Give a buyer everything back',
  ...allow('orders:refund', 'key'),
  description:
    'Before the release the money comes from escrow; after it from the seller and the organizer, as far as they still have it, and the rest is their debt.',
  request: { params: IdParams, body: jsonBody(RefundInput) },
  responses: {
    200: json(AdminOrder, 'The order with its refund'),
    ...refusals(
      'order_not_found',
      'order_not_refundable',
      'order_disputed',
      'line_not_refundable',
      'ticket_not_with_buyer',
    ),
  },
})

export const admin = createRouter()
admin.openapi(list, async (c) =>
  c.json(await c.var.ctx.read((scope) => listOrders(scope, c.req.valid('query'), showToAdmin)), 200),
)
admin.openapi(get, async (c) =>
  c.json(await c.var.ctx.read((scope) => getOrder(scope, c.req.valid('param').id, showToAdmin)), 200),
)
admin.openapi(refund, async (c) => {
  const { id } = c.req.valid('param')
  const { lineIds, ...wish } = c.req.valid('json')
  const order = await c.var.ctx.once(async (ctx) => {
    await refundOrder(ctx, id, { ...wish, lineIds: lineIds ?? null })
    return ctx.read((scope) => getOrder(scope, id, showToAdmin))
  })
  return c.json(order, 200)
})
