// One PostgreSQL for all database tests of a run, and in it a migrated template that each test file copies.
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../../src/kit/postgres/index.ts'
import { migrate } from '../../src/migrate.ts'
import { makeScratch } from './scratch.ts'
import { APP_PASSWORD, onDatabase, runSql, TEMPLATE } from './urls.ts'

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string
    /** A folder that is removed when the run ends, in whatever way, with the servers in it stopped. */
    scratch: string
  }
}

export default async function setup(project: TestProject) {
  const scratch = makeScratch()
  const postgres = await startPostgres({ dataDir: path.join(scratch.folder, 'shared'), fsync: false })

  await runSql(postgres.adminUrl, `create database ${TEMPLATE}`)
  await migrate(onDatabase(postgres.adminUrl, TEMPLATE), { appPassword: APP_PASSWORD })
  project.provide('adminUrl', postgres.adminUrl)
  project.provide('scratch', scratch.folder)
  return async () => {
    await postgres.stop()
    await scratch.tidyUp()
  }
}
