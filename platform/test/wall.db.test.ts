// The wall between tenants is PostgreSQL's to keep. A new table, function or grant that makes a hole in it fails here.
import { afterAll, beforeAll, expect, test } from 'vitest'
import pg from 'pg'
import { freshDatabase } from './harness/index.ts'
import { inspectWall } from './wall/inspect.ts'

let owner: pg.Client
beforeAll(async () => {
  owner = new pg.Client({ connectionString: (await freshDatabase()).ownerUrl })
  await owner.connect()
})
afterAll(() => owner.end())

test('the wall has no hole', async () => {
  expect(await inspectWall(owner)).toEqual([])
})

/** What the catalogue would say after this, without leaving it there. */
async function saidOf(sql: string): Promise<string[]> {
  await owner.query('begin')
  try {
    await owner.query(sql)
    return await inspectWall(owner)
  } finally {
    await owner.query('rollback')
  }
}

const COLUMNS = `tenant_id uuid not null default current_setting('app.tenant_id')::uuid, id uuid not null`
const TABLE = `create table seats (${COLUMNS}, primary key (tenant_id, id));`
const WALLED = `${TABLE} select wall('seats', 'select, insert');`
const POLICY = `using (tenant_id = current_setting('app.tenant_id')::uuid) with check (tenant_id = current_setting('app.tenant_id')::uuid)`
const DEFINER = `create function peek() returns int language sql security definer`

test('a table built as the others are is sound', async () => {
  expect(await saidOf(WALLED)).toEqual([])
})

