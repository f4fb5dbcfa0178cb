// The worker: relays facts to listeners and names what is due, both as jobs, on PostgreSQL or Redis alike.
import type { TenantDirectory } from './entry/tenants.ts'
import { deliver, relayOnce, type Delivery } from './kit/facts.ts'
import type { Jobs } from './kit/jobs.ts'
import { log } from './kit/log.ts'
import { createCtx, type Ctx, type House } from './kit/scope.ts'
import { findDue } from './kit/sweeps.ts'
import { LISTENERS, SWEEPS } from './modules.ts'

export type WorkerOptions = {
  house: House
  tenants: TenantDirectory
  jobs: Jobs
  /** How long a fact may be on its way before it counts as lost; longer than a job's own attempts take. */
  tellAgainAfterMilliseconds?: number
}

const RELAY_PAUSE_MILLISECONDS = 100
const SWEEP_PAUSE_MILLISECONDS = 500
const STUMBLE_PAUSE_MILLISECONDS_MAX = 5_000
const TELL_AGAIN_AFTER_MILLISECONDS = 90_000
const TELL_AGAIN_PAUSE_MILLISECONDS = 5_000
const TELL_AGAIN_BATCH = 500
const QUEUE_IS_BEHIND = 200
const FORGET_PAUSE_MILLISECONDS = 600_000
const KEYS_KEPT_MILLISECONDS = 48 * 3_600_000
const CONCURRENCY = 8

/** Starts the worker; the answer stops it, and waits for what is under way. */
export function startWorker({ house, tenants, jobs, ...options }: WorkerOptions): () => Promise<void> {
  const tellAgainAfter = options.tellAgainAfterMilliseconds ?? TELL_AGAIN_AFTER_MILLISECONDS
  const facts = jobs.queue('facts')
  const due = jobs.queue('due')

  jobs.worker(
    'facts',
    async (job) => {
      const { listener, factIds } = job.data as unknown as Delivery
      const ctx = await systemCtx(house, tenants, job.data.tenantId, listener)
      if (ctx) await deliverTo(ctx, listener, factIds)
    },
    CONCURRENCY,
  )
  jobs.worker(
    'due',
    async (job) => {
      const { table, id } = job.data as { table: string; id: string; tenantId: string }
      const ctx = await systemCtx(house, tenants, job.data.tenantId, table)
      if (ctx) await actOn(ctx, table, id)
    },
    CONCURRENCY,
  )

  const relay = loop('relay', RELAY_PAUSE_MILLISECONDS, () =>
    relayOnce(house.pool, LISTENERS, async (deliveries) => {
      await facts.addBulk(deliveries.map((data) => ({ name: data.listener, data, opts: { jobId: jobIdOf(data) } })))
    }),
  )
  const sweep = loop('sweep', SWEEP_PAUSE_MILLISECONDS, async () => {
    for (const one of SWEEPS) {
      const rows = await findDue(house.pool, one, new Date())
      // A row still waiting in the queue is not queued again; one that failed comes back by its own backoff.
      if (rows.length > 0)
        await due.addBulk(
          rows.map((row) => ({
            name: one.table,
            data: { ...row, table: one.table },
            opts: { jobId: `${one.table}_${row.id}`, attempts: 1 },
          })),
        )
    }
    return 0
  })
  // What a queue that is behind still has to tell is late, not lost.
  const again = loop('telling again', Math.min(TELL_AGAIN_PAUSE_MILLISECONDS, tellAgainAfter), async () =>
    (await facts.getWaitingCount()) > QUEUE_IS_BEHIND ? 0 : tellAgain(house, Date.now() - tellAgainAfter),
  )
  const forget = loop('forgetting', FORGET_PAUSE_MILLISECONDS, () => forgetOldKeys(house))
  return async () => {
    await Promise.all([relay(), sweep(), again(), forget()])
    await jobs.close()
  }
}

/** Gives facts back to the relay whose jobs were lost, or failed for good. Says how many facts it looked at. */
export async function tellAgain(house: House, relayedBefore: number): Promise<number> {
  const wanted = LISTENERS.flatMap(({ name, facts }) => facts.map((fact) => ({ fact, name })))
  const { rows } = await house.pool.query<{ seen: number; again: number }>(
    'select * from facts_tell_again($1, $2, $3, $4)',
    [new Date(relayedBefore), wanted.map((w) => w.fact), wanted.map((w) => w.name), TELL_AGAIN_BATCH],
  )
  const { seen, again } = rows[0]!
  if (again > 0) log.warn({ facts: again }, 'facts were on their way for too long and are told again')
  return seen
}

/** Promised are 24 hours; twice that is kept. Says how many keys it forgot, so that a backlog is worked off at once. */
export async function forgetOldKeys(house: House): Promise<number> {
  const { rows } = await house.pool.query<{ gone: number }>('select forget_idempotency_keys($1, 5000) as gone', [
    new Date(Date.now() - KEYS_KEPT_MILLISECONDS),
  ])
  return rows[0]!.gone
}

/** Told once and told twice end alike, so the id only has to keep the queue short. */
const jobIdOf = ({ listener, factIds }: Delivery): string =>
  `${listener}_${factIds[0]}_${factIds.length}`.replaceAll(':', '_')

export async function systemCtx(
  house: House,
  tenants: TenantDirectory,
  tenantId: string,
  job: string,
): Promise<Ctx | null> {
  const tenant = await tenants.byId(tenantId)
  return tenant && createCtx(house, tenant, { actor: { kind: 'system', job } })
}

export async function deliverTo(ctx: Ctx, listenerName: string, factIds: string[]): Promise<void> {
  const listener = LISTENERS.find((one) => one.name === listenerName)
  if (listener) await deliver(ctx, listener, factIds)
}

export async function actOn(ctx: Ctx, table: string, id: string): Promise<void> {
  await SWEEPS.find((one) => one.table === table)?.act(ctx, id)
}

function loop(name: string, pauseMilliseconds: number, work: () => Promise<number>): () => Promise<void> {
  let running = true
  let wake = () => {}
  const done = (async () => {
    // A database that is gone is asked less and less often, and at once again when it is back.
    let stumbles = 0
    while (running) {
      const seen = await work().then(
        (count) => {
          stumbles = 0
          return count
        },
        (error: unknown) => {
          stumbles += 1
          log.error({ err: error, stumbles }, `the ${name} stumbled; it goes on`)
          return 0
        },
      )
      const pause = Math.min(
        pauseMilliseconds * 2 ** stumbles,
        Math.max(pauseMilliseconds, STUMBLE_PAUSE_MILLISECONDS_MAX),
      )
      if (seen === 0 && running)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pause)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
    }
  })()
  return async () => {
    running = false
    wake()
    await done
  }
}
