// The README lists every setting, with the very words of the code.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { settingsTable } from './settings-table.ts'

test('the table of settings in the README is the one `node scripts/settings-table.ts` prints', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const table = readme.split('\n').slice(readme.split('\n').findIndex((line) => line.startsWith('| setting |')))
  expect(
    table
      .slice(
        0,
        table.findIndex((line) => !line.startsWith('|')),
      )
      .join('\n'),
  ).toBe(settingsTable())
})
