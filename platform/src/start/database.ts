// The database, from nothing to migrated: our own embedded server, or the one that the configuration names.
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { appPassword, appUrlOf, type ReadyConfig } from '../config.ts'
import { startPostgres } from '../kit/postgres/index.ts'
import { migrate } from '../migrate.ts'
import { CannotStart } from './stop.ts'

export type Database = {
  ownerUrl: string
  appUrl: string
  /** Null when Redis runs the queue. */
  queueUrl: string | null
  /** The migrations that ran just now. */
  applied: string[]
  stop(): Promise<void>
}

const EMBEDDED_NAME = 'reseat'
const SETTLE_MILLISECONDS = 50

export async function openDatabase(config: ReadyConfig): Promise<Database> {
  const { ownerUrl, stop } = await reachOwner(config)
  try {
    const { master } = config.secrets
    const given = config.database.kind === 'url' ? config.database.appUrl : undefined
    const password = appPassword(master)
    // Who names both connections has made the walled role, and its password is not ours to set. The queue's role is.
    const queuePassword = config.redisUrl === null ? password : null
    const applied = await migrate(ownerUrl, {
      appPassword: given === undefined ? password : null,
      queuePassword,
    }).catch(explain)
    const appUrl = given ?? appUrlOf(ownerUrl, master)
    const flaw = await wallFlaw(appUrl)
    if (flaw) throw new CannotStart(flaw)
    return { ownerUrl, appUrl, queueUrl: config.redisUrl === null ? asQueue(ownerUrl, password) : null, applied, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

export async function reachOwner(config: ReadyConfig): Promise<{ ownerUrl: string; stop(): Promise<void> }> {
  if (config.database.kind === 'url') return { ownerUrl: config.database.ownerUrl, stop: async () => {} }
  const postgres = await startPostgres({ dataDir: path.join(config.dataDir, 'postgres') })
  const ownerUrl = new URL(postgres.adminUrl)
  ownerUrl.pathname = `/${EMBEDDED_NAME}`
  try {
    await makeDatabase(postgres.adminUrl)
  } catch (error) {
    await postgres.stop()
    throw error
  }
  const stop = async () => {
    // Connections just told to end need a moment, or the server would report each of them as cut off.
    await sleep(SETTLE_MILLISECONDS)
    await postgres.stop()
  }
  return { ownerUrl: ownerUrl.href, stop }
}

async function makeDatabase(adminUrl: string): Promise<void> {
  await ask(adminUrl, async (client) => {
    const known = await client.query('select 1 from pg_database where datname = $1', [EMBEDDED_NAME])
    if (known.rowCount === 0)
      await client.query(`create database ${EMBEDDED_NAME}`).catch((error: { code?: string }) => {
        // Another process of ours came first.
        if (error.code !== '42P04' && error.code !== '23505') throw error
      })
  })
}

/** Why this connection must not serve requests, or null: the wall stands only before a role that cannot pass it. */
export async function wallFlaw(appUrl: string): Promise<string | null> {
  const { rows } = await ask(appUrl, (client) =>
    client.query<{ name: string; mighty: boolean; owner: boolean; able: boolean }>(`
      select rolname as name, rolsuper or rolbypassrls or pg_has_role(oid, 'reseat_sweep', 'member') as mighty,
        exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and pg_has_role(r.oid, relowner, 'member')) as owner,
        has_function_privilege(oid, 'tenant_by_host(text)', 'execute') and has_table_privilege(oid, 'tenants', 'select') as able
      from pg_roles r where rolname = current_user`),
  ).catch(explain)
  const { name, mighty, owner, able } = rows[0]!
  if (mighty)
    return `The database user “${name}” can see across all markets (superuser or bypassrls). Let DATABASE_URL connect as reseat_app.`
  if (owner)
    return `The database user “${name}” owns the tables, so it could take down the wall between markets. Let DATABASE_URL connect as reseat_app.`
  if (!able) return `The database user “${name}” may not use the tables. Let DATABASE_URL connect as reseat_app.`
  return null
}

export async function ask<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'reseat-start',
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function asQueue(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = 'reseat_queue'
  url.password = password
  return url.href
}

/** What people get wrong most, in words; the rest keeps its own. */
function explain(error: unknown): never {
  const { code, message } = error as { code?: string; message: string }
  if (/^E[A-Z]+$/.test(code ?? '') || /timeout expired/.test(message))
    throw new CannotStart(
      `PostgreSQL cannot be reached (${code ?? message}). Check the host and port in DATABASE_URL, and that it is running.`,
      { cause: error },
    )
  if (code === '28P01' || code === '28000')
    throw new CannotStart(`PostgreSQL refused the login: ${message}. Check the user and password in DATABASE_URL.`, {
      cause: error,
    })
  if (code === '3D000')
    throw new CannotStart(`${message}. Create it, or name another one in DATABASE_URL.`, { cause: error })
  if (message.startsWith('Migration ')) throw new CannotStart(message, { cause: error })
  if (code === '42501')
    throw new CannotStart(
      `The owner’s connection lacks a right: ${message}. It must be allowed to create roles and tables.`,
      { cause: error },
    )
  throw error
}
