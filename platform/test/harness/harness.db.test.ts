// The harness itself: each test file has a database of its own, fast.
import pg from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase } from './index.ts'
import { runSql } from './urls.ts'

test('two databases of one run do not see each other', async () => {
  const [one, two] = await Promise.all([freshDatabase(), freshDatabase()])
  await runSql(one.ownerUrl, 'create table only_here (id int)')

  const client = new pg.Client({ connectionString: two.ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ found: string | null }>(`select to_regclass('only_here') as found`)
  await client.end()
  expect(rows).toEqual([{ found: null }])
})
