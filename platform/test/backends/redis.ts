// A Redis of the tests' own, on a free port of this machine, that can be emptied, killed and started again.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { Redis } from 'ioredis'
import { freePort } from '../../src/kit/postgres/port.ts'

const PLACES = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin', ...(process.env['PATH'] ?? '').split(path.delimiter)]

export const findRedis = (): string | null =>
  PLACES.map((folder) => path.join(folder, 'redis-server')).find((file) => existsSync(file)) ?? null

export type TestRedis = Awaited<ReturnType<typeof startRedis>>

/** Keeps nothing on disk: a kill is a loss of everything, which is what the tests are about. */
export async function startRedis(scratch: string) {
  const program = findRedis()
  if (!program) throw new Error('redis-server is not installed. On Debian: apt-get install redis-server')
  const port = await freePort()
  const folder = path.join(scratch, `redis-${port}`)
  mkdirSync(folder, { recursive: true })
  const url = `redis://127.0.0.1:${port}`
  const words = ['--port', port, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'].map(String)
  let keeper: ChildProcess | null = null

  const start = async (): Promise<void> => {
    // Its keeper ends it when our end of the pipe closes, however we ended.
    const script = '"$0" "$@" >/dev/null 2>&1 & read -r _; kill -9 $!; wait $!'
    keeper = spawn('sh', ['-c', script, program, ...words], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
    await ask((redis) => redis.ping())
  }
  const kill = async (): Promise<void> => {
    const gone = new Promise((resolve) => keeper!.once('exit', resolve))
    keeper!.stdin!.end()
    await gone
  }
  const ask = async <T>(question: (redis: Redis) => Promise<T>): Promise<T> => {
    const redis = new Redis(url, { maxRetriesPerRequest: 100, retryStrategy: () => 50 })
    redis.on('error', () => {})
    return question(redis).finally(() => redis.disconnect())
  }
  await start()
  return { url, start, kill, ask, flush: () => ask((redis) => redis.flushall()) }
}
