// The house is tidy. That each rule catches what it forbids is shown beside it, in tidy/.
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { untidy, type File } from './tidy.ts'
import { ADAPTERS } from './tidy/files.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const OURS =
  '{platform/{src,test,dev,scripts},{sdk,embed,admin}/{src,test,scripts},examples,scripts}/**/*.{ts,mts,mjs,js,svelte}'
const isMade = (name: string) => ['node_modules', 'dist', '.svelte-kit', 'data'].includes(path.basename(name))

const read = (glob: string): File[] =>
  globSync(glob, { cwd: ROOT, exclude: isMade })
    .toSorted()
    .map((file) => ({ path: file, text: readFileSync(path.join(ROOT, file), 'utf8') }))
const files = read(OURS)
const migrations = read('platform/migrations/*.sql')

/** What departs from the rules, and why it may. The list may only shrink. */
const KNOWN: Record<string, string> = {
  'platform/src/kit/scope.ts: reads tenants, which is upstairs in tenancy':
    "a market's clock rides with every begin, so that time costs no trip of its own",
  'platform/src/modules/tenancy/create.ts: writes facts, which belongs to kit':
    'a market that does not exist yet has no scope to record in',
  'platform/src/start/payments.ts: what serves development stays outside (../../dev/psp/index.ts)':
    'the local payment server, brought in at that moment and never in production',
  'platform/dev/psp/entry/serve.test.ts: a test waits for what it means, not for time (1×)': 'to be put right',
  'platform/dev/psp/webhooks/courier.test.ts: a test waits for what it means, not for time (1×)': 'to be put right',
  'platform/test/guarantees/queues.db.test.ts: a test waits for what it means, not for time (3×)':
    'a lock held open by hand, long enough for the second to go wrong if nothing kept it waiting',
  'sdk/src/internal/http.test.ts: a test waits for what it means, not for time (1×)':
    'somebody leaves while an answer is on its way',
  'sdk/src/resources/admin/imports.test.ts: a test waits for what it means, not for time (1×)':
    'a reader that is slower than the file',
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
