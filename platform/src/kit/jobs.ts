// The one place that knows which datastore runs the jobs: PostgreSQL by default, Redis where REDIS_URL is set.
// Queues carry hints; the truth is in our tables, and every job checks again what it was told.
import { createPostgresBackend, Queue, Worker, type Job, type JobsOptions } from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'
import { log } from './log.ts'

export type QueueStore = { kind: 'postgres'; url: string } | { kind: 'redis'; url: string }
export type JobData = { tenantId: string; [field: string]: unknown }

export type Jobs = {
  queue(name: string): Queue<JobData>
  worker(name: string, handle: (job: Job<JobData>) => Promise<void>, concurrency: number): void
  close(): Promise<void>
}

const POOL_MAX = 8
// What a killed worker had in hand is taken up by another within the sum of both.
const LOCK_MILLISECONDS = 15_000
const STALLED_LOOK_MILLISECONDS = 10_000
const DEFAULTS: JobsOptions = {
  attempts: 8,
  backoff: { type: 'exponential', delay: 500 },
  // By age or at once, never by count: counting deadlocks on PostgreSQL.
  removeOnComplete: true,
  // A failed job that stayed would keep its id from being queued again; what it was for stands in our tables.
  removeOnFail: true,
}

export function openJobs(store: QueueStore): Jobs {
  const redis = store.kind === 'redis' ? new Redis(store.url, { maxRetriesPerRequest: null }) : null
  const pool =
    store.kind === 'postgres'
      ? new pg.Pool({
          connectionString: store.url,
          max: POOL_MAX,
          options: '-c search_path=bullmq',
          keepAlive: true,
          application_name: 'reseat-jobs',
        })
      : null
  redis?.on('error', (error) => log.warn({ err: error }, 'redis'))
  pool?.on('error', (error) => log.warn({ err: error }, 'queue pool'))
  // One that is in use when the server goes has no other listener, and an unheard error ends the process.
  pool?.on('connect', (client) => client.on('error', () => {}))
  // The types of BullMQ know Redis connections only; the PostgreSQL backend takes a pool in the same place.
  const connection = (redis ?? pool) as never
  const backend = pool ? (createPostgresBackend as never) : undefined
  const queues = new Map<string, Queue<JobData>>()
  const workers: Worker<JobData>[] = []
  return {
    queue(name) {
      let queue = queues.get(name)
      if (!queue) {
        queue = new Queue<JobData>(name, { connection, defaultJobOptions: DEFAULTS }, backend)
        queue.on('error', (error) => log.warn({ err: error, queue: name }, 'queue'))
        queues.set(name, queue)
      }
      return queue
    },
    worker(name, handle, concurrency) {
      const worker = new Worker<JobData>(
        name,
        handle,
        { connection, concurrency, lockDuration: LOCK_MILLISECONDS, stalledInterval: STALLED_LOOK_MILLISECONDS },
        backend,
      )
      worker.on('error', (error) => log.warn({ err: error, queue: name }, 'worker'))
      worker.on('failed', (job, error) =>
        log.warn(
          { err: error, queue: name, job: job?.name, tenantId: job?.data.tenantId, attempt: job?.attemptsMade },
          'job failed',
        ),
      )
      workers.push(worker)
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()))
      await Promise.all([...queues.values()].map((queue) => queue.close()))
      await redis?.quit().catch(() => {})
      await pool?.end().catch(() => {})
    },
  }
}
