// Whatever is due later is a row with `due_at`, swept by its tenant's clock. A sweep only names rows; the work looks again.
import type { Pool } from './db.ts'
import type { Ctx } from './scope.ts'

export type Sweep = {
  /** The table whose due rows are named; its `<table>_due` function stands in its migration. */
  table: 'events' | 'imports' | 'listings' | 'mails' | 'order_lines' | 'orders' | 'payouts' | 'refunds'
  act: (ctx: Ctx, id: string) => Promise<void>
}

const BATCH = 200

export type Due = { tenantId: string; id: string }

export async function findDue(pool: Pool, sweep: Sweep, realNow: Date): Promise<Due[]> {
  const { rows } = await pool.query<{ tenant_id: string; id: string }>(`select * from ${sweep.table}_due($1, $2)`, [
    realNow,
    BATCH,
  ])
  return rows.map((row) => ({ tenantId: row.tenant_id, id: row.id }))
}
