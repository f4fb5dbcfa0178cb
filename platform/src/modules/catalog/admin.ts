// Events as staff and keys handle them.
import { PageQuery, pageOf } from '../../kit/page.ts'
import { together } from '../../kit/problem.ts'
import { allow, createRoute, createRouter, IdParams, json, jsonBody, z } from '../../kit/route.ts'
import { refusals as policyRefusals } from '../policies/index.ts'
import { createEvent } from './events/create.ts'
import { publishEvent } from './events/publish.ts'
import { updateEvent } from './events/update.ts'
import { refusals } from './problems.ts'
import { getAdminEvent, listAdminEvents } from './queries.ts'
import { AdminEvent, EventInput, EventUpdate } from './shapes.ts'

const tags = ['events']
const saving = [
  'unknown_time_zone',
  'event_ends_before_start',
  'resale_window_upside_down',
  'currency_mismatch',
  'ticket_type_named_twice',
  'event_exists',
] as const
const list = createRoute({
  method: 'get',
  path: '/events',
  operationId: 'admin.events.list',
  tags,
  summary: 'Events, newest first',
  ...allow('events:read', 'key'),
  request: { query: PageQuery.extend({ externalRef: z.string().optional() }) },
  responses: { 200: json(pageOf(AdminEvent), 'A page of events') },
})
const get = createRoute({
  method: 'get',
  path: '/events/{id}',
  operationId: 'admin.events.get',
  tags,
  summary: 'One event',
  ...allow('events:read', 'key'),
  request: { params: IdParams },
  responses: { 200: json(AdminEvent, 'The event'), ...refusals('event_not_found') },
})
const create = createRoute({
  method: 'post',
  path: '/events',
  operationId: 'admin.events.create',
  tags,
  summary: 'Announce an event, as a draft',
  ...allow('events:write', 'key'),
  request: { body: jsonBody(EventInput) },
  responses: { 201: json(AdminEvent, 'The draft'), ...policyRefusals('fees_take_everything'), ...refusals(...saving) },
})
const update = createRoute({
  method: 'patch',
  path: '/events/{id}',
  operationId: 'admin.events.update',
  tags,
  summary: 'Change an event',
  description:
    'New resale terms hold for what is listed from now on; listings and orders keep the terms they were made under.',
  ...allow('events:write', 'key'),
  request: { params: IdParams, body: jsonBody(EventUpdate) },
  responses: {
    200: json(AdminEvent, 'The event after the change'),
    ...together(
      policyRefusals('fees_take_everything'),
      refusals('event_not_found', 'event_over', 'currency_is_fixed', ...saving),
    ),
  },
})
const publish = createRoute({
  method: 'post',
  path: '/events/{id}/publish',
  operationId: 'admin.events.publish',
  tags,
  summary: 'Show a draft to fans',
  ...allow('events:write', 'key'),
  request: { params: IdParams },
  responses: {
    200: json(AdminEvent, 'The published event'),
    ...refusals('event_not_found', 'event_not_draft', 'no_admission'),
  },
})

export const admin = createRouter()
admin.openapi(list, async (c) =>
  c.json(await c.var.ctx.read((scope) => listAdminEvents(scope, c.req.valid('query'))), 200),
)
admin.openapi(get, async (c) =>
  c.json(await c.var.ctx.read((scope) => getAdminEvent(scope, c.req.valid('param').id)), 200),
)
admin.openapi(create, async (c) =>
  c.json(
    await c.var.ctx.write(async (scope) => getAdminEvent(scope, await createEvent(scope, c.req.valid('json')))),
    201,
  ),
)
admin.openapi(update, async (c) => {
  const { id } = c.req.valid('param')
  const answer = await c.var.ctx.write(async (scope) => {
    await updateEvent(scope, id, c.req.valid('json'))
    return getAdminEvent(scope, id)
  })
  return c.json(answer, 200)
})
admin.openapi(publish, async (c) => {
  const { id } = c.req.valid('param')
  const answer = await c.var.ctx.write(async (scope) => {
    await publishEvent(scope, id)
    return getAdminEvent(scope, id)
  })
  return c.json(answer, 200)
})
