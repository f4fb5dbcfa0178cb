// The wall as the app meets it: for every table there is, what one tenant may see and write of another, and what nobody may.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import pg from 'pg'
import { newId } from '../../src/kit/id.ts'
import { freshDatabase, type FreshDatabase } from '../harness/index.ts'
import { outsideTenants, TENANT_TABLES } from './inspect.ts'

type Column = { name: string; type: string }
type Table = { name: string; columns: Column[]; privileges: string[] }

const [A, B] = [newId(), newId()]
let database: FreshDatabase
let owner: pg.Client
let app: pg.Client
let tables: Table[]

beforeAll(async () => {
  database = await freshDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  app = new pg.Client({ connectionString: database.appUrl })
  await Promise.all([owner.connect(), app.connect()])
  tables = await readTables()
  await fillTables()
})
afterAll(() => Promise.all([owner.end(), app.end()]))

async function readTables(): Promise<Table[]> {
  const { rows } = await owner.query<Table>(
    `select t.name,
       (select coalesce(jsonb_agg(jsonb_build_object('name', a.attname, 'type', a.atttypid::regtype::text)), '[]') from pg_attribute a
         where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attnotnull and not a.atthasdef and a.attidentity = '') as columns,
       array(select p from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) p where has_table_privilege('reseat_app', t.oid, p)) as privileges
     from (${TENANT_TABLES}) t`,
    [outsideTenants],
  )
  return rows
}

// What rows say does not matter here, so in this database nothing asks: the rules on columns go, triggers and references sleep.
async function fillTables(): Promise<void> {
  const { rows } = await owner.query<{ drop: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop from pg_constraint
     where contype = 'c' and conrelid <> 0 and connamespace = 'public'::regnamespace`,
  )
  await owner.query(`${rows.map((row) => row.drop).join(';')}; set session_replication_role = replica`)
  for (const tenant of [A, B]) {
    await owner.query(`select set_config('app.tenant_id', $1, false)`, [tenant])
    for (const table of tables) await owner.query(...insertion(table, tenant))
  }
}

function insertion({ name, columns }: Table, tenant: string): [string, unknown[]] {
  const others = columns.filter((column) => column.name !== 'tenant_id')
  const values = [tenant, ...others.map((column) => valueOf(column))]
  const names = ['tenant_id', ...others.map((column) => column.name)]
  return [`insert into ${name} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`, values]
}

function valueOf({ name, type }: Column): unknown {
  if (type === 'uuid') return newId()
  if (type === 'text') return `${name}-${randomBytes(4).toString('hex')}`
  if (/int|numeric/.test(type)) return 1
  if (type === 'boolean') return true
  if (type === 'bytea') return randomBytes(4)
  if (type === 'jsonb') return '{}'
  if (type.endsWith('[]')) return '{}'
  if (type.startsWith('timestamp')) return new Date()
  throw new Error(`say here what stands in a ${type}, for ${name}`)
}

/** Runs one statement as the app, for a tenant or for none, and takes it back. */
async function asApp(tenant: string | null, text: string, values: unknown[] = []) {
  await app.query('begin')
  try {
    if (tenant) await app.query(`select set_config('app.tenant_id', $1, true)`, [tenant])
    return await app.query(text, values)
  } finally {
    await app.query('rollback')
  }
}

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing refused it',
    (error: { code?: string; message: string }) => error,
  )
const may = (privilege: string) => tables.filter((table) => table.privileges.includes(privilege))
const WALL = expect.objectContaining({ message: expect.stringContaining('violates row-level security policy') })

test('every table is looked at', () => {
  expect(tables.length).toBeGreaterThan(25)
  expect(may('SELECT')).toHaveLength(tables.length)
})

test('outside a tenant every table raises, on a fresh connection and on a used one', async () => {
  const fresh = new pg.Client({ connectionString: database.appUrl })
  await fresh.connect()
  for (const { name } of tables)
    expect(await codeOf(fresh.query(`select * from ${name}`)), name).toMatchObject({ code: '42704' })
  await fresh.end()

  await asApp(A, 'select 1')
  for (const { name } of tables)
    expect(await codeOf(asApp(null, `select * from ${name}`)), name).toMatchObject({ code: '22P02' })
})

test('a tenant sees its own rows and no others', async () => {
  for (const { name } of tables) {
    const { rows } = await asApp(A, `select distinct tenant_id from ${name}`)
    expect(rows, name).toEqual([{ tenant_id: A }])
    expect((await asApp(A, `select 1 from ${name} where tenant_id = $1`, [B])).rowCount, name).toBe(0)
  }
})

test('a tenant that does not exist sees nothing', async () => {
  for (const { name } of tables) expect((await asApp(newId(), `select 1 from ${name}`)).rowCount, name).toBe(0)
})

describe('a row of another tenant', () => {
  test('cannot be inserted', async () => {
    for (const table of may('INSERT')) expect(await codeOf(asApp(A, ...insertion(table, B))), table.name).toEqual(WALL)
  })

  test('cannot be changed', async () => {
    for (const { name } of may('UPDATE'))
      expect(
        (await asApp(A, `update ${name} set tenant_id = tenant_id where tenant_id = $1`, [B])).rowCount,
        name,
      ).toBe(0)
  })

  test('cannot be removed', async () => {
    for (const { name } of may('DELETE'))
      expect((await asApp(A, `delete from ${name} where tenant_id = $1`, [B])).rowCount, name).toBe(0)
  })

  test('cannot be made of our own', async () => {
    for (const { name } of may('UPDATE'))
      expect(await codeOf(asApp(A, `update ${name} set tenant_id = $1`, [B])), name).toEqual(WALL)
  })
})

test('organizations stand behind a setting of their own', async () => {
  const [ours, theirs] = [newId(), newId()]
  await owner.query(`insert into organizations (id, name) values ($1, 'Ours'), ($2, 'Theirs')`, [ours, theirs])
  expect(await codeOf(asApp(A, 'select * from organizations'))).toMatchObject({ code: '42704' })

  await app.query('begin')
  await app.query(`select set_config('app.organization_id', $1, true)`, [ours])
  const { rows } = await app.query('select id from organizations')
  await app.query('rollback')
  expect(rows).toEqual([{ id: ours }])
})

// Whoever may execute a trigger's function may hang it on a table of their own, and feed it rows it was not made for.
test('no balance of another tenant moves by a trigger of the app’s own', async () => {
  const before = await balanceOf(B)
  await app.query('begin')
  try {
    await app.query('create temporary table forged (tenant_id uuid, posting_id uuid, account_id uuid, amount bigint)')
    await app.query('create trigger forge after insert on forged for each row execute function move_balance()')
    await app.query('insert into forged values ($1, $2, $3, 1000000)', [B, newId(), before.id])
    await app.query('commit')
  } catch {
    await app.query('rollback')
  }
  expect((await balanceOf(B)).balance).toBe(before.balance)
})

async function balanceOf(tenant: string): Promise<{ id: string; balance: string }> {
  const { rows } = await owner.query<{ id: string; balance: string }>(
    'select id, balance::text from ledger_accounts where tenant_id = $1',
    [tenant],
  )
  return rows[0]!
}
