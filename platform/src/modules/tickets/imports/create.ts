// tickets/imports/create.ts: takes in an export and says, row by row, what applying it would do. Nothing is changed yet.
import { after, hours } from '../../../kit/clock.ts'
import { newId } from '../../../kit/id.ts'
import { Problem } from '../../../kit/problem.ts'
import type { Ctx, Scope } from '../../../kit/scope.ts'
import { findEvent } from '../../catalog/index.ts'
import { hashCode, sealRow } from '../codes.ts'
import { importCreated, importRefused } from '../facts.ts'
import { problem } from '../problems.ts'
import { readHeader, type Header, type RowProblem } from './columns.ts'
import { readCsv, refused } from './file.ts'
import { findKnown } from './known.ts'
import { readRow, type Expected, type ReadRow } from './reading.ts'
import { decideRows } from './settle.ts'
import { countRows, forgetRows, insertImport, insertRows, moveImport } from './store.ts'

const BATCH = 500
/** A file is long read by then; if not, whoever read it is gone. */
const READING_HOURS = 1

export type Upload = { eventId: string; format: 'pretix'; body: ReadableStream<Uint8Array> | null }
type Target = Expected & { importId: string; eventId: string }
type Row = ReadRow & { line: number }

export async function createImport(ctx: Ctx, upload: Upload): Promise<string> {
  const importId = newId()
  const { eventId, format } = upload
  const event = await ctx.write(async (scope) => {
    const found = await findEvent(scope, eventId)
    await insertImport(scope, { id: importId, eventId, format, dueAt: after(scope.now, hours(READING_HOURS)) })
    return found
  })
  try {
    if (upload.body === null) throw refused('This file is empty')
    await stageFile(ctx, upload.body, { importId, eventId, slug: event.externalRef ?? '', currency: event.currency })
    await ctx.write((scope) => finishReading(scope, importId, eventId))
  } catch (error) {
    if (error instanceof Problem && error.status < 500)
      await ctx.write((scope) => refuseImport(scope, importId, eventId, error))
    throw error
  }
  return importId
}

async function stageFile(ctx: Ctx, body: ReadableStream<Uint8Array>, target: Target): Promise<void> {
  const twins = noteTwins()
  let [header, slug, line]: [Header | null, string, number] = [null, target.slug, 0]
  let batch: Row[] = []
  const flush = async () => {
    const rows = batch
    batch = []
    if (rows.length > 0) await ctx.write((scope) => stageRows(scope, target, rows))
  }
  for await (const cells of readCsv(body)) {
    line += 1
    if (!header) {
      header = headerOf(cells)
      continue
    }
    const place = header.places.get('Event slug')!
    // An event without an external reference is filled from a file of one event only: which of two is meant is not guessed.
    slug ||= cells[place]?.trim() ?? ''
    if (!target.slug && cells.length === header.width && cells[place]!.trim() !== slug)
      throw refused(
        `This file holds more than one event. Give yours the external reference by which pretix knows it, such as “${slug.slice(0, 40)}”, and import again`,
        'Event slug',
      )
    batch.push(twins({ line, ...readRow(header, cells, { slug, currency: target.currency }) }))
    if (batch.length === BATCH) await flush()
  }
  await flush()
  if (line < 2) throw refused('This file has no rows under its first one')
}

function headerOf(cells: string[]): Header {
  const header = readHeader(cells)
  if (!Array.isArray(header)) return header
  throw problem(
    'import_refused',
    header.map(({ column, detail }) => ({ pointer: `#/${column}`, detail })),
  )
}

/** Within one file a position and a secret stand once; whichever comes second is told where the first one is. */
function noteTwins(): (row: Row) => Row {
  const [positions, secrets] = [new Map<string, number>(), new Map<string, number>()]
  return (row) => {
    if (!row.reading) return row
    const problems: RowProblem[] = []
    const first = (seen: Map<string, number>, key: string, column: string, what: string) => {
      const before = seen.get(key)
      if (before === undefined) seen.set(key, row.line)
      else problems.push({ column, value: '', detail: `Row ${before} has the same ${what}` })
    }
    first(positions, `${row.orderCode}-${row.positionId}`, 'Position ID', 'position of the same order')
    if (row.secret !== null) first(secrets, row.secret, 'Ticket secret', 'ticket secret')
    return problems.length === 0 ? row : { ...row, reading: null, secret: null, problems }
  }
}

async function stageRows(scope: Scope, { importId, eventId }: Target, rows: Row[]): Promise<void> {
  const staged = rows.map(({ line, orderCode, positionId, reading, secret, problems }) => ({
    line,
    problems,
    action: 'skip' as const,
    externalRef: reading && `${orderCode}-${positionId}`,
    kept: { orderCode, positionId, reading, listable: true },
    codeHash: secret === null ? null : hashCode(scope, eventId, secret),
    codeSealed: secret === null ? null : sealRow(scope, { importId, eventId, line }, secret),
  }))
  const known = await findKnown(scope, eventId, staged, 'look')

  await insertRows(
    scope,
    importId,
    decideRows(staged, known).map(({ row }) => row),
  )
}

async function finishReading(scope: Scope, importId: string, eventId: string): Promise<void> {
  const counts = await countRows(scope, importId)
  await moveImport(scope, importId, 'reading', 'ready', { dueAt: null, counts })
  scope.record(importCreated(importId, eventId, counts))
}

/** The file is not taken and nothing of it is kept; the import stays, so that it can be read why. */
export async function refuseImport(scope: Scope, importId: string, eventId: string, why: Problem): Promise<void> {
  const problems = why.errors ?? [{ pointer: '#/', detail: why.title }]
  await moveImport(scope, importId, 'reading', 'refused', { dueAt: null, problems })
  await forgetRows(scope, importId)
  scope.record(importRefused(importId, eventId))
}
