// Row types are made from the migrations; a migration without them fails here.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describeTables } from '../scripts/tables.ts'
import { freshDatabase } from './harness/index.ts'

test('tables.gen.ts is what the migrated database says', async () => {
  const { ownerUrl } = await freshDatabase()
  const committed = readFileSync(new URL('../src/kit/tables.gen.ts', import.meta.url), 'utf8')
  expect(committed === (await describeTables(ownerUrl)), 'run `node platform/scripts/tables.ts <owner url>`').toBe(true)
})
