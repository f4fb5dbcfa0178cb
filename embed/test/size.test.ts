// test/size.test.ts: what a phone downloads and what a server spends before a fan can touch an event page.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { beforeAll, expect, it } from 'vitest'
import { festival } from '../src/fixtures.ts'
import type { Storefront } from '../src/storefront/entry-server.ts'
import { builtStorefront, clientDir, open } from './built.ts'

const SCRIPT_BUDGET = 25 * 1024
let storefront: Storefront

beforeAll(async () => {
  storefront = await builtStorefront()
}, 120_000)

it('an event page runs at most 25 KB of script before it can be used', async () => {
  const page = await (await open(storefront, `/events/${festival.id}`)).text()
  const files = new Set([...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, file]) => file!))
  const bytes = [...files].map((file) => brotliCompressSync(readFileSync(join(clientDir, file))).length)
  expect(files.size).toBeGreaterThan(1)
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(SCRIPT_BUDGET)
})

it('every script a page imports at once is announced in its head', async () => {
  const page = await (await open(storefront, `/events/${festival.id}`)).text()
  const announced = new Set([...page.matchAll(/modulepreload" href="\/assets\/([^"]+)"/g)].map(([, file]) => file))
  for (const file of announced) {
    const source = readFileSync(join(clientDir, 'assets', file!), 'utf8')
    const imported = [...source.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)].map(([, name]) => name)
    for (const name of imported) expect(announced).toContain(name)
  }
})

it('no file a fan receives names anyone but the organizer', () => {
  const files = readdirSync(join(clientDir, 'assets'))
  expect(files.join()).not.toMatch(/reseat/i)
  const readable = files.filter((file) => /\.(js|css)$/.test(file))
  for (const file of readable) expect(readFileSync(join(clientDir, 'assets', file), 'utf8')).not.toMatch(/reseat/i)
})

it('a page costs the server a few milliseconds at the very most', async () => {
  const render = () => open(storefront, `/events/${festival.id}`)
  for (let warm = 0; warm < 30; warm++) await render()
  const before = process.cpuUsage()
  for (let run = 0; run < 100; run++) await render()
  const { user, system } = process.cpuUsage(before)
  const milliseconds = (user + system) / 1000 / 100
  // About 1 ms on an idle machine, the fixtures' own work included; the bound leaves room for a busy one.
  expect(milliseconds).toBeLessThan(6)
})
