// The house is tidy, and each of its rules is shown to catch what it forbids.
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { untidy, type File } from './tidy.ts'
import { ADAPTERS } from './tidy/files.ts'
import { belowFloor } from './tidy/floors.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const OURS = '{platform/{src,test,dev,scripts},{sdk,embed,admin}/{src,test,scripts},examples,scripts}/**/*.{ts,mts,mjs,js,svelte}'
const isMade = (name: string) => ['node_modules', 'dist', '.svelte-kit', 'data'].includes(path.basename(name))

const read = (glob: string): File[] =>
  globSync(glob, { cwd: ROOT, exclude: isMade }).toSorted().map((file) => ({ path: file, text: readFileSync(path.join(ROOT, file), 'utf8') }))
const files = read(OURS)
const migrations = read('platform/migrations/*.sql')

/** What departs from the rules, and why it may. The list may only shrink. */
const KNOWN: Record<string, string> = {
  'platform/src/kit/scope.ts: reads tenants, which is upstairs in tenancy': "a market's clock rides with every begin, so that time costs no trip of its own",
  'platform/src/modules/tenancy/create.ts: writes facts, which belongs to kit': 'a market that does not exist yet has no scope to record in',
  'platform/src/start/payments.ts: what serves development stays outside (../../dev/psp/index.ts)': 'the local payment server, brought in at that moment and never in production',
  'platform/dev/psp/entry/serve.test.ts: a test waits for what it means, not for time (1×)': 'to be put right',
  'platform/dev/psp/webhooks/courier.test.ts: a test waits for what it means, not for time (1×)': 'to be put right',
  'sdk/src/internal/http.test.ts: a test waits for what it means, not for time (1×)': 'somebody leaves while an answer is on its way',
  'sdk/src/resources/admin/imports.test.ts: a test waits for what it means, not for time (1×)': 'a reader that is slower than the file',
}

test('the house is tidy', () => {
  expect(files.length).toBeGreaterThan(200)
  expect(untidy(files, migrations).filter((complaint) => !(complaint in KNOWN))).toEqual([])
})

test('what is put right leaves the list', () => {
  const found = new Set(untidy(files, migrations))
  expect(Object.keys(KNOWN).filter((complaint) => !found.has(complaint))).toEqual([])
})

test.each(Object.entries(ADAPTERS))('%s still speaks with what it is allowed to', (adapter, clients) => {
  const text = files.find((file) => file.path === `platform/src/${adapter}`)?.text ?? ''
  expect(clients.filter((client) => !text.includes(client === 'fetch' ? 'fetch(' : `from '${client}'`))).toEqual([])
})

const MIGRATIONS: File[] = [
  { path: 'platform/migrations/0001_kit_raise_the_wall.sql', text: "-- Why.\nset lock_timeout = '5s';\ncreate table facts (id int);" },
  { path: 'platform/migrations/0002_listings_offer.sql', text: "-- Why.\nset lock_timeout = '5s';\ncreate table listings (id int); create table listing_tickets (id int);" },
  { path: 'platform/migrations/0003_orders_deal.sql', text: "-- Why.\nset lock_timeout = '5s';\ncreate table if not exists public.order_lines (id int);" },
]
const DOORS: File[] = [
  { path: 'platform/src/modules/listings/index.ts', text: `/** Offers. */\nexport { breakDown, type Fees } from './rules.ts'\nexport { lockListing } from './store.ts'` },
]
/** What the rules say of one file with this text, after its opening line. */
const saidOf = (file: string, text: string): string =>
  untidy([{ path: file, text: `// Why.\n${text}\n` }, ...DOORS], MIGRATIONS).filter((complaint) => complaint.startsWith(file)).join('\n')

const ORDERS = 'platform/src/modules/orders'
const LISTINGS = 'platform/src/modules/listings'

