// The doors for the door: check a code, admit it, and the list for scanners that work without us.
import { allow, createRoute, createRouter, Instant, json, jsonBody, MaybeInstant, z } from '../../../kit/route.ts'
import { refusals } from '../problems.ts'
import { Seat, State, TypeRef } from '../shapes.ts'
import { admitCode } from './admit.ts'
import { checkCode } from './check.ts'
import { codesVersion, listCodes } from './codes.ts'
import { RESULTS } from './rules.ts'

const Code = z.string().trim().min(1).max(500)
const Verdict = z
  .object({
    result: z.enum(RESULTS),
    ticket: z
      .object({
        id: z.uuid(),
        ticketType: TypeRef,
        seat: Seat.nullable(),
        holderName: z.string().nullable(),
        state: State,
        generation: z.int(),
      })
      .nullable(),
    at: MaybeInstant.openapi({ description: 'When the code died, or the ticket was admitted' }),
    by: z.object({ kind: z.string(), id: z.string().nullable(), gate: z.string().nullable() }).nullable(),
    refusal: z
      .string()
      .nullable()
      .openapi({ description: 'Why nobody comes in with this code, in words for the person at the door' }),
  })
  .openapi('GateVerdict')
const Admission = Verdict.extend({
  admitted: z.boolean().openapi({ description: 'Whether this very request let somebody in' }),
}).openapi('GateAdmission')
const CodeList = z
  .object({
    eventId: z.uuid(),
    issuedAt: Instant,
    codes: z.array(
      z.object({
        code: z.string(),
        state: z.enum(['valid', 'revoked']),
        ticketId: z.uuid(),
        ticketType: z.string(),
        issuedAt: Instant,
        revokedAt: MaybeInstant,
      }),
    ),
  })
  .openapi('GateCodes')

const tags = ['gate']
const check = createRoute({
  method: 'post',
  path: '/gate/check',
  operationId: 'admin.gate.check',
  tags,
  summary: 'What a code is worth, without admitting it',
  ...allow('gate:read', 'key'),
  request: { body: jsonBody(z.object({ eventId: z.uuid(), code: Code })) },
  responses: { 200: json(Verdict, 'What the door should say'), ...refusals('event_not_found') },
})
const admit = createRoute({
  method: 'post',
  path: '/gate/admit',
  operationId: 'admin.gate.admit',
  tags,
  summary: 'Let somebody in with a code, once',
  description: 'Whoever comes second with the same ticket is answered `admitted`, with who came first and when.',
  ...allow('gate:write', 'key'),
  request: {
    body: jsonBody(
      z.object({
        eventId: z.uuid(),
        code: Code,
        gate: z.string().max(80).optional().openapi({ description: 'Which door, for the record', example: 'North 2' }),
      }),
    ),
  },
  responses: { 200: json(Admission, 'Whether they came in'), ...refusals('event_not_found') },
})
const codes = createRoute({
  method: 'get',
  path: '/gate/codes',
  operationId: 'admin.gate.codes',
  tags,
  summary: 'All codes of an event, valid and revoked',
  description: 'Carries an `ETag`; with `If-None-Match` the answer is 304 while no code and no ticket has changed.',
  ...allow('gate:read', 'key'),
  request: { query: z.object({ eventId: z.uuid() }), headers: z.object({ 'if-none-match': z.string().optional() }) },
  responses: {
    200: json(CodeList, 'The list as of `issuedAt`'),
    304: { description: 'The list you have is still right' },
    ...refusals('event_not_found'),
  },
})

export const gateRoutes = createRouter()
gateRoutes.openapi(check, async (c) => {
  const { eventId, code } = c.req.valid('json')
  return c.json(await c.var.ctx.read((scope) => checkCode(scope, eventId, code)), 200)
})
gateRoutes.openapi(admit, async (c) => {
  const { eventId, code, gate } = c.req.valid('json')
  return c.json(await c.var.ctx.write((scope) => admitCode(scope, eventId, code, gate ?? null)), 200)
})
gateRoutes.openapi(codes, async (c) => {
  const { eventId } = c.req.valid('query')
  const had = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  const { version, list } = await c.var.ctx.read(async (scope) => {
    const now = await codesVersion(scope, eventId)
    return { version: now, list: had.includes(now) || had.includes('*') ? null : await listCodes(scope, eventId) }
  })
  c.header('etag', version)
  c.header('cache-control', 'private, no-cache')
  return list === null ? c.body(null, 304) : c.json(list, 200)
})
