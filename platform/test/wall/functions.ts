// The few functions that look over the wall: each one named here, narrow, and closed to everybody it was not made for.
import type { ClientBase } from 'pg'

const MAY_LOOK_OVER: Record<string, string> = {
  facts_to_relay: 'names facts that wait for the relay',
  facts_relayed: 'marks them as handed over',
  facts_tell_again: 'gives back to the relay those a listener never noted',
  tenant_by_host: 'finds the market of a host',
  tenant_by_key: 'finds the market of a key',
  tenant_by_id: 'finds the market of a job',
  tenant_by_psp_account: 'finds the market of a webhook',
  tenant_by_psp_intent: 'finds the market of a dispute',
  move_balance: 'is the only way a balance moves',
  posting_balances: 'sees all entries of a posting at commit',
  forget_idempotency_keys: 'removes promises that have run out',
  dev_inbox: 'names the mails that a development instance shows',
}

/** Where a statement names a table without saying in which schema. */
const NAMED = /\b(?:from|join|into|update|using)\s+(?:only\s+)?(\w+)\b(?!\.)/gi

export async function inspectFunctions(db: ClientBase): Promise<string[]> {
  const { rows } = await db.query<{
    name: string
    owner: string
    path: string | null
    open: string[]
    sweeps: boolean
    body: string
  }>(
    `select p.proname as name, p.proowner::regrole::text as owner,
       (select s from unnest(p.proconfig) s where s like 'search_path=%') as path,
       array(select case x.grantee when 0 then 'public' else x.grantee::regrole::text end
         from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x where x.grantee <> p.proowner) as open,
       exists (select from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relnamespace = 'public'::regnamespace
         where c.relname || '_due' = p.proname and a.attname = 'due_at') as sweeps,
       p.prosrc as body
     from pg_proc p where p.prosecdef and p.pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)`,
  )
  const tables = await db.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'p')`,
  )
  const isTable = new Set(tables.rows.map((table) => table.name))
  const bare = (body: string) =>
    [...body.matchAll(NAMED)].map(([, name]) => name!.toLowerCase()).filter((name) => isTable.has(name))
  return rows.flatMap(({ name, owner, path, open, sweeps, body }) => [
    ...(sweeps || MAY_LOOK_OVER[name] ? [] : [`${name}(): looks over the wall without being listed here`]),
    ...(path === 'search_path=pg_catalog, public, pg_temp' ? [] : [`${name}(): its search_path is not pinned`]),
    // Temporary tables are found before ours, whatever the path says, so a name without its schema is anybody's.
    ...bare(body).map((table) => `${name}(): ${table} stands without its schema`),
    ...(owner === 'reseat_sweep' ? [] : [`${name}(): runs as ${owner}`]),
    ...open.filter((role) => role !== 'reseat_app').map((role) => `${name}(): executable by ${role}`),
  ])
}
