// The doors for imports: hand in a file, read the report, apply it.
import { PageQuery, pageOf } from '../../../kit/page.ts'
import { allow, createRoute, createRouter, IdParams, Instant, json, MaybeInstant, z } from '../../../kit/route.ts'
import { problem, refusals } from '../problems.ts'
import { applyImport } from './apply.ts'
import { createImport } from './create.ts'
import { getImport, listImportRows } from './get.ts'

const Count = z.int().min(0)
const Import = z
  .object({
    id: z.uuid(),
    eventId: z.uuid(),
    format: z.enum(['pretix']),
    state: z.enum(['reading', 'ready', 'applying', 'applied', 'refused']),
    counts: z.object({
      rows: Count,
      create: Count,
      update: Count,
      void: Count,
      unchanged: Count,
      skip: Count,
      problems: Count.openapi({ description: 'Rows with something to read in their report' }),
      notListable: Count.openapi({
        description: 'Tickets without an admission code: imported, but not to be offered yet',
      }),
    }),
    problems: z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .openapi({ description: 'Why the file as a whole was refused' }),
    createdAt: Instant,
    appliedAt: MaybeInstant,
  })
  .openapi('Import')
const Action = z.enum(['create', 'update', 'void', 'unchanged', 'skip'])
const ImportRow = z
  .object({
    line: z.int().openapi({ description: 'As a spreadsheet counts: the names of the columns are in 1' }),
    orderCode: z.string().nullable(),
    positionId: z.string().nullable(),
    action: Action,
    problems: z.array(z.object({ column: z.string(), value: z.string(), detail: z.string() })),
  })
  .openapi('ImportRow')

const tags = ['imports']
const create = createRoute({
  method: 'post',
  path: '/imports',
  operationId: 'admin.imports.create',
  tags,
  summary: 'Hand in tickets already sold',
  description:
    'Reads the CSV of pretix, “Order data”, sheet “Positions”, and says what applying it would do. Nothing is changed yet. ' +
    'Send the file as it is: commas or semicolons, columns in any order, up to 64 MB and 100,000 rows.',
  ...allow('imports:write', 'key'),
  request: {
    query: z.object({ eventId: z.uuid(), format: z.enum(['pretix']).default('pretix') }),
    body: { required: true as const, content: { 'text/csv': { schema: z.string() } } },
  },
  responses: {
    201: json(Import, 'The report; its rows are read page by page'),
    ...refusals('event_not_found', 'import_refused', 'import_too_large', 'not_csv'),
  },
})
const get = createRoute({
  method: 'get',
  path: '/imports/{id}',
  operationId: 'admin.imports.get',
  tags,
  summary: 'One import',
  ...allow('imports:read', 'key'),
  request: { params: IdParams },
  responses: { 200: json(Import, 'The import'), ...refusals('import_not_found') },
})
const rows = createRoute({
  method: 'get',
  path: '/imports/{id}/rows',
  operationId: 'admin.imports.rows',
  tags,
  summary: 'The report, row by row',
  ...allow('imports:read', 'key'),
  request: {
    params: IdParams,
    query: PageQuery.extend({ action: Action.optional(), problems: z.enum(['only']).optional() }),
  },
  responses: { 200: json(pageOf(ImportRow), 'A page of rows'), ...refusals('import_not_found') },
})
const apply = createRoute({
  method: 'post',
  path: '/imports/{id}/apply',
  operationId: 'admin.imports.apply',
  tags,
  summary: 'Do what the report says',
  description:
    'Each row is decided again against the present. A long file goes on by itself: while the state is `applying`, ask again. Applying twice changes nothing.',
  ...allow('imports:write', 'key'),
  request: { params: IdParams },
  responses: {
    200: json(Import, 'The import, applied or on its way'),
    ...refusals('import_not_found', 'import_not_ready'),
  },
})

export const importRoutes = createRouter()
importRoutes.openapi(create, async (c) => {
  const { eventId, format } = c.req.valid('query')
  if (!/^text\/(csv|plain)\b/i.test(c.req.header('content-type') ?? '')) throw problem('not_csv')
  const { body } = c.req.raw
  const answer = await c.var.ctx.once(async (ctx) => {
    const id = await createImport(ctx, { eventId, format, body })
    return ctx.read((scope) => getImport(scope, id))
  })
  return c.json(answer, 201)
})
importRoutes.openapi(get, async (c) =>
  c.json(await c.var.ctx.read((scope) => getImport(scope, c.req.valid('param').id)), 200),
)
importRoutes.openapi(rows, async (c) =>
  c.json(await c.var.ctx.read((scope) => listImportRows(scope, c.req.valid('param').id, c.req.valid('query'))), 200),
)
importRoutes.openapi(apply, async (c) => {
  const { id } = c.req.valid('param')
  const answer = await c.var.ctx.once(async (ctx) => {
    await applyImport(ctx, id)
    return ctx.read((scope) => getImport(scope, id))
  })
  return c.json(answer, 200)
})