describe('imports', () => {
  test.each([
    ['up the stairs', `${LISTINGS}/take.ts`, `import { start } from '../orders/index.ts'`, 'imports go down the stairs'],
    ['up the stairs for a type', `${LISTINGS}/take.ts`, `import type { Order } from '../orders/index.ts'`, 'imports go down the stairs'],
    ['up the stairs on demand', `${LISTINGS}/take.ts`, `const orders = await import('../orders/index.ts')`, 'imports go down the stairs'],
    ['up the stairs over many lines', `${LISTINGS}/take.ts`, `import {\n  start,\n} from '../orders/index.ts'`, 'imports go down the stairs'],
    ['up the stairs, handed on', `${LISTINGS}/take.ts`, `export { start } from '../orders/index.ts'`, 'imports go down the stairs'],
    ['from catalog below policies', 'platform/src/modules/policies/store.ts', `import { findEvent } from '../catalog/index.ts'`, 'imports go down the stairs'],
    ['past the front door', `${ORDERS}/start.ts`, `import { lockListing } from '../listings/store.ts'`, 'use the front door'],
    ['past the front door, from a folder', `${ORDERS}/late/start.ts`, `import { lockListing } from '../../listings/store.ts'`, 'use the front door'],
    ['past the front door, from the start', 'platform/src/start/house.ts', `import { openMailer } from '../modules/mail/open.ts'`, 'use the front door'],
    ['a module nobody placed', 'platform/src/modules/extras/index.ts', '', 'a module that is not on the stairs'],
    ['a module that calls the entry', `${ORDERS}/start.ts`, `import { problem } from '../../entry/index.ts'`, 'a module does not enter the entry'],
    ['a module that knows the app', `${ORDERS}/start.ts`, `import { createApp } from '../../app.ts'`, 'a module knows nothing above it'],
    ['a module that knows the configuration', `${ORDERS}/start.ts`, `import { config } from '../../config.ts'`, 'a module knows nothing above it'],
    ['a kit that knows a module', 'platform/src/kit/scope.ts', `import { start } from '../modules/orders/index.ts'`, 'kit knows no module'],
    ['a kit that knows the entry', 'platform/src/kit/scope.ts', `import type { Entry } from '../entry/index.ts'`, 'kit knows no module'],
    ['a configuration that knows the kit', 'platform/src/config.ts', `import { log } from './kit/log.ts'`, 'configuration knows nobody'],
    ['merging into somebody else', `${ORDERS}/start.ts`, `declare module '../../kit/db.ts' {}`, 'merged into'],
    ['a development tool in the product', `${ORDERS}/start.ts`, `import { createPsp } from '../../../dev/psp/index.ts'`, 'what serves development stays outside'],
    ['a demo with a door of its own', 'platform/src/demo/load.ts', `import { start } from '../modules/orders/index.ts'`, 'the demo speaks through the client'],
    ['a storefront inside the platform', 'embed/src/storefront/pages.ts', `import { Money } from '../../../platform/src/kit/money.ts'`, 'the platform is reached over HTTP'],
    ['a client with a dependency', 'sdk/src/market.ts', `import { z } from 'zod'`, 'the client has no dependencies'],
  ])('catch %s', (_, file, text, complaint) => expect(saidOf(file, text)).toContain(complaint))

  test.each([
    ['the room below, by its door', `${ORDERS}/start.ts`, `import { lockListing } from '../listings/index.ts'`],
    ['its own rooms', `${ORDERS}/late/start.ts`, `import { moveOrder } from '../store.ts'`],
    ['the type of what it is given', `${ORDERS}/index.ts`, `import type { Entry } from '../../entry/index.ts'`],
    ['what it adds to the world outside', `${ORDERS}/start.ts`, `declare module '../../kit/scope.ts' {}`],
    ['anything, in a test', `${LISTINGS}/take.test.ts`, `import { start } from '../orders/start.ts'`],
  ])('let a room know %s', (_, file, text) => expect(saidOf(file, text).replace(/.*front door opens.*/, '')).toBe(''))
})

