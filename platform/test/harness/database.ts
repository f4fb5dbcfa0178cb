// One PostgreSQL for all database tests of a run, and in it a migrated template that each test file copies.
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../../src/kit/postgres/index.ts'
import { migrate } from '../../src/migrate.ts'
import { APP_PASSWORD, onDatabase, runSql, TEMPLATE } from './urls.ts'

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string
  }
}

export default async function setup(project: TestProject) {
  const folder = mkdtempSync(path.join(tmpdir(), 'reseat-test-'))
  // PostgreSQL may have to run as another user than ours.
  chmodSync(folder, 0o711)
  const tidyUp = watchOver(folder)
  const postgres = await startPostgres({ dataDir: folder, fsync: false })

  await runSql(postgres.adminUrl, `create database ${TEMPLATE}`)
  await migrate(onDatabase(postgres.adminUrl, TEMPLATE), { appPassword: APP_PASSWORD })
  project.provide('adminUrl', postgres.adminUrl)
  return async () => {
    await postgres.stop()
    await tidyUp()
  }
}

/** A small process that outlives us: however this run ends, the server is stopped and its folder removed. */
function watchOver(folder: string): () => Promise<void> {
  const script = fileURLToPath(new URL('./watch-over.ts', import.meta.url))
  const child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'ignore', 'inherit'], detached: true })
  child.unref()
  return () =>
    new Promise((resolve) => {
      child.once('exit', () => resolve())
      child.stdin.end()
    })
}
