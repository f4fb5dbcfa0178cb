// A scope is one transaction on behalf of one actor of one tenant: the only thing in the house that holds a database.
// A ctx is what a request or a job knows before: it opens scopes and may reach the outside world.
import type { Kysely } from 'kysely'
import { beginSql, commit, kyselyOn, takeConnection, type Connection, type DB, type Pool } from './db.ts'
import { newId } from './id.ts'
import { claimKey, storeAnswer, storeRefusal, type IdempotencyKey } from './idempotency.ts'
import { log } from './log.ts'
import { Problem } from './problem.ts'
import type { Secrets } from './secret.ts'

export type Tenant = { id: string; slug: string; name: string; mode: 'live' | 'test'; state: string }

export type Actor =
  | { kind: 'visitor' }
  | { kind: 'fan'; id: string; email: string; name: string }
  | { kind: 'key'; id: string; scopes: string[] }
  | { kind: 'system'; job: string }
export type FanActor = Extract<Actor, { kind: 'fan' }>

/** Something that happened, in the past tense. Never a secret, a code or a link. */
export type Fact = { name: string; subjectId?: string; body: Record<string, unknown> }

/** One open transaction: database only. A verb that takes a scope can be rerun, for it touches nothing outside. */
export type Scope = {
  db: Kysely<DB>
  tenant: Tenant
  actor: Actor
  /** One instant for the whole transaction, by the tenant's own clock. */
  now: Date
  requestId: string
  secrets: Secrets
  record(fact: Fact): void
}

/** Adapters to the outside world; each module that owns one adds it here by declaration merging. */
// oxlint-disable-next-line typescript/no-empty-object-type
export interface Outside {}

export type Ctx = {
  tenant: Tenant
  requestId: string
  secrets: Secrets
  outside: Outside
  /** Where fans of this tenant reach its storefront, such as `https://market.example.org`. */
  origin: string
  read<T>(work: (scope: Scope) => Promise<T>): Promise<T>
  /** The first write of a request with an idempotency key claims it, and stores its answer in the same commit. */
  write<T>(work: (scope: Scope) => Promise<T>): Promise<T>
  /** For work of several transactions with the world between: the key is leased, and failed work is resumed. */
  once<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>
  /** The same tenant, acting for nobody: what a request leaves to the house. */
  asSystem(job: string): Ctx
}

export type House = { pool: Pool; secrets: Secrets; outside: Outside; originOf(tenant: Tenant): string }

/** Who asks: known already, or found by one query that rides with the transaction's first. */
export type Caller = {
  actor: Actor | null
  find?: (connection: Connection) => Promise<Actor>
  allows?: readonly Actor['kind'][]
}

const CLOCK = (tenantId: string) => `; select clock_offset_ms from tenants where tenant_id = '${tenantId}'`
const RERUN_CODES = new Set(['40001', '40P01'])
const RERUNS_MAX = 3

export function createCtx(
  house: House,
  tenant: Tenant,
  caller: Caller,
  requestId = newId(),
  key: IdempotencyKey | null = null,
): Ctx {
  let unclaimed = key
  const ctx: Ctx = {
    tenant,
    requestId,
    secrets: house.secrets,
    outside: house.outside,
    origin: house.originOf(tenant),
    read: (work) => transact(house, tenant, caller, requestId, 'read only', null, work),
    async write(work) {
      const claim = unclaimed
      unclaimed = null
      try {
        return await transact(house, tenant, caller, requestId, 'read write', claim, work)
      } catch (error) {
        if (claim && isFinalRefusal(error)) await keepRefusal(claim, error)
        throw error
      }
    },
    async once(work) {
      const claim = unclaimed
      unclaimed = null
      if (!claim) return work(ctx)
      const before = await transact(house, tenant, caller, requestId, 'read write', null, async (_, connection) => ({
        answer: await claimKey(connection, house.secrets, claim, 'lease'),
      }))
      if (before.answer) return before.answer.body as never
      try {
        const body = await work(ctx)
        await transact(house, tenant, caller, requestId, 'read write', null, (_, connection) =>
          storeAnswer(connection, house.secrets, claim, body),
        )
        return body
      } catch (error) {
        if (isFinalRefusal(error)) await keepRefusal(claim, error)
        else await forgetLease(claim)
        throw error
      }
    },
    asSystem: (job) => createCtx(house, tenant, { actor: { kind: 'system', job } }, requestId),
  }
  const keepRefusal = (claim: IdempotencyKey, refusal: Problem) =>
    transact(house, tenant, caller, requestId, 'read write', null, (_, connection) =>
      storeRefusal(connection, house.secrets, claim, refusal),
    )
  // Work that failed for reasons of ours is not remembered: the next attempt resumes it at once.
  const forgetLease = (claim: IdempotencyKey) =>
    transact(house, tenant, caller, requestId, 'read write', null, (_, connection) =>
      connection.run('update idempotency_keys set leased_until = null where key_hash = $1 and status is null', [
        claim.hash,
      ]),
    ).catch((error: unknown) => log.warn({ err: error, requestId }, 'a lease was left to run out'))
  return ctx
}

