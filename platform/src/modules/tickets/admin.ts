// Tickets as staff and keys handle them; imports and the gate have doors of their own beside.
import { PageQuery, pageOf } from '../../kit/page.ts'
import { allow, createRoute, createRouter, IdParams, json, z } from '../../kit/route.ts'
import { gateRoutes } from './gate/admin.ts'
import { importRoutes } from './imports/admin.ts'
import { refusals } from './problems.ts'
import { getTicket, listTickets } from './queries.ts'
import { AdminTicket, AdminTicketDetail, State } from './shapes.ts'

const tags = ['tickets']
const list = createRoute({
  method: 'get',
  path: '/tickets',
  operationId: 'admin.tickets.list',
  tags,
  summary: 'Tickets, in the order they were imported',
  ...allow('tickets:read', 'key'),
  request: {
    query: PageQuery.extend({
      eventId: z.uuid().optional(),
      email: z.string().max(200).optional(),
      state: State.optional(),
    }),
  },
  responses: { 200: json(pageOf(AdminTicket), 'A page of tickets') },
})
const get = createRoute({
  method: 'get',
  path: '/tickets/{id}',
  operationId: 'admin.tickets.get',
  tags,
  summary: 'One ticket and its history',
  description: 'Every generation of its code with the hours it lived, and what happened to it. Never a code.',
  ...allow('tickets:read', 'key'),
  request: { params: IdParams },
  responses: { 200: json(AdminTicketDetail, 'The ticket'), ...refusals('ticket_not_found') },
})

export const admin = createRouter()
admin.openapi(list, async (c) => c.json(await c.var.ctx.read((scope) => listTickets(scope, c.req.valid('query'))), 200))
admin.openapi(get, async (c) => c.json(await c.var.ctx.read((scope) => getTicket(scope, c.req.valid('param').id)), 200))
admin.route('/', importRoutes)
admin.route('/', gateRoutes)
