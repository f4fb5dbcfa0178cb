// A database of its own for each test file: `const db = await freshDatabase()` at the top is all it takes.
import { randomBytes } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import { APP_PASSWORD, asUser, onDatabase, runSql, TEMPLATE } from './urls.ts'

export interface FreshDatabase {
  /** The owner's connection: the superuser of the test server. */
  readonly ownerUrl: string
  /** The connection of the walled role that serves requests. */
  readonly appUrl: string
  readonly appPassword: string
}

const made: string[] = []

// Registered while the test file is being read, so that databases made within hooks and tests are dropped too.
afterAll(async () => {
  for (const name of made) await runSql(inject('adminUrl'), `drop database if exists ${name} with (force)`)
})

/** A copy of the migrated template, dropped when the file's tests are done, with whoever is still connected. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const adminUrl = inject('adminUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await runSql(adminUrl, `create database ${name} template ${TEMPLATE}`)
  made.push(name)
  const ownerUrl = onDatabase(adminUrl, name)
  return { ownerUrl, appUrl: asUser(ownerUrl, 'reseat_app', APP_PASSWORD), appPassword: APP_PASSWORD }
}
