// Runs one project of vitest and counts its tests from the report it writes.
import { readFileSync, rmSync } from 'node:fs'
import { runCommand } from './command.ts'

export interface Counted {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly output: string
}

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
}

export async function runTests(project: string): Promise<Counted> {
  const file = `node_modules/.check/${project}.json`
  rmSync(file, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const words = ['node', 'node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters]
  const { ok, output } = await runCommand(words, { ...process.env, NO_COLOR: '1' })
  return { ...count(read(file), ok), output }
}

/** A run that failed without a failing test (a file that cannot be read, a lost promise) counts as one. */
export function count(report: Report | null, ok: boolean): Omit<Counted, 'output'> {
  const failed = report?.numFailedTests ?? 0
  return {
    passed: report?.numPassedTests ?? 0,
    failed: ok ? failed : Math.max(failed, 1),
    skipped: report?.numPendingTests ?? 0,
  }
}

function read(file: string): Report | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return null
  }
}
