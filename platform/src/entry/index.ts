// What every request passes on its way in: an id, its market, its caller, and its idempotency key.
import { createHash } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import type { Connection } from '../kit/db.ts'
import { newId } from '../kit/id.ts'
import type { IdempotencyKey } from '../kit/idempotency.ts'
import { defineProblems } from '../kit/problem.ts'
import type { Ask, Env } from '../kit/route.ts'
import { createCtx, type Actor, type Caller, type House, type Tenant } from '../kit/scope.ts'
import { fanSecret, findSession, readCookie, readSignedToken, sessionCookieName } from '../modules/identity/index.ts'
import type { TenantDirectory } from './tenants.ts'

export const { problem, refusals } = defineProblems({
  unknown_host: [421, 'This host serves no market here'],
  not_found: [404, 'There is nothing here'],
  unauthorized: [401, 'Please sign in, or send a valid key'],
  secret_key_needed: [401, 'Send your secret key as `Authorization: Bearer sk_…`'],
  market_unknown: [401, 'Send a publishable key as `Publishable-Key: pk_…`, or call the market on its own host'],
  secret_key_in_browser: [
    403,
    'A secret key must never be used from a browser. Revoke it, and use a publishable key there.',
  ],
  foreign_origin: [403, 'This request came from another site'],
  key_may_not: [403, 'This key does not carry the scope for this operation'],
  market_suspended: [403, 'This market is closed at the moment'],
  bad_idempotency_key: [422, 'An Idempotency-Key has 8 to 255 letters, digits, dashes or underscores'],
})

export type Entry = { house: House; tenants: TenantDirectory; instanceHost: string; secure: boolean }

export const hostOf = (c: Context): string => (c.req.header('host') ?? '').replace(/:\d+$/, '').toLowerCase()

/** Gives each request its id, and says it back. */
export const withRequestId: MiddlewareHandler<Env> = async (c, next) => {
  const given = c.req.header('x-request-id')
  c.set('requestId', given && /^[\w-]{8,64}$/.test(given) ? given : newId())
  await next()
  c.header('x-request-id', c.var.requestId)
}

/** `/v1/market/*`: on a tenant's host, or on the instance host with a publishable key. */
export const marketEntry =
  (entry: Entry): MiddlewareHandler<Env> =>
  async (c, next) => {
    const tenant = await marketOf(entry, c)
    const caller = fanCaller(entry, c, tenant)
    await enter(entry, c, tenant, caller, caller.who)
    await next()
  }

/** `/v1/admin/*`: with a secret key, on the instance host only. */
export const adminEntry =
  (entry: Entry): MiddlewareHandler<Env> =>
  async (c, next) => {
    if (hostOf(c) !== entry.instanceHost) throw problem('not_found')
    const key = bearerOf(c)
    if (!key?.startsWith('sk_')) throw problem('secret_key_needed')
    if (c.req.header('origin') || c.req.header('sec-fetch-site')) throw problem('secret_key_in_browser')
    const holder = await entry.tenants.byKey(key)
    if (holder?.kind !== 'secret') throw problem('unauthorized')
    await enter(
      entry,
      c,
      holder.tenant,
      { actor: { kind: 'key', id: holder.keyId, scopes: holder.scopes } },
      holder.keyId,
    )
    await next()
  }

export async function marketOf(entry: Entry, c: Ask): Promise<Tenant> {
  const host = hostOf(c)
  const key = c.req.header('publishable-key')
  const [byHost, holder] = await Promise.all([
    host === entry.instanceHost ? null : entry.tenants.byHost(host),
    key === undefined ? null : entry.tenants.byKey(key),
  ])
  if (host !== entry.instanceHost && !byHost) throw problem('unknown_host')
  if (key !== undefined && holder?.kind !== 'publishable') throw problem('unauthorized')
  if (byHost && holder && byHost.id !== holder.tenant.id) throw problem('unauthorized')
  const tenant = byHost ?? holder?.tenant
  if (!tenant) throw problem('market_unknown')
  return tenant
}

async function enter(entry: Entry, c: Ask, tenant: Tenant, caller: Caller, who: string): Promise<void> {
  if (tenant.state !== 'live' && !READING.has(c.req.method)) throw problem('market_suspended')
  c.set('admit', (kinds, permission) => {
    caller.allows = kinds
    if (caller.actor) admit(caller.actor, kinds, permission)
  })
  c.set('ctx', createCtx(entry.house, tenant, caller, c.var.requestId, await idempotencyKeyOf(c, who)))
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

function admit(actor: Actor, kinds: readonly string[], permission: string): void {
  if (!kinds.includes(actor.kind)) throw problem('unauthorized')
  if (actor.kind === 'key' && !actor.scopes.includes('*') && !actor.scopes.includes(permission))
    throw problem('key_may_not')
}

// Scoped by actor and route, and only hashes are kept: a key may carry anything, and a body may be private.
async function idempotencyKeyOf(c: Ask, who: string): Promise<IdempotencyKey | null> {
  const key = c.req.header('idempotency-key')
  if (key === undefined || READING.has(c.req.method)) return null
  if (!/^[\w-]{8,255}$/.test(key)) throw problem('bad_idempotency_key')
  // A file is not read twice: its address and kind stand for it.
  const isJson = (c.req.header('content-type') ?? '').includes('json')
  const body = isJson ? await c.req.text() : ''
  return {
    hash: sha256(who, c.req.method, c.req.path, key),
    requestHash: sha256(new URL(c.req.url).search, isJson ? body : (c.req.header('content-length') ?? '')),
  }
}

const sha256 = (...parts: string[]): Buffer => createHash('sha256').update(JSON.stringify(parts)).digest()

function bearerOf(c: Ask): string | null {
  const [scheme, token] = (c.req.header('authorization') ?? '').split(' ')
  return scheme?.toLowerCase() === 'bearer' && token ? token : null
}

/** A fan by bearer token anywhere, by cookie on the market's own pages, or a visitor. */
function fanCaller(entry: Entry, c: Ask, tenant: Tenant): Caller & { who: string } {
  const secret = fanSecret(entry.house.secrets, tenant.id)
  const bearer = bearerOf(c)
  if (bearer?.startsWith('sk_')) throw problem('unauthorized')
  const signed = bearer ?? cookieOf(entry, c, tenant)
  const token = signed && readSignedToken(signed, secret)
  if (bearer && !token) throw problem('unauthorized')
  if (!token) return { actor: { kind: 'visitor' }, who: 'visitor' }
  const find = async (connection: Connection): Promise<Actor> => {
    const fan = await findSession(connection, token)
    // A dead bearer is told so; a dead cookie is only somebody who is not signed in any more.
    if (!fan && bearer) throw problem('unauthorized')
    return fan ?? { kind: 'visitor' }
  }
  return { actor: null, find, who: token }
}

function cookieOf(entry: Entry, c: Ask, tenant: Tenant): string | null {
  if (hostOf(c) === entry.instanceHost) return null
  const cookie = readCookie(c.req.header('cookie'), sessionCookieName(tenant.id, entry.secure))
  if (cookie && !READING.has(c.req.method) && !isSameOrigin(c)) throw problem('foreign_origin')
  return cookie
}

function isSameOrigin(c: Ask): boolean {
  const origin = c.req.header('origin')
  if (origin !== undefined) return origin.replace(/^https?:\/\//, '') === c.req.header('host')
  const site = c.req.header('sec-fetch-site')
  return site === undefined || site === 'same-origin' || site === 'none'
}
