// Which market a request means: by verified host or by key, each looked up through a function that answers with one.
import type { Pool } from '../kit/db.ts'
import type { Tenant } from '../kit/scope.ts'
import type { Secrets } from '../kit/secret.ts'

export type KeyHolder = { tenant: Tenant; keyId: string; kind: 'publishable' | 'secret'; scopes: string[] }
export type TenantDirectory = {
  byHost(host: string): Promise<Tenant | null>
  byKey(key: string): Promise<KeyHolder | null>
  byId(id: string): Promise<Tenant | null>
}

/** A revoked key or a suspended tenant is felt within this time, on every process. */
const REMEMBERED_MILLISECONDS = 2_000
const REMEMBERED_MAX = 5_000

type Row = { tenant_id: string; slug: string; name: string; mode: 'live' | 'test'; state: string }
type KeyRow = Row & { key_id: string; kind: 'publishable' | 'secret'; scopes: string[] }

export function openTenantDirectory(pool: Pool, secrets: Secrets): TenantDirectory {
  const ask = async <R extends Row>(text: string, value: unknown): Promise<R | null> =>
    (await pool.query<R>(text, [value])).rows[0] ?? null
  const byHost = remember((host) => ask('select * from tenant_by_host($1)', host).then(tenantOf))
  const byId = remember((id) => ask('select * from tenant_by_id($1)', id).then(tenantOf))
  const byKey = remember(async (key) => {
    const row = await ask<KeyRow>('select * from tenant_by_key($1)', secrets.hash('api-key', key))
    return row && { tenant: tenantOf(row)!, keyId: row.key_id, kind: row.kind, scopes: row.scopes }
  })
  return { byHost, byKey, byId }
}

const tenantOf = (row: Row | null): Tenant | null =>
  row && { id: row.tenant_id, slug: row.slug, name: row.name, mode: row.mode, state: row.state }

/** Small memory in front of a look-up: bounded, short, and what was not found is asked again at once. */
function remember<T>(ask: (key: string) => Promise<T | null>): (key: string) => Promise<T | null> {
  const known = new Map<string, { value: T; until: number }>()
  return async (key) => {
    const hit = known.get(key)
    if (hit && hit.until > Date.now()) return hit.value
    const value = await ask(key)
    known.delete(key)
    if (value === null) return null
    if (known.size >= REMEMBERED_MAX) known.delete(known.keys().next().value!)
    known.set(key, { value, until: Date.now() + REMEMBERED_MILLISECONDS })
    return value
  }
}
