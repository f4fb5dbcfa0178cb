// The relay: hands recorded facts to those who listen, as one job per tenant and listener. It sees where facts are, never
// what they say; a listener reads them itself, within the wall.
import type { Pool } from './db.ts'
import type { Ctx, Scope } from './scope.ts'

export type RecordedFact = {
  id: string
  name: string
  subjectId: string | null
  body: Record<string, unknown>
  recordedAt: Date
}

/**
 * Somebody who wants to know. With `inScope` the work commits with the note that it is done: exactly once.
 * With `act` it may reach the world and must bear being told twice.
 */
export type Listener = { name: string; facts: readonly string[] } & (
  | { inScope: (scope: Scope, fact: RecordedFact) => Promise<void> }
  | { act: (ctx: Ctx, fact: RecordedFact) => Promise<void> }
)

export type Delivery = { tenantId: string; listener: string; factIds: string[] }

const BATCH = 500

/** Sends one batch on its way; says how many facts it saw. Told twice is harmless: listeners note what they did. */
export async function relayOnce(
  pool: Pool,
  listeners: readonly Listener[],
  send: (deliveries: Delivery[]) => Promise<void>,
): Promise<number> {
  const { rows } = await pool.query<{ tenant_id: string; id: string; name: string }>(
    'select * from facts_to_relay($1)',
    [BATCH],
  )
  if (rows.length === 0) return 0
  const deliveries = new Map<string, Delivery>()
  for (const row of rows)
    for (const listener of listeners.filter((l) => l.facts.includes(row.name))) {
      const key = `${row.tenant_id} ${listener.name}`
      const delivery = deliveries.get(key) ?? { tenantId: row.tenant_id, listener: listener.name, factIds: [] }
      delivery.factIds.push(row.id)
      deliveries.set(key, delivery)
    }
  if (deliveries.size > 0) await send([...deliveries.values()])
  await pool.query('select facts_relayed($1, $2)', [rows.map((r) => r.tenant_id), rows.map((r) => r.id)])
  return rows.length
}

/** Tells a listener the facts of one delivery that it has not acted on yet, in order. */
export async function deliver(ctx: Ctx, listener: Listener, factIds: string[]): Promise<void> {
  const facts = await ctx.read((scope) => findUndelivered(scope, listener.name, factIds))
  // One that stumbles must not keep the others behind it: all are told, then the job fails for what is left.
  const failed: unknown[] = []
  for (const fact of facts) await tell(ctx, listener, fact).catch((error: unknown) => void failed.push(error))
  if (failed.length > 0) throw failed[0]
}

async function tell(ctx: Ctx, listener: Listener, fact: RecordedFact): Promise<void> {
  if ('inScope' in listener)
    return ctx.write(async (scope) => {
      if (await noteDelivery(scope, listener.name, fact.id)) await listener.inScope(scope, fact)
    })
  await listener.act(ctx, fact)
  await ctx.write((scope) => noteDelivery(scope, listener.name, fact.id))
}

async function findUndelivered(scope: Scope, listener: string, factIds: string[]): Promise<RecordedFact[]> {
  const rows = await scope.db
    .selectFrom('facts as f')
    .leftJoin('factDeliveries as d', (join) => join.onRef('d.factId', '=', 'f.id').on('d.listener', '=', listener))
    .select(['f.id', 'f.name', 'f.subjectId', 'f.body', 'f.recordedAt'])
    .where('f.id', 'in', factIds)
    .where('d.factId', 'is', null)
    .orderBy('f.position')
    .execute()
  return rows as RecordedFact[]
}

async function noteDelivery(scope: Scope, listener: string, factId: string): Promise<boolean> {
  const noted = await scope.db
    .insertInto('factDeliveries')
    .values({ factId, listener, deliveredAt: scope.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return noted.numInsertedOrUpdatedRows === 1n
}
