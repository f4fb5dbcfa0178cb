// test/built.ts: the storefront as it is delivered: built when the build is missing or older than its sources.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NOW } from '../src/fixtures.ts'
import { fixtureMarket, type Scene } from '../src/fixtures/market.ts'
import type { Storefront } from '../src/storefront/entry-server.ts'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const clientDir = join(root, 'dist/client')
const serverFile = join(root, 'dist/server/entry-server.js')

export async function builtStorefront(): Promise<Storefront> {
  await ensureBuilt()
  const entry = await import(/* @vite-ignore */ serverFile)
  return entry.createStorefront({ clientDir })
}

/** One page of the fixtures' market, as a signed-in fan unless the scene says otherwise. */
export async function open(
  storefront: Storefront,
  path: string,
  scene: Scene = {},
  headers: Record<string, string> = {},
) {
  const request = new Request(`http://harbour.localhost${path}`, { headers: { cookie: 'session=1', ...headers } })
  return storefront.respond(request, { market: fixtureMarket(scene), now: new Date(NOW) })
}

/** Two test files may ask at once: the second waits for the first one's build. */
async function ensureBuilt() {
  const lock = join(root, 'node_modules/.building')
  for (let tries = 0; tries < 600; tries++) {
    try {
      mkdirSync(lock)
      break
    } catch {
      await new Promise((done) => setTimeout(done, 100))
    }
  }
  try {
    if (builtAt() < newest(join(root, 'src'))) build()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function build() {
  const vite = [join(root, 'node_modules/vite/bin/vite.js'), 'build']
  const options = { cwd: root, stdio: 'pipe', env: { ...process.env, NODE_ENV: 'production' } } as const
  execFileSync(process.execPath, vite, options)
  execFileSync(process.execPath, [...vite, '--ssr', 'src/storefront/entry-server.ts'], options)
}

function builtAt(): number {
  const time = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return Math.min(time(serverFile), time(join(clientDir, 'manifest.json')))
}

function newest(folder: string): number {
  const times = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs)
  return Math.max(...times, statSync(join(root, 'vite.config.ts')).mtimeMs)
}
