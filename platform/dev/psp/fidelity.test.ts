// The page that says how far this server is Stripe names tests; each of them must exist.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/psp-fidelity.md'), 'utf8')

/** `file.test.ts` › one test; › another; `other.test.ts` › a third. */
function namedTests(page: string): [file: string, test: string][] {
  const rows = page.split('\n').filter((line) => line.startsWith('| ') && line.includes('.test.ts`'))
  return rows.flatMap((row) => {
    const shown = row.split(' | ').at(-1)?.replace(/ \|$/, '') ?? ''
    return shown.split('`').flatMap((part, place, parts) => {
      if (place % 2 === 0) return []
      const tests = (parts[place + 1] ?? '').split('›').slice(1)
      return tests.map((test): [string, string] => [part, test.trim().replace(/;$/, '')])
    })
  })
}

const quoted = (text: string) => [`'${text}'`, `"${text}"`]

it('names only tests that exist', () => {
  const named = namedTests(PAGE)
  const missing = named.filter(([file, test]) => {
    const source = readFileSync(join(import.meta.dirname, file), 'utf8')
    return !quoted(test).some((title) => source.includes(`(${title}`))
  })
  expect(named.length).toBeGreaterThan(50)
  expect(missing).toEqual([])
})

it('would notice a test that is not there', () => {
  const [first] = namedTests('| x | https://docs.stripe.com | `a.test.ts` › one; two; › three; `b.test.ts` › four |')
  expect(first).toEqual(['a.test.ts', 'one; two'])
  expect(namedTests('| x | y | `a.test.ts` › one; › three; `b.test.ts` › four |')).toHaveLength(3)
})
