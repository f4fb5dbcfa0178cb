// What each role may do, held against what it needs: the app writes rows behind the wall, the sweeper names them.
import type { ClientBase } from 'pg'

/** Rows the app may remove. Everything else is kept, or ends by a state. */
const MAY_DELETE: Record<string, string> = {
  idempotency_keys: 'are kept a day',
  fans: 'belong to better-auth, and go when somebody who never proved an address gives way',
  fan_sessions: 'end with a sign-out',
  fan_accounts: 'belong to better-auth',
  fan_verifications: 'are used once',
  import_rows: 'hold personal data that has served',
}

/** What happened is never rewritten: these the app may only add to, but for the columns named. */
const ADD_ONLY: Record<string, string[]> = {
  facts: [],
  fact_deliveries: [],
  policies: [],
  psp_events: [],
  admissions: [],
  ledger_postings: [],
  ledger_entries: [],
  ledger_accounts: ['frozen'],
  ticket_codes: ['state', 'revoked_at'],
}

/** What makes or names a market, which the app may not do. */
const READ_ONLY: Record<string, string[]> = {
  organizations: [],
  tenants: ['clock_offset_ms'],
  tenant_hosts: [],
  api_keys: [],
}

/** The sweeper looks at tenants together, so it writes nothing but this. */
const SWEEPER_WRITES = [
  'facts.relayed_at UPDATE',
  'facts.told_at UPDATE',
  'ledger_accounts.balance UPDATE',
  'idempotency_keys DELETE',
]

type Grant = { role: string; table: string; column: string | null; privilege: string }

export async function inspectGrants(db: ClientBase): Promise<string[]> {
  return [...(await inspectRoles(db)), ...(await inspectOwners(db)), ...(await inspectPrivileges(db))]
}

async function inspectRoles(db: ClientBase): Promise<string[]> {
  const { rows } = await db.query<{ role: string; above: boolean; bypasses: boolean; logs: boolean; of: string[] }>(
    `select r.rolname as role, r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication as above, r.rolbypassrls as bypasses,
       r.rolcanlogin as logs, array(select m.roleid::regrole::text from pg_auth_members m where m.member = r.oid) as of
     from pg_roles r where r.rolname in ('reseat_app', 'reseat_queue', 'reseat_sweep')`,
  )
  const { rows: schemas } = await db.query<{ role: string }>(
    `select r.rolname as role from pg_roles r where r.rolname in ('reseat_app', 'reseat_queue') and has_schema_privilege(r.oid, 'public', 'create')`,
  )
  return [
    ...rows.flatMap(({ role, above, bypasses, logs, of }) => [
      ...(above ? [`${role}: has powers over the cluster`] : []),
      ...(bypasses && role !== 'reseat_sweep' ? [`${role}: bypasses row level security`] : []),
      ...(logs && role === 'reseat_sweep' ? [`${role}: can log in`] : []),
      ...of.map((other) => `${role}: is a member of ${other}`),
    ]),
    ...schemas.map(({ role }) => `${role}: may create in the schema public`),
  ]
}

async function inspectOwners(db: ClientBase): Promise<string[]> {
  const { rows } = await db.query<{ role: string; thing: string; isFunction: boolean }>(
    `select refobjid::regrole::text as role, pg_describe_object(classid, objid, objsubid) as thing, classid = 'pg_proc'::regclass as "isFunction"
     from pg_shdepend where deptype = 'o' and refclassid = 'pg_authid'::regclass
       and dbid in (0, (select oid from pg_database where datname = current_database()))
       and refobjid in ('reseat_app'::regrole, 'reseat_sweep'::regrole)`,
  )
  return rows
    .filter((row) => row.role === 'reseat_app' || !row.isFunction)
    .map((row) => `${row.role}: owns ${row.thing}`)
}

async function inspectPrivileges(db: ClientBase): Promise<string[]> {
  const { rows } = await db.query<Grant>(
    `select case g.grantee when 0 then 'public' else g.grantee::regrole::text end as role, c.relname as table, g.column, g.privilege_type as privilege
     from pg_class c, lateral (
       select x.grantee, null as column, x.privilege_type from aclexplode(c.relacl) x
       union all
       select x.grantee, a.attname, x.privilege_type from pg_attribute a, aclexplode(a.attacl) x where a.attrelid = c.oid) g
     where c.relnamespace = 'public'::regnamespace and g.grantee <> c.relowner`,
  )
  return rows.flatMap((grant) => {
    const why = whyNotGrant(grant)
    return why ? [`${grant.table}: ${grant.role} ${why}`] : []
  })
}

function whyNotGrant({ role, table, column, privilege }: Grant): string | null {
  const what = `${column ? `${table}.${column}` : table} ${privilege}`
  if (role === 'reseat_sweep')
    return privilege === 'SELECT' || SWEEPER_WRITES.includes(what) ? null : `may ${privilege}, but only names rows`
  if (role !== 'reseat_app') return `may ${privilege}`
  if (!['SELECT', 'INSERT', 'UPDATE', 'DELETE'].includes(privilege)) return `may ${privilege}`
  if (privilege === 'DELETE' && !MAY_DELETE[table]) return 'may DELETE'
  if (privilege === 'INSERT' && READ_ONLY[table]) return 'may INSERT'
  const columns = ADD_ONLY[table] ?? READ_ONLY[table]
  if (privilege === 'UPDATE' && columns && !columns.includes(column ?? ''))
    return `may UPDATE ${column ?? 'every column'}`
  return null
}