describe('rules', () => {
  test.each([
    ['that read rows', `import { lockOrder } from './store.ts'`],
    ['that ask below for more than rules', `import { breakDown, lockListing } from '../listings/index.ts'`],
    ['that know a library', `import { z } from 'zod'`],
    ['that know the scope', `import { fanOf } from '../../kit/scope.ts'`],
    ['that know the time', 'const isOver = (event) => event.endsAt < new Date()'],
    ['that throw dice', 'const pick = () => Math.random()'],
    ['that wait', 'export const whyNot = async () => null'],
  ])('are caught when they are ones %s', (_, text) => expect(saidOf(`${ORDERS}/rules.ts`, text)).toContain('rules are pure'))

  test.each([
    ['sums', `import { partOf } from '../../kit/money.ts'`],
    ['rules beside them', `import { whyNotPay } from './late/rules.ts'`],
    ['rules below them', `import { breakDown, type Fees } from '../listings/index.ts'`],
    ['types', `import type { Scope } from '../../kit/scope.ts'`],
    ['an instant they are given', 'export const isOver = (now: Date) => new Date(now.getTime() + 1) > now'],
  ])('may use %s', (_, text) => expect(saidOf(`${ORDERS}/rules.ts`, text)).toBe(''))
})

describe('tables', () => {
  test.each([
    ['a write to a neighbour', `${ORDERS}/store.ts`, `db.updateTable('listings')`, 'writes listings, which belongs to listings'],
    ['a write by another name', `${ORDERS}/store.ts`, `db.insertInto('listingTickets as t')`, 'writes listing_tickets, which belongs to listings'],
    ['a write in SQL', `${ORDERS}/store.ts`, 'sql`update listing_tickets t set state = 1`', 'writes listing_tickets, which belongs to listings'],
    ['a removal in SQL', `${ORDERS}/store.ts`, 'sql`delete\n from public.listings`', 'writes listings, which belongs to listings'],
    ['a fact that nobody recorded', `${ORDERS}/store.ts`, `run('insert into facts (id) values ($1)')`, 'writes facts, which belongs to kit'],
    ['a write whose table is hidden', `${ORDERS}/store.ts`, `db.deleteFrom(table)`, 'writes a table that is not named (table)'],
    ['a write from the entry', 'platform/src/entry/index.ts', `db.insertInto('orderLines')`, 'writes order_lines, which belongs to orders'],
    ['a read from upstairs', `${LISTINGS}/queries.ts`, `db.selectFrom('orderLines as l')`, 'reads order_lines, which is upstairs in orders'],
    ['a read among others', `${LISTINGS}/queries.ts`, `db.selectFrom(['listings as l', 'orderLines as o'])`, 'reads order_lines, which is upstairs in orders'],
    ['a join to upstairs', `${LISTINGS}/queries.ts`, `q.leftJoin('orderLines as l', 'l.id', 'x.id')`, 'reads order_lines, which is upstairs in orders'],
    ['a read from upstairs in SQL', `${LISTINGS}/queries.ts`, 'sql`select 1 from listings join order_lines using (id)`', 'reads order_lines, which is upstairs in orders'],
    ['a kit that reads a module', 'platform/src/kit/scope.ts', 'const CLOCK = `select 1 from listings`', 'reads listings, which is upstairs in listings'],
  ])('catch %s', (_, file, text, complaint) => expect(saidOf(file, text)).toContain(complaint))

  test('let a room write its own, read those below, and talk about any', () => {
    const text = "db.updateTable('orderLines'); db.selectFrom('listings as l'); sql`insert into order_lines select id from listings`\n// update listings set x"
    expect(saidOf(`${ORDERS}/store.ts`, text)).toBe('')
  })

  test.each([
    ['a change to a neighbour', '0004_orders_widen.sql', "-- Why.\nset lock_timeout = '5s';\nalter table listings add x int", 'changes listings, which belongs to listings'],
    ['a name that says nothing', '0004_orders.sql', "-- Why.\nset lock_timeout = '5s';", 'a migration is named'],
    ['no reason', '0004_orders_widen.sql', "set lock_timeout = '5s';", 'the first line says why'],
    ['waiting for a lock for ever', '0004_orders_widen.sql', '-- Why.', 'no lock_timeout'],
  ])('catch a migration with %s', (_, name, text, complaint) => {
    expect(untidy([], [...MIGRATIONS, { path: `platform/migrations/${name}`, text }]).join()).toContain(complaint)
  })
})

