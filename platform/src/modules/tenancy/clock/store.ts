import type { Scope } from '../../../kit/scope.ts'
import { problem } from '../problems.ts'

/** Locks the market's clock, so that two moves add up instead of losing one. */
export async function lockClock(scope: Scope): Promise<{ offsetMs: number; now: Date }> {
  const row = await scope.db
    .selectFrom('tenants')
    .select(['clockOffsetMs', 'mode'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (row.mode !== 'test') throw problem('clock_of_a_live_market')
  return { offsetMs: row.clockOffsetMs, now: new Date(Date.now() + row.clockOffsetMs) }
}

export const saveClock = (scope: Scope, offsetMs: number) =>
  scope.db.updateTable('tenants').set({ clockOffsetMs: offsetMs }).execute()
