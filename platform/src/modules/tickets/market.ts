// What a fan may see of the tickets that are theirs.
import { PageQuery, pageOf } from '../../kit/page.ts'
import { allow, createRoute, createRouter, IdParams, json } from '../../kit/route.ts'
import { refusals } from './problems.ts'
import { getFanTicket, listFanTickets } from './queries.ts'
import { Ticket, TicketWithCode } from './shapes.ts'

const tags = ['tickets']
const list = createRoute({
  method: 'get',
  path: '/tickets',
  operationId: 'market.tickets.list',
  tags,
  summary: 'My tickets',
  description:
    'Tickets the fan bought here, and those imported for their verified e-mail address. Each says whether it can be offered, and if not, why.',
  ...allow('tickets:own', 'fan'),
  request: { query: PageQuery },
  responses: { 200: json(pageOf(Ticket), 'A page of tickets') },
})
const get = createRoute({
  method: 'get',
  path: '/tickets/{id}',
  operationId: 'market.tickets.get',
  tags,
  summary: 'One of my tickets, with its code',
  ...allow('tickets:own', 'fan'),
  request: { params: IdParams },
  responses: { 200: json(TicketWithCode, 'The ticket'), ...refusals('ticket_not_found') },
})

export const market = createRouter()
market.openapi(list, async (c) =>
  c.json(await c.var.ctx.read((scope) => listFanTickets(scope, c.req.valid('query'))), 200),
)
market.openapi(get, async (c) => {
  const ticket = await c.var.ctx.read((scope) => getFanTicket(scope, c.req.valid('param').id))
  c.header('cache-control', 'no-store') // it carries a code
  return c.json(ticket, 200)
})
