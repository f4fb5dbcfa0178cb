// A database of its own for each test file: `const db = await freshDatabase()` at the top is all it takes.
import { randomBytes } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import { APP_PASSWORD, asUser, onDatabase, runSql, TEMPLATE } from './urls.ts'

export interface FreshDatabase {
  /** The owner's connection: the superuser of the test server. */
  readonly ownerUrl: string
  /** The connection of the walled role that serves requests. */
  readonly appUrl: string
  /** The connection of the role that owns the job queue's schema. */
  readonly queueUrl: string
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
  // Rights on a database are the one thing a template does not hand on.
  await runSql(adminUrl, `grant create on database ${name} to reseat_queue`)
  made.push(name)
  const ownerUrl = onDatabase(adminUrl, name)
  const as = (role: string) => asUser(ownerUrl, role, APP_PASSWORD)
  return { ownerUrl, appUrl: as('reseat_app'), queueUrl: as('reseat_queue'), appPassword: APP_PASSWORD }
}
