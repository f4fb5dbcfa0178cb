// What is published, as somebody gets it: packed, installed from the file alone, and used from ESM, CommonJS and TypeScript.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const sdk = fileURLToPath(new URL('..', import.meta.url))
const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'sdk-packed-'))
const at = (file: string) => join(folder, file)
// npm finds its settings beside the Node it runs on, so it runs on the machine's own.
const PATH = process.env
  .PATH!.split(delimiter)
  .filter((place) => !place.includes('node_modules'))
  .join(delimiter)
const npm = { env: { ...process.env, PATH } }

beforeAll(async () => {
  const bootstrap = await readFile(join(sdk, '../scripts/bootstrap.mjs'), 'utf8')
  const pnpm = `pnpm@${/PNPM = '([\d.]+)'/.exec(bootstrap)![1]}`
  await run('npx', ['-y', '--prefer-offline', pnpm, 'pack', '--pack-destination', folder], { ...npm, cwd: sdk })
  const [file] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'))
  await writeFile(
    at('package.json'),
    JSON.stringify({ private: true, dependencies: { '@reseat/sdk': `file:${file}` } }),
  )
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund'], { ...npm, cwd: folder })
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

test('it brings what it needs and nothing else', async () => {
  const installed = at('node_modules/@reseat/sdk')
  expect(await readdir(at('node_modules/@reseat'))).toEqual(['sdk'])
  expect((await readdir(at('node_modules'))).filter((name) => !name.startsWith('.'))).toEqual(['@reseat'])
  expect((await readdir(installed)).toSorted()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json'])
  const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))
  expect(manifest.dependencies ?? {}).toEqual({})
  expect(JSON.stringify(manifest.exports)).not.toContain('/src/')
})

const USE = `
const fetch = async (url) => url.includes('events')
  ? Response.json({ items: [{ id: 'e1' }], nextCursor: null })
  : Response.json({ title: 'Gone', code: 'listing_not_active' }, { status: 409 })
const asked = async () => {
  const market = new Market({ publishableKey: 'pk_test_1', fetch })
  const seen = []
  for await (const event of market.events.list()) seen.push(event.id)
  const error = await new Admin({ secretKey: 'sk_test_1', fetch }).brand.get().catch((error) => error)
  console.log(JSON.stringify([seen, error instanceof Conflict, error.code, OnlyMarket === Market, OnlyAdmin === Admin]))
}
asked()`
const ANSWER = '[["e1"],true,"listing_not_active",true,true]\n'

test('it runs from ESM, and its halves are the same classes as the whole', async () => {
  const imports = `import { Market, Admin } from '@reseat/sdk'
import { Market as OnlyMarket, Conflict } from '@reseat/sdk/market'
import { Admin as OnlyAdmin } from '@reseat/sdk/admin'`
  await writeFile(at('use.mjs'), imports + USE)
  expect((await run(process.execPath, ['use.mjs'], { cwd: folder })).stdout).toBe(ANSWER)
})

test('it runs from CommonJS', async () => {
  const requires = `const { Market, Admin } = require('@reseat/sdk')
const { Market: OnlyMarket, Conflict } = require('@reseat/sdk/market')
const { Admin: OnlyAdmin } = require('@reseat/sdk/admin')`
  await writeFile(at('use.cjs'), requires + USE)
  expect((await run(process.execPath, ['use.cjs'], { cwd: folder })).stdout).toBe(ANSWER)
})

const TYPED = `
import { Admin, Market, PaymentDeclined, type Answer, type Order, type components } from '@reseat/sdk'
import { Market as OnlyMarket, type Listing } from '@reseat/sdk/market'
import { Admin as OnlyAdmin, type AdminEvent } from '@reseat/sdk/admin'

export async function buy(market: Market, listing: Listing): Promise<Order> {
  const order: Answer<'market.orders.start'> = await market.orders.start({ listingId: listing.id })
  const total: components['schemas']['Money'] = order.total.total
  if (total.amountMinor > 10_000) await market.orders.cancel(order.id)
  return market.orders.pay(order.id, { confirmationToken: 'ctoken_1' }).catch((error: unknown) => {
    if (error instanceof PaymentDeclined) return market.orders.get(order.id)
    throw error
  })
}
export const whole: OnlyMarket = new Market()
export const event = (admin: OnlyAdmin): Promise<AdminEvent> => admin.events.get('e1')
// @ts-expect-error a secret key is needed
export const none = () => new Admin({})
`

// Nobody's settings are ours: with the browser's types or Node's, through a bundler or not, and our types checked as well.
test.each([
  ['ESM on Node', 'use.mts', 'typescript7', { module: 'nodenext', lib: ['es2022'], types: ['node'] }],
  ['CommonJS on Node', 'use.cts', 'typescript7', { module: 'nodenext', lib: ['es2022'], types: ['node'] }],
  [
    'a bundler',
    'use.ts',
    'typescript',
    { module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom'], types: [] },
  ],
])(
  'its types fit %s',
  async (name, file, compiler, options) => {
    await writeFile(at(file), TYPED)
    const config = `${name.replaceAll(' ', '-')}.json`
    const strict = {
      target: 'es2022',
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
    }
    const typeRoots = [join(modules, '@types')]
    await writeFile(
      at(config),
      JSON.stringify({ compilerOptions: { ...strict, typeRoots, ...options }, files: [file] }),
    )
    const tsc = join(modules, compiler, 'bin/tsc')
    const told = await run(process.execPath, [tsc, '-p', config], { cwd: folder }).catch((error) => error)
    expect(told.stdout).toBe('')
  },
  30_000,
)
