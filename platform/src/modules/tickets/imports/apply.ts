// tickets/imports/apply.ts: does what the dry run said, a few rows a transaction. A crash in between loses nothing: the
// sweep goes on where it stopped, and each row is decided again against the present.
import { sql } from 'kysely'
import { after, minutes } from '../../../kit/clock.ts'
import type { Ctx, Scope } from '../../../kit/scope.ts'
import { findEvent } from '../../catalog/index.ts'
import { importApplied } from '../facts.ts'
import { problem } from '../problems.ts'
import { voidTickets } from '../void.ts'
import { findKnown } from './known.ts'
import { refuseImport } from './create.ts'
import { CUT_OFF, refused } from './file.ts'
import { countRows, keepImportFor, lockImport, markRows, moveImport, takeRows } from './store.ts'
import { decideRows } from './settle.ts'
import { saveTickets } from './tickets.ts'

const BATCH = 200
/** What one request waits for; a longer file goes on by itself. */
const BATCHES_A_REQUEST = 25
const LEASE_MINUTES = 2

export async function applyImport(ctx: Ctx, importId: string): Promise<void> {
  const started = await ctx.write((scope) => startApplying(scope, importId))
  for (let batch = 0; started && batch < BATCHES_A_REQUEST; batch++)
    if ((await ctx.write((scope) => applyBatch(scope, importId))) === 'done') return
  if (started) await ctx.write((scope) => keepImportFor(scope, importId, scope.now))
}

/** Called by the sweep: an import that was left in the middle is finished, a file that was left half read is refused. */
export async function resumeImport(ctx: Ctx, importId: string): Promise<void> {
  const state = await ctx.write(async (scope) => {
    const found = await lockImport(scope, importId)
    if (found.state === 'reading') await refuseImport(scope, importId, found.eventId, refused(CUT_OFF))
    return found.state
  })
  while (state === 'applying') if ((await ctx.write((scope) => applyBatch(scope, importId))) === 'done') return
}

async function startApplying(scope: Scope, importId: string): Promise<boolean> {
  const { state } = await lockImport(scope, importId)
  if (state === 'applied') return false
  if (state === 'reading' || state === 'refused') throw problem('import_not_ready')
  if (state === 'ready')
    await moveImport(scope, importId, 'ready', 'applying', { dueAt: after(scope.now, minutes(LEASE_MINUTES)) })
  return true
}

export async function applyBatch(scope: Scope, importId: string): Promise<'more' | 'done'> {
  const { eventId, state } = await lockImport(scope, importId)
  if (state !== 'applying') return 'done'
  const rows = await takeRows(scope, importId, BATCH)
  if (rows.length === 0) {
    const counts = await countRows(scope, importId)
    await moveImport(scope, importId, 'applying', 'applied', { dueAt: null, counts, appliedAt: scope.now })
    scope.record(importApplied(importId, eventId, counts))
    return 'done'
  }
  // Two files of one event take turns, so that both cannot make the same ticket.
  await sql`select pg_advisory_xact_lock(hashtextextended(${eventId}, 0))`.execute(scope.db)
  const event = await findEvent(scope, eventId)
  const decided = decideRows(rows, await findKnown(scope, eventId, rows, 'lock'))

  await saveTickets(scope, { importId, eventId, timeZone: event.timeZone }, decided)
  await voidTickets(
    scope,
    decided.flatMap(({ row, known }) => (row.action === 'void' && known ? known.id : [])),
    'canceled_in_primary',
  )
  await markRows(
    scope,
    importId,
    decided.map(({ row }) => row),
  )
  await keepImportFor(scope, importId, after(scope.now, minutes(LEASE_MINUTES)))
  return 'more'
}
