// tenancy/create.ts: opens a market. Runs on the machine, as the owner of the database: no request can do this.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { newId } from '../../kit/id.ts'
import type { Secrets } from '../../kit/secret.ts'

export type NewTenant = {
  name: string
  slug: string
  mode: 'live' | 'test'
  organization?: string
  host: string
  /** Made beforehand by a caller who must still know them if it dies in between. */
  keys?: Keys
}
export type Keys = { publishableKey: string; secretKey: string }
export type CreatedTenant = {
  id: string
  organizationId: string
  name: string
  slug: string
  mode: 'live' | 'test'
  host: string
  /** Shown once; only their hashes are kept. */
  publishableKey: string
  secretKey: string
}

export async function createTenant(ownerUrl: string, secrets: Secrets, wish: NewTenant): Promise<CreatedTenant> {
  const [id, organizationId] = [newId(), newId()]
  const { publishableKey, secretKey } = wish.keys ?? newKeys(wish.mode)
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('app.tenant_id', $1, true), set_config('app.organization_id', $2, true)`, [
      id,
      organizationId,
    ])
    await client.query('insert into organizations (id, name) values ($1, $2)', [
      organizationId,
      wish.organization ?? wish.name,
    ])
    await client.query(
      'insert into tenants (tenant_id, organization_id, name, slug, mode) values ($1, $2, $3, $4, $5)',
      [id, organizationId, wish.name, wish.slug, wish.mode],
    )
    await client.query('insert into tenant_hosts (host, tenant_id) values ($1, $2)', [wish.host, id])
    for (const [kind, key, scopes] of [
      ['publishable', publishableKey, []],
      ['secret', secretKey, ['*']],
    ] as const)
      await client.query('insert into api_keys (id, kind, hash, hint, scopes) values ($1, $2, $3, $4, $5)', [
        newId(),
        kind,
        secrets.hash('api-key', key),
        key.slice(-4),
        scopes,
      ])
    await client.query(
      `insert into facts (id, name, subject_id, body, actor, recorded_at) values ($1, 'tenant.created', $2, $3, '{"kind":"operator"}', now())`,
      [newId(), id, JSON.stringify({ name: wish.name, slug: wish.slug, mode: wish.mode })],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    if ((error as { code?: string }).code === '23505')
      throw new Error(`A market with the slug “${wish.slug}” or host ${wish.host} already exists; choose another`, {
        cause: error,
      })
    throw error
  } finally {
    await client.end()
  }
  return {
    id,
    organizationId,
    name: wish.name,
    slug: wish.slug,
    mode: wish.mode,
    host: wish.host,
    publishableKey,
    secretKey,
  }
}

export const newKeys = (mode: 'live' | 'test'): Keys => ({
  publishableKey: newKey('pk', mode),
  secretKey: newKey('sk', mode),
})

/** `sk_test_` + 40 letters and digits: a fixed form, so that scanners of leaked secrets can find it. */
const newKey = (kind: 'pk' | 'sk', mode: string): string =>
  `${kind}_${mode}_${randomBytes(48)
    .toString('base64')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .padEnd(40, 'x')
    .slice(0, 40)}`
