// tickets/imports/get.ts: an import and its report, row by row.
import { page, placeOf, type Page } from '../../../kit/page.ts'
import type { Flaw } from '../../../kit/problem.ts'
import type { Scope } from '../../../kit/scope.ts'
import { problem } from '../problems.ts'
import type { RowProblem } from './columns.ts'
import type { Action } from './rules.ts'
import type { Counts, Kept } from './store.ts'

const NONE: Counts = { rows: 0, create: 0, update: 0, void: 0, unchanged: 0, skip: 0, problems: 0, notListable: 0 }

export async function getImport(scope: Scope, id: string) {
  const { counts, problems, eventId, format, state, createdAt, appliedAt } = await scope.db
    .selectFrom('imports')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => problem('import_not_found'))
  return {
    id,
    eventId,
    format,
    state,
    counts: { ...NONE, ...(counts as Partial<Counts>) },
    problems: problems as Flaw[],
    createdAt,
    appliedAt,
  }
}

type RowQuery = {
  limit: number
  cursor?: string | undefined
  action?: Action | undefined
  problems?: 'only' | undefined
}
type ShownRow = {
  line: number
  orderCode: string | null
  positionId: string | null
  action: Action
  problems: RowProblem[]
}

export async function listImportRows(scope: Scope, importId: string, query: RowQuery): Promise<Page<ShownRow>> {
  const from = placeOf(query.cursor, 'number')
  await scope.db
    .selectFrom('imports')
    .select('id')
    .where('id', '=', importId)
    .executeTakeFirstOrThrow(() => problem('import_not_found'))
  const rows = await scope.db
    .selectFrom('importRows')
    .select(['line', 'action', 'problems', 'reading'])
    .where('importId', '=', importId)
    .$if(query.action !== undefined, (q) => q.where('action', '=', query.action!))
    .$if(query.problems !== undefined, (q) => q.where('problems', '<>', '[]'))
    .$if(from !== null, (q) => q.where('line', '>', from![0]))
    .orderBy('line')
    .limit(query.limit + 1)
    .execute()
  return page(
    rows,
    query.limit,
    (row) => [row.line],
    ({ line, action, problems, reading }) => {
      const { orderCode, positionId } = reading as Kept
      return { line, orderCode, positionId, action, problems: problems as RowProblem[] }
    },
  )
}
