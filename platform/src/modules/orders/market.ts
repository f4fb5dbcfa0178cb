// Deals as fans make them: hold, pay, follow; and what a seller sold.
import { PageQuery, pageOf } from '../../kit/page.ts'
import { together } from '../../kit/problem.ts'
import { allow, createRoute, createRouter, IdParams, json, jsonBody, z } from '../../kit/route.ts'
import { fanOf } from '../../kit/scope.ts'
import { refusals as listingRefusals } from '../listings/index.ts'
import { refusals as ticketRefusals } from '../tickets/index.ts'
import { cancelOrder } from './cancel.ts'
import { payOrder } from './pay.ts'
import { refusals } from './problems.ts'
import { getOrder, listOrders, showToBuyer } from './queries.ts'
import { listSales } from './sales.ts'
import { Order, Sale } from './shapes.ts'
import { startOrder } from './start.ts'

const tags = ['orders']
const start = createRoute({
  method: 'post',
  path: '/orders',
  operationId: 'market.orders.start',
  tags,
  summary: 'Hold tickets for ten minutes, at a price that will not change',
  ...allow('orders:write', 'fan'),
  request: { body: jsonBody(z.object({ listingId: z.uuid(), quantity: z.int().min(1).max(20).default(1) })) },
  responses: {
    201: json(Order, 'Yours until `heldUntil`'),
    ...together(
      refusals('too_many_holds'),
      listingRefusals('listing_not_found', 'listing_not_active', 'own_listing', 'tickets_held', 'not_enough_tickets'),
    ),
  },
})
const pay = createRoute({
  method: 'post',
  path: '/orders/{id}/pay',
  operationId: 'market.orders.pay',
  tags,
  summary: 'Pay for what you hold',
  ...allow('orders:write', 'fan'),
  description:
    'Takes a confirmation token of the payment form. `fulfilled`: the new code is yours. `paying` with `payment.action`: the bank asks you to confirm. `in_doubt`: the outcome is on its way; ask for the order again.',
  request: { params: IdParams, body: jsonBody(z.object({ confirmationToken: z.string().min(1).max(255) })) },
  responses: {
    200: json(Order, 'Where the order stands now'),
    ...together(
      ticketRefusals('ticket_moved_on'),
      refusals(
        'payment_declined',
        'payments_off',
        'order_not_found',
        'hold_expired',
        'order_not_payable',
        'payment_under_way',
      ),
    ),
  },
})
const cancel = createRoute({
  method: 'post',
  path: '/orders/{id}/cancel',
  operationId: 'market.orders.cancel',
  tags,
  summary: 'Give up what you hold',
  ...allow('orders:write', 'fan'),
  request: { params: IdParams },
  responses: {
    200: json(Order, 'Where the order stands now'),
    ...refusals('order_not_found', 'order_not_cancellable'),
  },
})
const get = createRoute({
  method: 'get',
  path: '/orders/{id}',
  operationId: 'market.orders.get',
  tags,
  summary: 'Where your order stands',
  ...allow('orders:read', 'fan'),
  request: { params: IdParams },
  responses: { 200: json(Order, 'The order'), ...refusals('order_not_found') },
})
const list = createRoute({
  method: 'get',
  path: '/orders',
  operationId: 'market.orders.list',
  tags,
  summary: 'Your orders, newest first',
  ...allow('orders:read', 'fan'),
  request: { query: PageQuery },
  responses: { 200: json(pageOf(Order), 'A page of orders') },
})
const sales = createRoute({
  method: 'get',
  path: '/seller/sales',
  operationId: 'market.seller.sales',
  tags: ['seller'],
  summary: 'What you sold, and where the money is',
  ...allow('orders:read', 'fan'),
  request: { query: PageQuery },
  responses: { 200: json(pageOf(Sale), 'A page of sales') },
})

export const market = createRouter()
market.openapi(start, async (c) => {
  const wish = c.req.valid('json')
  return c.json(
    await c.var.ctx.write(async (scope) => getOrder(scope, await startOrder(scope, wish), showToBuyer)),
    201,
  )
})
market.openapi(pay, async (c) => {
  const { id } = c.req.valid('param')
  const { confirmationToken } = c.req.valid('json')
  const order = await c.var.ctx.once(async (ctx) => {
    await payOrder(ctx, id, confirmationToken)
    return ctx.read((scope) => getOrder(scope, id, showToBuyer))
  })
  return c.json(order, 200)
})
market.openapi(cancel, async (c) => {
  const { id } = c.req.valid('param')
  const order = await c.var.ctx.once(async (ctx) => {
    await cancelOrder(ctx, id)
    return ctx.read((scope) => getOrder(scope, id, showToBuyer))
  })
  return c.json(order, 200)
})
market.openapi(get, async (c) =>
  c.json(await c.var.ctx.read((scope) => getOrder(scope, c.req.valid('param').id, showToBuyer, fanOf(scope).id)), 200),
)
market.openapi(list, async (c) =>
  c.json(
    await c.var.ctx.read((scope) =>
      listOrders(scope, { ...c.req.valid('query'), buyerId: fanOf(scope).id }, showToBuyer),
    ),
    200,
  ),
)
market.openapi(sales, async (c) =>
  c.json(
    await c.var.ctx.read((scope) => listSales(scope, { ...c.req.valid('query'), sellerId: fanOf(scope).id })),
    200,
  ),
)
