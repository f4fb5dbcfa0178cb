// One key, one effect: the first request claims the key, its answer is kept, and whoever repeats it reads that answer.
import type { Connection } from './db.ts'
import { Problem, type Flaw, type Status } from './problem.ts'
import type { Secrets } from './secret.ts'

export type IdempotencyKey = {
  /** Of tenant-scoped actor, route and key: another actor's same key is another key. */
  hash: Buffer
  /** Of the body, so that one key cannot mean two things. */
  requestHash: Buffer
}

/** Long enough for a slow PSP, short enough that a crashed attempt can be resumed. */
const LEASE_SECONDS = 60

const CLAIM = `insert into idempotency_keys as k (key_hash, request_hash, leased_until) values ($1, $2, $3)
  on conflict (tenant_id, key_hash) do update set leased_until = excluded.leased_until
    where k.status is null and (k.leased_until is null or k.leased_until < now()) and k.request_hash = excluded.request_hash
  returning 1`
const FIND = 'select request_hash, status, answer from idempotency_keys where key_hash = $1'

type Stored = { request_hash: Buffer; status: number | null; answer: Buffer | null }

/** Null when the key is now ours; the kept answer when somebody was first. A kept refusal is thrown again. */
export async function claimKey(
  connection: Connection,
  secrets: Secrets,
  key: IdempotencyKey,
  how: 'commit' | 'lease',
): Promise<{ body: unknown } | null> {
  const lease = how === 'lease' ? new Date(Date.now() + LEASE_SECONDS * 1000) : null
  const claimed = await connection.run(CLAIM, [key.hash, key.requestHash, lease])
  if (claimed.rowCount === 1) return null
  const { rows } = await connection.run<Stored>(FIND, [key.hash])
  const kept = rows[0]
  if (kept && !kept.request_hash.equals(key.requestHash))
    throw new Problem(
      'idempotency_key_reused',
      422,
      'This Idempotency-Key was used with another request; use a new key',
    )
  if (!kept || kept.status === null)
    throw new Problem(
      'idempotency_in_flight',
      409,
      'The first request with this Idempotency-Key is still running; ask again shortly',
      { retryAfterSeconds: 1 },
    )
  const answer = JSON.parse(secrets.unseal(kept.answer!, boundTo(key))) as unknown
  if (kept.status >= 400) throw refusalOf(kept.status, answer)
  return { body: answer }
}

const boundTo = (key: IdempotencyKey): string => `idempotency:${key.hash.toString('hex')}`
const sealed = (secrets: Secrets, key: IdempotencyKey, answer: unknown): Buffer =>
  secrets.seal(JSON.stringify(answer ?? null), boundTo(key))

export const storeAnswer = (c: Connection, secrets: Secrets, key: IdempotencyKey, body: unknown): Promise<unknown> =>
  c.run('update idempotency_keys set status = 200, answer = $2, leased_until = null where key_hash = $1', [
    key.hash,
    sealed(secrets, key, body),
  ])

const STORE_REFUSAL = `insert into idempotency_keys as k (key_hash, request_hash, status, answer) values ($1, $2, $3, $4)
  on conflict (tenant_id, key_hash) do update
    set status = excluded.status, answer = excluded.answer, leased_until = null where k.status is null`

export function storeRefusal(c: Connection, secrets: Secrets, key: IdempotencyKey, refusal: Problem): Promise<unknown> {
  const { code, status, title, errors } = refusal
  return c.run(STORE_REFUSAL, [key.hash, key.requestHash, status, sealed(secrets, key, { code, title, errors })])
}

function refusalOf(status: number, kept: unknown): Problem {
  const { code, title, errors } = kept as { code: string; title: string; errors?: Flaw[] }
  return new Problem(code, status as Status, title, errors ? { errors } : {})
}
