// What the embedded server promises: it keeps data, port and password, whatever was killed and whoever we are.
import { spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest'
import { startPostgres } from './index.ts'
import type { Postgres, StartOptions } from './index.ts'
import { findPostmaster } from './postmaster.ts'

const folders: string[] = []
const running: Postgres[] = []
const seed = mkdtempSync(path.join(inject('scratch'), 'postgres-'))

// Making new data takes most of a start, so most tests begin with a copy of this.
beforeAll(async () => (await startPostgres({ dataDir: seed, fsync: false })).stop())
afterAll(() => rmSync(seed, { recursive: true }))

afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(mode = 0o711) {
  const folder = mkdtempSync(path.join(inject('scratch'), 'postgres-'))
  chmodSync(folder, mode)
  folders.push(folder)
  return folder
}

function seededFolder() {
  const folder = newFolder()
  cpSync(path.join(seed, 'data'), path.join(folder, 'data'), { recursive: true })
  chmodSync(path.join(folder, 'data'), 0o700)
  cpSync(path.join(seed, 'password'), path.join(folder, 'password'))
  return folder
}

async function start(dataDir: string, options: Omit<StartOptions, 'dataDir'> = {}) {
  const postgres = await startPostgres({ dataDir, fsync: false, ...options })
  running.push(postgres)
  return postgres
}

async function ask(postgres: Postgres, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: postgres.adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ answer: unknown }>(sql)
    return rows[0]?.answer
  } finally {
    await client.end()
  }
}

const remember = (postgres: Postgres) => ask(postgres, 'create table kept as select 42 as answer')
const recall = (postgres: Postgres) => ask(postgres, 'select answer from kept')
const postmaster = (folder: string) => findPostmaster(realpathSync(path.join(folder, 'data')))

/** Starts the server from another Node process, which then waits. */
async function startElsewhere(dataDir: string) {
  const module = fileURLToPath(new URL('./index.ts', import.meta.url))
  const script = `const { startPostgres } = await import(${JSON.stringify(module)})
    await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, fsync: false })
    console.log('up'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve)
    child.once('exit', () => reject(new Error('The other process ended before its server was up.')))
  })
  return {
    kill: () =>
      new Promise((resolve) => {
        child.once('exit', resolve)
        child.kill('SIGKILL')
      }),
  }
}

test('keeps its data, its port and a password only its owner may read', async () => {
  const folder = newFolder()
  const first = await start(folder)
  await remember(first)
  await first.stop()
  expect(postmaster(folder)).toBeNull()

  const second = await start(folder)
  expect(await recall(second)).toBe(42)
  expect(second.adminUrl).toBe(first.adminUrl)
  expect(statSync(path.join(folder, 'password')).mode & 0o777).toBe(0o600)
})

test('takes over a server whose process was killed, and stops it in the end', async () => {
  const folder = seededFolder()
  const other = await startElsewhere(folder)
  const left = postmaster(folder)
  await other.kill()

  const postgres = await start(folder)
  expect(postgres.how).toBe('found')
  expect(postmaster(folder)?.pid).toBe(left?.pid)
  await remember(postgres)
  await postgres.stop()
  expect(postmaster(folder)).toBeNull()
})

test('shares a server with a process that is still using it: the last one to leave stops it', async () => {
  const folder = seededFolder()
  const other = await startElsewhere(folder)
  const postgres = await start(folder)
  await postgres.stop()
  expect(postmaster(folder)?.status).toBe('ready')

  await other.kill()
  await (await start(folder)).stop()
  expect(postmaster(folder)).toBeNull()
})

test('starts again after the server itself was killed, with all that was committed', async () => {
  const folder = seededFolder()
  const first = await start(folder, { fsync: true })
  await remember(first)
  process.kill(postmaster(folder)?.pid ?? 0, 'SIGKILL')
  await vi.waitFor(() => expect(postmaster(folder)).toBeNull())

  const second = await start(folder)
  expect(second.how).toBe('started')
  expect(await recall(second)).toBe(42)
})

test('two processes that start it at the same moment get the same server', async () => {
  const folder = newFolder()
  const [other, postgres] = await Promise.all([startElsewhere(folder), start(folder)])
  await remember(postgres)
  await other.kill()
})

test.runIf(process.getuid?.() === 0)(
  'root without user namespaces: runs as another user, in a closed folder too',
  async () => {
    for (const mode of [0o700, 0o711]) {
      const folder = newFolder(mode)
      const first = await start(folder, { rootMode: 'uid' })
      await remember(first)
      const data = realpathSync(path.join(folder, 'data'))
      if (mode === 0o700) folders.push(path.dirname(data))
      expect(statSync(data).uid).not.toBe(0)
      expect(effectiveUser(postmaster(folder)?.pid)).not.toBe('0')
      await first.stop()

      const second = await start(folder, { rootMode: 'uid' })
      expect(await recall(second)).toBe(42)
      await second.stop()
    }
  },
)

test.runIf(process.getuid?.() === 0)('data made by one way of running opens with the other', async () => {
  const folder = seededFolder()
  for (const rootMode of ['uid', 'auto', 'uid'] as const) {
    const postgres = await start(folder, { rootMode })
    expect(await ask(postgres, 'select 1 as answer')).toBe(1)
    await postgres.stop()
  }
})

test('a start that cannot work says what PostgreSQL said', async () => {
  const attempt = start(seededFolder(), { flags: { no_such_setting: 'on' } })
  await expect(attempt).rejects.toThrow('unrecognized configuration parameter "no_such_setting"')
})

function effectiveUser(pid: number | undefined) {
  return /^Uid:\s+\d+\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
}
