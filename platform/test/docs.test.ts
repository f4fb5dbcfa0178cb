// What the documentation names must exist, and every refusal must be explained there.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending) && !path.includes('node_modules'))
    .map((path) => join(folder, path))

const PAGES = [...filesIn('docs', '.md'), 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']
const CODE = filesIn('platform/src', '.ts').filter((path) => !/\.(test|testing|gen)\.ts$/.test(path))

type Refusal = { code: string; status: string; sentence: string; file: string }

/** `code: [409, 'Sentence']` wherever a catalogue of problems is defined, however it is wrapped over lines. */
export function refusalsIn(file: string, text: string): Refusal[] {
  const catalogue = text.split('defineProblems({')[1]?.split(/\n\}\)/)[0] ?? ''
  const entries = catalogue.matchAll(/(\w+):\s*\[\s*(\d{3}),\s*(['"`])((?:\\.|(?!\3).)*)\3/g)
  return [...entries].map(([, code, status, , sentence]) => ({
    code: code!,
    status: status!,
    sentence: sentence!.replaceAll('\\', ''),
    file,
  }))
}

const catalogues = () =>
  CODE.filter((path) => path !== 'platform/src/kit/problem.ts' && read(path).includes('defineProblems({'))
const rowOf = (page: string, code: string) =>
  page.split('\n').find((line) => line.startsWith(`| <a id="${code}"></a>\`${code}\` |`))

test('every refusal of every module stands in docs/problems.md, with its status and its sentence', () => {
  const page = read('docs/problems.md')
  const refusals = catalogues().flatMap((path) => refusalsIn(path, read(path)))
  const missing = refusals.filter(({ code, status, sentence }) => {
    const row = rowOf(page, code)
    return !row?.includes(`| ${status} |`) || !row.includes(sentence)
  })
  expect(missing).toEqual([])
  expect(refusals.length).toBeGreaterThan(60)
  // A catalogue that cannot be read by the line above would pass by being empty.
  for (const path of catalogues()) expect(refusalsIn(path, read(path)), path).not.toEqual([])
})

test('so does every refusal thrown without a catalogue', () => {
  const page = read('docs/problems.md')
  const thrown = CODE.flatMap((path) => [...read(path).matchAll(/new Problem\(\s*'(\w+)'/g)].map(([, code]) => code!))
  expect(thrown).toContain('idempotency_key_reused')
  expect([...thrown, 'unreachable'].filter((code) => !rowOf(page, code))).toEqual([])
})

test('a refusal that is missing is noticed, however it is written', () => {
  const text =
    "export const { problem } = defineProblems({\n  a: [404, 'It isn\\'t'],\n  b: [\n    409,\n    'Long',\n  ],\n})\n"
  expect(refusalsIn('x', text)).toMatchObject([
    { code: 'a', status: '404', sentence: "It isn't" },
    { code: 'b', status: '409', sentence: 'Long' },
  ])
  expect(rowOf('| <a id="a"></a>`a` | 404 |', 'b')).toBeUndefined()
})

test('every file the documentation names exists', () => {
  const named = PAGES.flatMap((page) =>
    [...read(page).matchAll(/`((?:platform|sdk|embed|examples|scripts|docs)\/[^`\s*…]+)`/g)].map(([, path]) => ({
      page,
      path: path!,
    })),
  )
  expect(named.length).toBeGreaterThan(60)
  expect(named.filter(({ path }) => !existsSync(join(ROOT, path)))).toEqual([])
})

const declares = (text: string, name: string) => new RegExp(`(?:function\\*?|const|class)\\s+${name}\\b`).test(text)

test('every function the tour names stands in the file it names', () => {
  const named = [...read('docs/tour.md').matchAll(/`([^`\s]+\.ts)` › `(\w+)`/g)].map(([, path, name]) => ({
    path: path!,
    name: name!,
  }))
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter(({ path, name }) => !declares(read(path), name))).toEqual([])
})

test('every fact the tour and the runbooks name is recorded somewhere', () => {
  const code = [...CODE, ...filesIn('platform/migrations', '.sql')].map(read).join('\n')
  const recorded = (fact: string) => {
    const [subject, what] = fact.split('.')
    // Some are put together from the state they are about.
    return code.includes(`'${fact}'`) || (code.includes(`\`${subject}.\${`) && code.includes(`'${what}'`))
  }
  const pages = ['docs/tour.md', ...filesIn('docs/runbooks', '.md')]
  const facts = pages.flatMap((page) => [
    ...read(page).matchAll(
      /`((?:order|ticket|listing|event|payout|line|fan|import|policy|account|psp|refund)\.[a-z_]+)`/g,
    ),
  ])
  const named = [...new Set(facts.map(([, fact]) => fact!))].filter((fact) => !/\.(state|ts)$/.test(fact))
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((fact) => !recorded(fact))).toEqual([])
})

test('every sweep and every operation the documentation names is there', () => {
  const tour = read('docs/tour.md')
  const swept = [
    ...CODE.map(read)
      .join('\n')
      .matchAll(/\{\s*table: '(\w+)', act: /g),
  ].map(([, table]) => table!)
  expect(swept.length).toBeGreaterThan(6)
  expect(swept.filter((table) => !tour.includes(`| \`${table}\` |`))).toEqual([])

  const contract = read('sdk/openapi.json')
  const operations = PAGES.flatMap((page) =>
    [...read(page).matchAll(/`((?:market|admin)\.\w+\.\w+)/g)].map(([, id]) => id!),
  )
  expect(operations.length).toBeGreaterThan(10)
  expect([...new Set(operations)].filter((id) => !contract.includes(`"operationId": "${id}"`))).toEqual([])
})

test('every link between pages leads somewhere', () => {
  const links = PAGES.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:|#)([^)\s#]+)(?:#[^)]*)?\)/g)].map(([, target]) => ({
      page,
      target: join(dirname(page), target!),
    })),
  )
  expect(links.length).toBeGreaterThan(20)
  expect(links.filter(({ target }) => !existsSync(join(ROOT, target)))).toEqual([])
})
