// Reads the system catalogue of a migrated database and says, in sentences, where the wall between tenants has a hole.
import type { ClientBase } from 'pg'
import { inspectGrants } from './grants.ts'
import { inspectFunctions } from './functions.ts'

/** Tables that belong to no tenant, and why. */
const NO_TENANT: Record<string, string> = {
  schema_migrations: 'says which migrations ran; no role but the owner reaches it',
  organizations: 'own tenants, and stand behind a setting of their own, app.organization_id',
}

/** Unique over all tenants, because they are what a tenant is found by. */
const UNIQUE_EVERYWHERE: Record<string, string> = {
  tenants_slug_key: 'a slug is a host name of the instance',
  tenant_hosts_pkey: 'a host leads to one market',
  api_keys_hash_key: 'a key leads to one market, and is found before that is known',
}

/** Columns of other tables that name a tenant from outside: the row that makes one. */
const REACHES_OUT: Record<string, string> = {
  tenants_organization_id_fkey: 'a tenant belongs to an organization',
}

export const TENANT_TABLES = `
  select c.oid, c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all ($1) order by 2`

export const outsideTenants = Object.keys(NO_TENANT)

export async function inspectWall(db: ClientBase): Promise<string[]> {
  const found: string[] = []
  for (const inspect of [
    inspectRows,
    inspectPolicies,
    inspectKeys,
    inspectReferences,
    inspectViews,
    inspectSweeps,
    inspectGrants,
    inspectFunctions,
  ])
    found.push(...(await inspect(db)))
  return found
}

const TENANT_IS = `(tenant_id = (current_setting('app.tenant_id'::text))::uuid)`

async function inspectRows(db: ClientBase): Promise<string[]> {
  const { rows } = await db.query<{
    name: string
    type: string | null
    required: boolean
    fills: string | null
    on: boolean
    forced: boolean
  }>(
    `select t.name, a.atttypid::regtype::text as type, a.attnotnull as required, pg_get_expr(d.adbin, d.adrelid) as fills,
       c.relrowsecurity as on, c.relforcerowsecurity as forced
     from (${TENANT_TABLES}) t join pg_class c on c.oid = t.oid
     left join pg_attribute a on a.attrelid = t.oid and a.attname = 'tenant_id' and not a.attisdropped
     left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum`,
    [outsideTenants],
  )
  // The two that are written while a market is being made have nothing to be filled from.
  const filled = (row: { name: string; fills: string | null }) =>
    ['tenants', 'tenant_hosts'].includes(row.name) || row.fills === `(current_setting('app.tenant_id'::text))::uuid`
  return rows.flatMap((row) => {
    if (row.type === null) return [`${row.name}: no tenant_id`]
    return [
      ...(row.type === 'uuid' && row.required ? [] : [`${row.name}: tenant_id is not a required uuid`]),
      ...(filled(row) ? [] : [`${row.name}: tenant_id does not fill itself`]),
      ...(row.on ? [] : [`${row.name}: row level security is off`]),
      ...(row.forced ? [] : [`${row.name}: row level security is not forced`]),
    ]
  })
}

type Policy = {
  table: string
  name: string
  restrictive: boolean
  command: string
  everyone: boolean
  using: string | null
  checked: string | null
}

async function inspectPolicies(db: ClientBase): Promise<string[]> {
  const tables = await db.query<{ name: string }>(TENANT_TABLES, [outsideTenants])
  const { rows } = await db.query<Policy>(
    `select c.relname as table, p.polname as name, not p.polpermissive as restrictive, p.polcmd as command, p.polroles = '{0}' as everyone,
       pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as checked
     from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = 'public'::regnamespace`,
  )
  const isWall = (p: Policy) =>
    p.restrictive && p.command === '*' && p.everyone && p.using === TENANT_IS && p.checked === TENANT_IS
  const isBase = (p: Policy) =>
    !p.restrictive && p.command === '*' && p.everyone && p.using === 'true' && p.checked === 'true'
  return tables.rows.flatMap(({ name }) => {
    const own = rows.filter((p) => p.table === name)
    return [
      ...(own.some(isWall) ? [] : [`${name}: no restrictive policy on the transaction's tenant`]),
      ...(own.some(isBase) ? [] : [`${name}: no permissive base for the policy to restrict`]),
      ...own.filter((p) => !isWall(p) && !isBase(p)).map((p) => `${name}: policy ${p.name} is not one of the wall's`),
    ]
  })
}