const isFinalRefusal = (error: unknown): error is Problem =>
  error instanceof Problem &&
  error.status < 500 &&
  error.status !== 429 &&
  error.status !== 401 &&
  !error.code.startsWith('idempotency_')

async function transact<T>(
  house: House,
  tenant: Tenant,
  caller: Caller,
  requestId: string,
  mode: 'read only' | 'read write',
  claim: IdempotencyKey | null,
  work: (scope: Scope, connection: Connection) => Promise<T>,
): Promise<T> {
  for (let run = 1; ; run++) {
    try {
      return await attempt(house, tenant, caller, requestId, mode, claim, work)
    } catch (error) {
      if (run > RERUNS_MAX || !RERUN_CODES.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}

async function attempt<T>(
  house: House,
  tenant: Tenant,
  caller: Caller,
  requestId: string,
  mode: string,
  claim: IdempotencyKey | null,
  work: (scope: Scope, connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await takeConnection(house.pool)
  let open = true
  try {
    // Nothing here waits unless its answer is needed: begin rides with whatever comes first.
    const begun = connection.run(beginSql(tenant.id, mode) + (tenant.mode === 'test' ? CLOCK(tenant.id) : ''))
    const found = caller.actor ?? caller.find?.(connection) ?? null
    const claimed = claim ? claimKey(connection, house.secrets, claim, 'commit') : null
    void begun.catch(() => {})
    if (found instanceof Promise) void found.catch(() => {})
    if (claimed) void claimed.catch(() => {})

    const now = tenant.mode === 'test' ? new Date(Date.now() + clockOffset(await begun)) : new Date()
    const actor = await found
    if (!actor) throw new Error('nobody asks')
    caller.actor = actor
    if (caller.allows && !caller.allows.includes(actor.kind))
      throw new Problem(
        'unauthorized',
        401,
        actor.kind === 'visitor' ? 'Please sign in' : 'This key or session may not do that',
      )
    const replay = claimed ? await claimed : null
    if (replay) {
      await connection.run('rollback')
      open = false
      return replay.body as T
    }

    const facts: Fact[] = []
    const scope: Scope = {
      db: kyselyOn(connection),
      tenant,
      actor,
      now,
      requestId,
      secrets: house.secrets,
      record: (fact) => void facts.push(fact),
    }
    const result = await work(scope, connection)

    const last: Promise<unknown>[] = []
    if (facts.length > 0) last.push(recordFacts(connection, scope, facts))
    if (claim) last.push(storeAnswer(connection, house.secrets, claim, result))
    last.push(commit(connection))
    open = false
    for (const sent of await Promise.allSettled(last)) if (sent.status === 'rejected') throw sent.reason
    return result
  } finally {
    if (open) await connection.run('rollback').catch(() => {})
    connection.release()
  }
}

// Two statements in one message give two results; the clock is in the last one.
function clockOffset(begun: unknown): number {
  const results = (Array.isArray(begun) ? begun : [begun]) as { rows: { clock_offset_ms?: number }[] }[]
  return results.at(-1)?.rows[0]?.clock_offset_ms ?? 0
}

const RECORD = `insert into facts (id, name, subject_id, body, actor, request_id, recorded_at)
  select f.id, f.name, f.subject_id, f.body, $2::jsonb, $3, $4
  from jsonb_to_recordset($1::jsonb) as f (id uuid, name text, subject_id uuid, body jsonb)`

function recordFacts(connection: Connection, scope: Scope, facts: Fact[]): Promise<unknown> {
  const rows = facts.map((fact) => ({
    id: newId(),
    name: fact.name,
    subject_id: fact.subjectId ?? null,
    body: fact.body,
  }))
  const { kind } = scope.actor
  const actor =
    kind === 'fan' || kind === 'key'
      ? { kind, id: scope.actor.id }
      : kind === 'system'
        ? { kind, job: scope.actor.job }
        : { kind }
  return connection.run(RECORD, [JSON.stringify(rows), JSON.stringify(actor), scope.requestId, scope.now])
}

/** The fan who asks. Routes for fans only let fans in, so anything else is a defect. */
export function fanOf(scope: Scope): FanActor {
  if (scope.actor.kind !== 'fan') throw new Error(`a ${scope.actor.kind} came through a fan's door`)
  return scope.actor
}
