// Runs a PostgreSQL server of our own on this machine, for development and tests; production brings its own.
import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { command, prepareCluster, readPassword } from './cluster.ts'
import type { Cluster } from './cluster.ts'
import { freePort, isOpen } from './port.ts'
import { findPostmaster, settledPostmaster, stopPostmaster } from './postmaster.ts'
import type { RootMode } from './privilege.ts'
import { enter, leave } from './users.ts'

export interface StartOptions {
  /** Everything of this server lives here: `data`, `password`, `port`, `log` and `users`. */
  readonly dataDir: string
  /** Without one, a free port is chosen and kept for the next start. */
  readonly port?: number
  readonly flags?: Readonly<Record<string, string>>
  /** False trades safety in a crash for speed: for tests. */
  readonly fsync?: boolean
  /** `uid` does without the user namespace when we are root, as where a container forbids it. */
  readonly rootMode?: RootMode
}

export interface Postgres {
  readonly adminUrl: string
  readonly port: number
  /** Started by us, or found running: left by a killed process, or in use by another one. */
  readonly how: 'started' | 'found'
  /** Stops the server unless another process is still using it. */
  stop(): Promise<void>
}

const START_ATTEMPTS_MAX = 40
const RETRY_MILLISECONDS = 250
const POLL_MILLISECONDS = 10
const LOG_BYTES_MAX = 5_000_000
const FLAGS = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '100' }
const UNSAFE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

export async function startPostgres(options: StartOptions): Promise<Postgres> {
  const folder = path.resolve(options.dataDir)
  const users = path.join(folder, 'users')
  mkdirSync(users, { recursive: true })
  enter(users)

  const running = await findRunning(folder)
  const port = running ?? (await start(folder, options))
  return {
    adminUrl: `postgres://postgres:${readPassword(folder)}@127.0.0.1:${port}/postgres`,
    port,
    how: running === null ? 'started' : 'found',
    async stop() {
      if (leave(users)) await stopPostmaster(realpathSync(path.join(folder, 'data')))
    },
  }
}

async function findRunning(folder: string): Promise<number | null> {
  const link = path.join(folder, 'data')
  if (!existsSync(link)) return null
  const found = await settledPostmaster(realpathSync(link))
  return found && (await isOpen(found.port)) ? found.port : null
}

async function start(folder: string, options: StartOptions): Promise<number> {
  const cluster = prepareCluster(folder, options.rootMode ?? 'auto')
  const flags = { ...FLAGS, ...(options.fsync === false ? UNSAFE : {}), ...options.flags }
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await rememberedPort(folder))
    const failure = await launch(cluster, port, flags)
    if (failure === null) return port

    // After a kill -9 the old server's children need a moment to leave; a chosen port may be taken under our hands.
    const passing = /shared memory block|postmaster\.pid/.test(failure)
    const portTaken = options.port === undefined && failure.includes('could not bind')
    if (attempt === START_ATTEMPTS_MAX || !(passing || portTaken)) {
      throw new Error(`PostgreSQL did not start on port ${port}:\n${failure}`)
    }
    await sleep(RETRY_MILLISECONDS)
    const running = await findRunning(folder)
    if (running !== null) return running
  }
}

async function rememberedPort(folder: string): Promise<number> {
  const file = path.join(folder, 'port')
  const port = await freePort(existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0)
  writeFileSync(file, String(port))
  return port
}

/** Null when the server accepts connections, else what it said before it went. */
async function launch(cluster: Cluster, port: number, flags: Readonly<Record<string, string>>): Promise<string | null> {
  const settings = Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [program, words] = command(cluster, 'postgres', ['-D', cluster.data, '-p', String(port), ...settings])
  const logBytes = statSync(cluster.log, { throwIfNoEntry: false })?.size ?? 0
  const keep = logBytes < LOG_BYTES_MAX
  // A file, not a pipe: a server that outlives a killed parent must not write into nothing.
  const log = openSync(cluster.log, keep ? 'a' : 'w', 0o600)
  // A process group of its own: Ctrl-C must not stop it before the platform has finished its work.
  const stdio: ['ignore', number, number] = ['ignore', log, log]
  const child = spawn(program, words, { ...cluster.privilege.user, stdio, detached: true })
  closeSync(log)
  const end: { reason: string | null } = { reason: null }
  child.once('error', (error) => (end.reason = error.message))
  child.once('exit', () => (end.reason ??= ''))
  while (end.reason === null) {
    const found = findPostmaster(cluster.data)
    if (found?.pid === child.pid && found?.status === 'ready') break
    await sleep(POLL_MILLISECONDS)
  }
  child.unref()
  if (end.reason === null) return null
  return (
    end.reason ||
    readFileSync(cluster.log)
      .subarray(keep ? logBytes : 0)
      .toString()
  )
}