test.each([
  ['a table of no tenant', `create table seats (id uuid primary key)`, 'seats: no tenant_id'],
  [
    'a tenant that may be missing',
    `create table seats (tenant_id uuid, id uuid)`,
    'seats: tenant_id is not a required uuid',
  ],
  [
    'a tenant that is text',
    `create table seats (tenant_id text not null, id uuid)`,
    'seats: tenant_id is not a required uuid',
  ],
  [
    'a tenant the application must write',
    `create table seats (tenant_id uuid not null, id uuid)`,
    'seats: tenant_id does not fill itself',
  ],
  ['a table without a wall', TABLE, 'seats: row level security is off'],
  [
    'a wall its owner walks through',
    `${WALLED} alter table seats no force row level security`,
    'seats: row level security is not forced',
  ],
  [
    'a wall that only permits',
    `${WALLED} drop policy tenant on seats; create policy tenant on seats for all ${POLICY}`,
    "seats: no restrictive policy on the transaction's tenant",
  ],
  [
    'a wall that is silent without a tenant',
    `${WALLED} drop policy tenant on seats; create policy tenant on seats as restrictive for all using (tenant_id = current_setting('app.tenant_id', true)::uuid)`,
    "seats: no restrictive policy on the transaction's tenant",
  ],
  [
    'a wall around reading only',
    `${WALLED} drop policy tenant on seats; create policy tenant on seats as restrictive for select using (tenant_id = current_setting('app.tenant_id')::uuid)`,
    "seats: no restrictive policy on the transaction's tenant",
  ],
  [
    'a wall for one role only',
    `${WALLED} drop policy tenant on seats; create policy tenant on seats as restrictive for all to reseat_app ${POLICY}`,
    "seats: no restrictive policy on the transaction's tenant",
  ],
  [
    'a second policy',
    `${WALLED} create policy more on seats for select using (true)`,
    'seats: policy more is not one of the wall',
  ],
  ['a table without a key', `create table seats (${COLUMNS})`, 'seats: no primary key'],
  [
    'a key that leads with the id',
    `create table seats (${COLUMNS}, primary key (id, tenant_id))`,
    'seats: seats_pkey is unique over all tenants',
  ],
  [
    'a unique constraint over all tenants',
    `${WALLED} alter table seats add unique (id)`,
    'seats: seats_id_key is unique over all tenants',
  ],
  [
    'a unique index over all tenants',
    `${WALLED} create unique index one_seat on seats (id) where id is not null`,
    'seats: one_seat is unique over all tenants',
  ],
  [
    'a reference over the wall',
    `${WALLED} create table rows (${COLUMNS}, n uuid unique); alter table seats add foreign key (id) references rows (n)`,
    'seats: seats_id_fkey does not carry tenant_id',
  ],
  [
    'a reference that crosses its columns',
    `${WALLED} alter table seats add foreign key (id, tenant_id) references fans (tenant_id, id)`,
    'seats: seats_id_tenant_id_fkey does not carry tenant_id',
  ],
  [
    'a reference that empties the tenant',
    `${WALLED} alter table seats add foreign key (tenant_id, id) references fans (tenant_id, id) on delete set null`,
    'would empty tenant_id when its target goes',
  ],
  [
    'a view that reads as its owner',
    `create view peek as select * from fans`,
    'peek: a view without security_invoker reads as its owner',
  ],
  [
    'a materialized view',
    `create materialized view peek as select 1 as one`,
    'peek: only tables and views can stand behind the wall',
  ],
  ['work that is never swept', `${WALLED} alter table seats add due_at timestamptz`, 'seats: due_at without seats_due'],
  [
    'a sweep that says too much',
    `${WALLED} alter table seats add due_at timestamptz, add note text; create function seats_due(timestamptz, int) returns table (tenant_id uuid, id uuid, note text) language sql as 'select tenant_id, id, note from seats'`,
    'seats: seats_due says more than tenant and id',
  ],
  [
    'a function that looks over the wall',
    `${DEFINER} set search_path = pg_catalog, public, pg_temp as 'select 1'`,
    'peek(): looks over the wall without being listed here',
  ],
  ['a function whose names can be bent', `${DEFINER} as 'select 1'`, 'peek(): its search_path is not pinned'],
  [
    'a function whose tables can be shadowed',
    `${DEFINER} set search_path = pg_catalog, public, pg_temp as 'select 1 from fans'`,
    'peek(): fans stands without its schema',
  ],
  [
    'a function that runs as the owner',
    `${DEFINER} set search_path = pg_catalog, public, pg_temp as 'select 1'`,
    'peek(): runs as ',
  ],
  [
    'a function for everybody',
    `${DEFINER} set search_path = pg_catalog, public, pg_temp as 'select 1'`,
    'peek(): executable by public',
  ],
  ['facts that can be rewritten', 'grant update on facts to reseat_app', 'facts: reseat_app may UPDATE every column'],
  ['facts that can be lost', 'grant delete on facts to reseat_app', 'facts: reseat_app may DELETE'],
  [
    'books that can be rewritten',
    'grant update (amount) on ledger_entries to reseat_app',
    'ledger_entries: reseat_app may UPDATE amount',
  ],
  [
    'balances that can be written',
    'grant update (balance) on ledger_accounts to reseat_app',
    'ledger_accounts: reseat_app may UPDATE balance',
  ],
  [
    'books that can be emptied',
    'grant truncate on ledger_entries to reseat_app',
    'ledger_entries: reseat_app may TRUNCATE',
  ],
  ['a market that makes keys', 'grant insert on api_keys to reseat_app', 'api_keys: reseat_app may INSERT'],
  ['a table for everybody', 'grant select on fans to public', 'fans: public may SELECT'],
  ['a sweeper that writes', 'grant update on orders to reseat_sweep', 'orders: reseat_sweep may UPDATE'],
  ['an app that owns a table', `${WALLED} alter table seats owner to reseat_app`, 'reseat_app: owns table seats'],
  [
    'an app that may create',
    'grant create on schema public to reseat_app',
    'reseat_app: may create in the schema public',
  ],
  ['an app that becomes the sweeper', 'grant reseat_sweep to reseat_app', 'reseat_app: is a member of reseat_sweep'],
  ['an app that bypasses', 'alter role reseat_app bypassrls', 'reseat_app: bypasses row level security'],
  ['a superuser', 'alter role reseat_app superuser', 'reseat_app: has powers over the cluster'],
  ['a sweeper that logs in', 'alter role reseat_sweep login', 'reseat_sweep: can log in'],
])('catches %s', async (_, sql, complaint) => {
  expect((await saidOf(sql)).join('\n')).toContain(complaint)
})