describe('files', () => {
  test.each([
    ['a verb that speaks with the provider', `${ORDERS}/start.ts`, `import Stripe from 'stripe'`, 'the network belongs in an adapter (stripe)'],
    ['a verb that fetches', `${ORDERS}/start.ts`, `const answer = await fetch('https://example.org')`, 'the network belongs in an adapter (fetch)'],
    ['a verb that opens a socket', `${ORDERS}/start.ts`, `import { connect } from 'node:net'`, 'the network belongs in an adapter (node:net)'],
    ['a verb with a database of its own', `${ORDERS}/start.ts`, `import pg from 'pg'`, 'the network belongs in an adapter (pg)'],
    ['an adapter that does more than it is for', 'platform/src/modules/mail/smtp.ts', `fetch('https://example.org')`, 'the network belongs in an adapter (fetch)'],
    ['a verb that goes around the scope', `${ORDERS}/start.ts`, `await house.pool.query('select 1')`, 'only a scope holds a database'],
    ['a hidden setting', `${ORDERS}/start.ts`, `const fee = process.env.FEE`, 'only the configuration reads the environment'],
    ['a long file', `${ORDERS}/start.ts`, 'line\n'.repeat(250), 'more than 250 lines'],
    ['a test that sleeps', `${ORDERS}/start.test.ts`, `await new Promise((wake) => ${'setTimeout'}(wake, 50))`, 'a test waits for what it means'],
    ['a mail that names us', 'platform/src/modules/mail/render.ts', `const footer = 'Sent by Reseat'`, 'what a fan may read names us'],
    ['a page that names us', 'embed/src/ui/Footer.svelte', `<p>reseat</p>`, 'what a fan may read names us'],
  ])('catch %s', (_, file, text, complaint) => expect(saidOf(file, text)).toContain(complaint))

  test('open with what they are for', () => {
    const opened = (file: string, text: string) => untidy([{ path: file, text }], MIGRATIONS).join()
    expect(opened(`${ORDERS}/start.ts`, `import { x } from './store.ts'\n`)).toContain('the first line says what the file is for')
    expect(opened(`${ORDERS}/index.ts`, `// Deals.\n`)).toContain('a front door opens with what the room is for')
    expect(opened(`${ORDERS}/store.ts`, `import { x } from './problems.ts'\n`)).toBe('')
  })

  test('may be as long as allowed, and speak of us in comments', () => {
    expect(saidOf(`${ORDERS}/start.ts`, 'line\n'.repeat(249).trimEnd())).toBe('')
    expect(saidOf('embed/src/ui/Footer.svelte', `// Reseat stays unnamed.\nimport { Market } from '@reseat/sdk'`)).toBe('')
  })
})

describe('the lockfile', () => {
  const locked = (line: string) => `packages:\n\n  better-auth@1.7.16:\n  hono@4.12.34:\n  kysely@0.29.0:\n${line}\n`

  test('holds nothing older than is safe', () => {
    expect(belowFloor(readFileSync(path.join(ROOT, 'pnpm-lock.yaml'), 'utf8'))).toEqual([])
  })

  test.each([
    ['an old version', '  hono@4.12.33:', 'hono 4.12.33 is below 4.12.34'],
    ['an old version beside a new one', '  better-auth@1.6.99(pg@8.0.0):', 'better-auth 1.6.99 is below 1.7.16'],
    ['one before the release', "  kysely@0.28.17-beta.1:", 'kysely 0.28.17-beta.1 is below 0.28.17'],
    ['an old scoped package', "  '@sveltejs/kit@2.60.0':", '@sveltejs/kit 2.60.0 is below 3.0.0'],
  ])('catches %s', (_, line, complaint) => expect(belowFloor(locked(line))).toEqual([complaint]))

  test('lets newer ones pass, and misses none', () => {
    expect(belowFloor(locked("  '@sveltejs/kit@3.0.1':\n  hono@5.0.0:"))).toEqual([])
    expect(belowFloor('')).toContain('hono: not in the lockfile')
  })
})
