// The way to PostgreSQL: one pool, statements named so that they are planned once, and a Kysely bound to one connection.
import {
  CamelCasePlugin,
  type CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import pg from 'pg'
import { isUuid } from './id.ts'
import type { DB } from './tables.gen.ts'

export type { DB } from './tables.gen.ts'
export type Pool = pg.Pool

// bigint columns are minor units and counters: numbers, as long as they are exact.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`bigint ${text} is beyond exact numbers`)
  return value
})

export type PoolOptions = { url: string; max: number; prepare: boolean; name: string }

export function openPool({ url, max, prepare, name }: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    pipeline: true,
    application_name: name,
    // Long enough for a rush to be worked off, short enough that who waits in vain is told so.
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
  } as pg.PoolConfig)
  // A connection that dies while in use fails its statement; without somebody listening it would end the process too.
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('error', () => {}) // an idle connection that dies is replaced at the next use, which reports if it cannot be
  prepared.set(pool, prepare)
  return pool
}

const prepared = new WeakMap<Pool, boolean>()
// Nested rows (json_agg) come back in camelCase too; so does any JSON we keep, whose keys are camelCase from the start.
const camelCase = new CamelCasePlugin()

// Every text gets one name for the life of the process; past the bound, statements of changing shape go unnamed.
const NAMES_MAX = 3_000
const names = new Map<string, string>()
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (names.size >= NAMES_MAX) return undefined
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

/** Loses no error code: these mean that the connection itself is gone. */
const isFatal = (error: unknown): boolean => {
  const code = (error as { code?: string } | null)?.code
  return !code || /^(57P0|08|XX|E)/.test(code)
}

/** One connection, taken for one transaction. Statements are written without waiting for the ones before. */
export class Connection implements DatabaseConnection {
  broken: Error | undefined
  readonly client: pg.PoolClient
  readonly prepare: boolean
  constructor(client: pg.PoolClient, prepare: boolean) {
    this.client = client
    this.prepare = prepare
  }

  async run<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<R>> {
    try {
      if (values === undefined) return await this.client.query<R>(text)
      const name = this.prepare ? nameOf(text) : undefined
      return await this.client.query<R>({ text, values, ...(name ? { name } : {}) })
    } catch (error) {
      if (isFatal(error)) this.broken = error as Error
      throw error
    }
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.run(query.sql, query.parameters as unknown[])
    return asKyselyResult<R>(result)
  }

  // eslint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('a tenant connection does not stream; read in keyset pages')
  }
  async collectSessionInfo(): Promise<void> {}
  async cancelQuery(): Promise<void> {}
  async killSession(): Promise<void> {}

  release(): void {
    this.client.release(this.broken)
  }
}

export async function takeConnection(pool: Pool): Promise<Connection> {
  return new Connection(await pool.connect(), prepared.get(pool) ?? false)
}

const asKyselyResult = <R>(r: pg.QueryResult): QueryResult<R> => ({
  rows: (r.rows ?? []) as R[],
  ...(['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(r.command) ? { numAffectedRows: BigInt(r.rowCount ?? 0) } : {}),
})

export const beginSql = (tenantId: string, mode = ''): string => {
  if (!isUuid(tenantId)) throw new Error('a tenant id must be a uuid')
  return `begin ${mode}; select set_config('app.tenant_id','${tenantId}',true)`
}

/** Kysely over a connection that somebody else opened a transaction on. */
export const kyselyOn = (connection: Connection): Kysely<DB> =>
  new Kysely<DB>({
    dialect: dialectOf({ acquire: async () => connection, release: async () => {} }),
    plugins: [camelCase],
  })

/**
 * Kysely in which every statement, and every transaction, runs as one tenant. For better-auth, which brings its own
 * statements; our own code uses scopes.
 */
export function tenantKysely(pool: Pool, tenantId: string): Kysely<DB> {
  const begin = beginSql(tenantId)
  const open = new WeakSet<Connection>()
  class SelfContained extends Connection {
    override async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      if (open.has(this)) return super.executeQuery<R>(query)
      const sent = await Promise.allSettled([this.run(begin), super.executeQuery<R>(query), this.run('commit')])
      for (const s of sent) if (s.status === 'rejected') throw s.reason
      return (sent[1] as PromiseFulfilledResult<QueryResult<R>>).value
    }
  }
  return new Kysely<DB>({
    plugins: [camelCase],
    dialect: dialectOf({
      acquire: async () => new SelfContained(await pool.connect(), prepared.get(pool) ?? false),
      release: async (connection) => connection.release(),
      async begin(connection, settings) {
        open.add(connection)
        const mode = settings.isolationLevel ? `isolation level ${settings.isolationLevel}` : ''
        await connection.run(mode ? beginSql(tenantId, mode) : begin)
      },
      async commit(connection) {
        open.delete(connection)
        await commit(connection)
      },
      async rollback(connection) {
        open.delete(connection)
        await connection.run('rollback')
      },
    }),
  })
}

/** A swallowed error turns COMMIT into ROLLBACK without a word; here it is said. */
export async function commit(connection: Connection): Promise<void> {
  const result = await connection.run('commit')
  if (result.command !== 'COMMIT') throw new Error('the transaction was aborted by an earlier error')
}

type DialectParts = {
  acquire(): Promise<Connection>
  release(connection: Connection): Promise<void>
  begin?(connection: Connection, settings: TransactionSettings): Promise<void>
  commit?(connection: Connection): Promise<void>
  rollback?(connection: Connection): Promise<void>
}

function dialectOf(parts: DialectParts): Dialect {
  const refuse = async (): Promise<never> => {
    throw new Error('transactions open at the edge, in ctx.read and ctx.write')
  }
  const driver = {
    init: async () => {},
    destroy: async () => {},
    acquireConnection: parts.acquire,
    releaseConnection: (c: DatabaseConnection) => parts.release(c as Connection),
    beginTransaction: (c: DatabaseConnection, s: TransactionSettings) => parts.begin?.(c as Connection, s) ?? refuse(),
    commitTransaction: (c: DatabaseConnection) => parts.commit?.(c as Connection) ?? refuse(),
    rollbackTransaction: (c: DatabaseConnection) => parts.rollback?.(c as Connection) ?? refuse(),
  } as Driver
  return {
    createDriver: () => driver,
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
  } as Dialect
}

/** Whether a named constraint refused the write. */
export const brokeConstraint = (error: unknown, constraint: string): boolean =>
  (error as { constraint?: string } | null)?.constraint === constraint