async function inspectKeys(db: ClientBase): Promise<string[]> {
  const { rows } = await db.query<{
    table: string
    index: string | null
    first: string | null
    isPrimary: boolean | null
  }>(
    `select t.name as table, i.indexrelid::regclass::text as index, a.attname as first, i.indisprimary as "isPrimary"
     from (${TENANT_TABLES}) t
     left join pg_index i on i.indrelid = t.oid and (i.indisunique or i.indisexclusion)
     left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]`,
    [outsideTenants],
  )
  const keyed = new Set(rows.filter((row) => row.isPrimary).map((row) => row.table))
  return [
    ...new Set(rows.filter((row) => !keyed.has(row.table)).map((row) => `${row.table}: no primary key`)),
    ...rows
      .filter((row) => row.index && row.first !== 'tenant_id' && !UNIQUE_EVERYWHERE[row.index])
      .map((row) => `${row.table}: ${row.index} is unique over all tenants`),
  ]
}

async function inspectReferences(db: ClientBase): Promise<string[]> {
  // A reference is sound when tenant_id points to tenant_id: then no row can point over the wall.
  const { rows } = await db.query<{ table: string; name: string; sound: boolean; empties: boolean }>(
    `select c.conrelid::regclass::text as table, c.conname as name,
       exists (select from generate_subscripts(c.conkey, 1) i
         join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[i] and a.attname = 'tenant_id'
         join pg_attribute b on b.attrelid = c.confrelid and b.attnum = c.confkey[i] and b.attname = 'tenant_id') as sound,
       c.confdeltype in ('n', 'd') and c.confdelsetcols is null as empties
     from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace and c.conparentid = 0`,
  )
  return rows.flatMap(({ table, name, sound, empties }) => [
    ...(sound || REACHES_OUT[name] ? [] : [`${table}: ${name} does not carry tenant_id`]),
    ...(empties ? [`${table}: ${name} would empty tenant_id when its target goes`] : []),
  ])
}

async function inspectViews(db: ClientBase): Promise<string[]> {
  const { rows } = await db.query<{ name: string; kind: string; invoker: boolean }>(
    `select c.relname as name, c.relkind as kind, coalesce('security_invoker=true' = any (c.reloptions), false) as invoker
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm', 'f')`,
  )
  return rows.flatMap(({ name, kind, invoker }) => {
    if (kind !== 'v') return [`${name}: only tables and views can stand behind the wall`]
    return invoker ? [] : [`${name}: a view without security_invoker reads as its owner`]
  })
}

async function inspectSweeps(db: ClientBase): Promise<string[]> {
  const { rows } = await db.query<{ name: string; answer: string | null }>(
    `select t.name, pg_get_function_result(p.oid) as answer from (${TENANT_TABLES}) t
     join pg_attribute a on a.attrelid = t.oid and a.attname = 'due_at' and not a.attisdropped
     left join pg_proc p on p.pronamespace = 'public'::regnamespace and p.proname = t.name || '_due'
       and oidvectortypes(p.proargtypes) = 'timestamp with time zone, integer'`,
    [outsideTenants],
  )
  return rows.flatMap(({ name, answer }) => {
    if (answer === null) return [`${name}: due_at without ${name}_due, so nothing ever falls due`]
    return answer === 'TABLE(tenant_id uuid, id uuid)' ? [] : [`${name}: ${name}_due says more than tenant and id`]
  })
}
