// Every lock and write of imports and their rows.
import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { DB } from '../../../kit/db.ts'
import type { Flaw } from '../../../kit/problem.ts'
import type { Scope } from '../../../kit/scope.ts'
import { problem } from '../problems.ts'
import type { RowProblem } from './columns.ts'
import type { Reading } from './reading.ts'
import type { Action } from './rules.ts'

export type ImportRecord = Selectable<DB['imports']>
export type ImportState = ImportRecord['state']
export type Counts = {
  rows: number
  create: number
  update: number
  void: number
  unchanged: number
  skip: number
  problems: number
  notListable: number
}

/** What a row keeps of its cells. Without a reading the row is final: whatever is known of its ticket, it cannot be applied. */
export type Kept = { orderCode: string | null; positionId: string | null; reading: Reading | null; listable: boolean }
export type StagedRow = {
  line: number
  externalRef: string | null
  action: Action
  problems: RowProblem[]
  kept: Kept
  codeSealed: Buffer | null
  codeHash: Buffer | null
}

export const insertImport = (scope: Scope, row: { id: string; eventId: string; format: 'pretix'; dueAt: Date }) =>
  scope.db
    .insertInto('imports')
    .values({ ...row, createdAt: scope.now })
    .execute()

export const lockImport = (scope: Scope, id: string): Promise<ImportRecord> =>
  scope.db
    .selectFrom('imports')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => problem('import_not_found'))

/** One move of the state machine, with what it brings. */
export async function moveImport(
  scope: Scope,
  id: string,
  from: ImportState,
  to: ImportState,
  more: { dueAt: Date | null; counts?: Counts; problems?: Flaw[]; appliedAt?: Date },
): Promise<void> {
  const { counts, problems, ...rest } = more
  const moved = await scope.db
    .updateTable('imports')
    .set({
      state: to,
      ...rest,
      ...(counts ? { counts: JSON.stringify(counts) } : {}),
      ...(problems ? { problems: JSON.stringify(problems) } : {}),
    })
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst()
  if (moved.numUpdatedRows !== 1n) throw problem('import_not_ready')
}

export const keepImportFor = (scope: Scope, id: string, dueAt: Date) =>
  scope.db.updateTable('imports').set({ dueAt }).where('id', '=', id).execute()

export async function insertRows(scope: Scope, importId: string, rows: StagedRow[]): Promise<void> {
  const records = rows.map((row) => ({
    line: row.line,
    external_ref: row.externalRef,
    action: row.action,
    problems: row.problems,
    reading: row.kept,
    code_sealed: row.codeSealed?.toString('hex') ?? null,
    code_hash: row.codeHash?.toString('hex') ?? null,
  }))
  await sql`
    insert into import_rows (import_id, line, external_ref, action, problems, reading, code_sealed, code_hash)
    select ${importId}, r.line, r.external_ref, r.action, r.problems, r.reading, decode(r.code_sealed, 'hex'), decode(r.code_hash, 'hex')
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb)
      as r (line int, external_ref text, action text, problems jsonb, reading jsonb, code_sealed text, code_hash text)`.execute(
    scope.db,
  )
}

export async function takeRows(scope: Scope, importId: string, limit: number): Promise<StagedRow[]> {
  const rows = await scope.db
    .selectFrom('importRows')
    .select(['line', 'externalRef', 'action', 'problems', 'reading', 'codeSealed', 'codeHash'])
    .where('importId', '=', importId)
    .where('appliedAt', 'is', null)
    .orderBy('line')
    .limit(limit)
    .execute()
  return rows.map(({ reading, problems, ...row }) => ({
    ...row,
    kept: reading as Kept,
    problems: problems as RowProblem[],
  }))
}

/** Notes what became of rows. A code that has reached its ticket is not kept twice. */
export async function markRows(
  scope: Scope,
  importId: string,
  rows: Pick<StagedRow, 'line' | 'action' | 'problems' | 'kept'>[],
): Promise<void> {
  const records = rows.map(({ line, action, problems, kept }) => ({ line, action, problems, reading: kept }))
  await sql`
    update import_rows i set action = r.action, problems = r.problems, reading = r.reading, applied_at = ${scope.now}, code_sealed = null
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r (line int, action text, problems jsonb, reading jsonb)
    where i.import_id = ${importId} and i.line = r.line`.execute(scope.db)
}

export const forgetRows = (scope: Scope, importId: string) =>
  scope.db.deleteFrom('importRows').where('importId', '=', importId).execute()

export async function countRows(scope: Scope, importId: string): Promise<Counts> {
  const is = (action: Action) => sql<number>`count(*) filter (where action = ${action})`
  return scope.db
    .selectFrom('importRows')
    .select((eb) => [
      eb.fn.countAll<number>().as('rows'),
      is('create').as('create'),
      is('update').as('update'),
      is('void').as('void'),
      is('unchanged').as('unchanged'),
      is('skip').as('skip'),
      sql<number>`count(*) filter (where problems <> '[]')`.as('problems'),
      sql<number>`count(*) filter (where reading ->> 'listable' = 'false')`.as('notListable'),
    ])
    .where('importId', '=', importId)
    .executeTakeFirstOrThrow()
}
