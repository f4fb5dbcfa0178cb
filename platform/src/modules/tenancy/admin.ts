// What staff and keys may do with the market itself: its brand, and in test mode its clock.
import { allow, createRoute, createRouter, Instant, InstantInput, json, jsonBody, z } from '../../kit/route.ts'
import { findBrand, type KeptBrand } from './brand/store.ts'
import { AdminBrand, BrandUpdate } from './brand/shapes.ts'
import { updateBrand } from './brand/update.ts'
import { advanceClock } from './clock/advance.ts'
import { setClock } from './clock/set.ts'
import { refusals } from './problems.ts'

const Clock = z.object({ now: Instant, mode: z.enum(['live', 'test']) }).openapi('Clock')
const show = ({ document, version }: KeptBrand, name: string) => ({ ...document, name, version })

const getBrand = createRoute({
  method: 'get',
  path: '/brand',
  operationId: 'admin.brand.get',
  tags: ['brand'],
  summary: 'The look and words of the market',
  ...allow('brand:read', 'key'),
  responses: { 200: json(AdminBrand, 'The brand as it is now') },
})
const patchBrand = createRoute({
  method: 'patch',
  path: '/brand',
  operationId: 'admin.brand.update',
  tags: ['brand'],
  summary: 'Change look or words',
  description: 'Named parts replace what was there. Colours must keep a contrast of 4.5:1 where text stands on them.',
  ...allow('brand:write', 'key'),
  request: { body: jsonBody(BrandUpdate) },
  responses: { 200: json(AdminBrand, 'The brand after the change'), ...refusals('unreadable_colours') },
})
const getClock = createRoute({
  method: 'get',
  path: '/clock',
  operationId: 'admin.clock.get',
  tags: ['clock'],
  summary: 'What time it is in this market',
  ...allow('clock:read', 'key'),
  responses: { 200: json(Clock, 'Real time in a live market, its own clock in a test market') },
})
const putClock = createRoute({
  method: 'put',
  path: '/clock',
  operationId: 'admin.clock.set',
  tags: ['clock'],
  summary: 'Move a test market to a later moment',
  ...allow('clock:write', 'key'),
  request: { body: jsonBody(z.object({ now: InstantInput })) },
  responses: {
    200: json(Clock, 'The clock after the move'),
    ...refusals('clock_of_a_live_market', 'clock_goes_forward'),
  },
})
const advance = createRoute({
  method: 'post',
  path: '/clock/advance',
  operationId: 'admin.clock.advance',
  tags: ['clock'],
  summary: 'Let time pass in a test market',
  ...allow('clock:write', 'key'),
  request: { body: jsonBody(z.object({ seconds: z.int().min(1).max(315_360_000) })) },
  responses: { 200: json(Clock, 'The clock after the move'), ...refusals('clock_of_a_live_market') },
})

export const admin = createRouter()
admin.openapi(getBrand, async (c) => {
  const { ctx } = c.var
  return c.json(show(await ctx.read(findBrand), ctx.tenant.name), 200)
})
admin.openapi(patchBrand, async (c) => {
  const { ctx } = c.var
  const change = c.req.valid('json')
  return c.json(await ctx.write(async (scope) => show(await updateBrand(scope, change), ctx.tenant.name)), 200)
})
admin.openapi(getClock, async (c) =>
  c.json(await c.var.ctx.read(async (scope) => ({ now: scope.now, mode: scope.tenant.mode })), 200),
)
admin.openapi(putClock, async (c) => {
  const { now } = c.req.valid('json')
  return c.json(
    await c.var.ctx.write(async (scope) => ({ ...(await setClock(scope, now)), mode: scope.tenant.mode })),
    200,
  )
})
admin.openapi(advance, async (c) => {
  const { seconds } = c.req.valid('json')
  return c.json(
    await c.var.ctx.write(async (scope) => ({ ...(await advanceClock(scope, seconds)), mode: scope.tenant.mode })),
    200,
  )
})
