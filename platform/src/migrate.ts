// Brings a database to the newest schema: roles first, then each migration once, in one transaction each, one at a time
// over all processes that try.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { runMigrations } from 'bullmq'
import pg from 'pg'

export type MigrateOptions = {
  /** What the roles log in with; null leaves existing roles as they are (they were made by hand). */
  appPassword: string | null
  /** The same as the app's unless given. */
  queuePassword?: string | null
}

const FOLDER = new URL('../migrations/', import.meta.url)
const LOCK = 7_316_054

/** Returns the names of the migrations it applied. */
export async function migrate(ownerUrl: string, options: MigrateOptions): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'reseat-migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await makeRoles(client, options)
    await client.query(`create table if not exists schema_migrations (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`)
    const applied = await applyAll(client)
    await prepareQueue(client, options)
    return applied
  } finally {
    await client.end()
  }
}

/** The names of those that have not run on this database. */
export async function pendingMigrations(ownerUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'reseat-migrate' })
  await client.connect()
  try {
    const {
      rows: [found],
    } = await client.query<{ known: boolean }>("select to_regclass('public.schema_migrations') is not null as known")
    const applied = found?.known
      ? (await client.query<{ name: string }>('select name from schema_migrations')).rows.map((row) => row.name)
      : []
    return migrationFiles().filter((name) => !applied.includes(name))
  } finally {
    await client.end()
  }
}

const migrationFiles = () =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()

async function makeRoles(
  client: pg.Client,
  { appPassword, queuePassword = appPassword }: MigrateOptions,
): Promise<void> {
  // Roles are the cluster's, so another database's migration may be making them at this moment.
  const make = async (name: string, attributes: string) => {
    const known = await client.query('select 1 from pg_roles where rolname = $1', [name])
    if (known.rowCount === 0)
      await client.query(`create role ${name} ${attributes}`).catch((error: { code?: string }) => {
        if (error.code !== '42710' && error.code !== '23505') throw error
      })
  }
  await make('reseat_app', 'login nosuperuser nobypassrls nocreatedb nocreaterole')
  await make('reseat_queue', 'login nosuperuser nobypassrls nocreatedb nocreaterole')
  await make('reseat_sweep', 'nologin nosuperuser bypassrls nocreatedb nocreaterole')
  for (const [name, password] of [
    ['reseat_app', appPassword],
    ['reseat_queue', queuePassword],
  ] as const)
    if (password !== null) await client.query(`alter role ${name} password ${client.escapeLiteral(password)}`)
  await client.query('grant reseat_sweep to current_user with inherit true, set true')
}

async function applyAll(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migrations',
  )
  const known = new Map(rows.map((row) => [row.name, row.checksum]))
  const applied: string[] = []
  for (const name of migrationFiles()) {
    const text = readFileSync(new URL(name, FOLDER), 'utf8')
    const checksum = createHash('sha256').update(text).digest('hex')
    const before = known.get(name)
    if (before === checksum) continue
    if (before !== undefined)
      throw new Error(
        `Migration ${name} was changed after it ran here. Migrations are forward only: add a new file instead.`,
      )
    await applyOne(client, name, text, checksum)
    applied.push(name)
  }
  return applied
}

async function applyOne(client: pg.Client, name: string, text: string, checksum: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [name, checksum])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}

// BullMQ brings its own schema, and makes sequences at run time: one role owns all of it and nothing else.
async function prepareQueue(
  client: pg.Client,
  { appPassword, queuePassword = appPassword }: MigrateOptions,
): Promise<void> {
  if (queuePassword === null) return
  await client.query('grant reseat_queue to current_user with inherit true, set true')
  // Its migrations say `create schema if not exists`, which asks for this right even when the schema is there.
  await client.query(
    `do $$ begin execute format('grant create on database %I to reseat_queue', current_database()); end $$`,
  )
  await client.query('create schema if not exists bullmq authorization reseat_queue')
  await client.query('set role reseat_queue')
  try {
    await runMigrations(client as never)
  } finally {
    await client.query('reset role')
  }
}
