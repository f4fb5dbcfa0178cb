// What a mutant's patch says above its diff, and whether a report of vitest says that it was noticed. Pure.

export type Mutant = {
  name: string
  /** What is wrong with it, in words. */
  defect: string
  /** The file it changes. */
  changes: string
  project: 'unit' | 'database'
  file: string
  /** The name of a test, or the part of it that all rows of a table share. */
  test: string
}

export type Report = {
  numTotalTests: number
  numPassedTests: number
  numFailedTests: number
  testResults: { name: string; assertionResults: { title: string; status: string; failureMessages?: string[] }[] }[]
}

export function readMutant(patch: string, text: string): Mutant {
  const said = (what: string) => {
    const value = new RegExp(`^${what}: (.+)$`, 'm').exec(text)?.[1]
    if (value === undefined) throw new Error(`${patch} does not say its ${what}`)
    return value
  }
  const changes = /^\+\+\+ b\/(.+)$/m.exec(text)?.[1]
  if (changes === undefined) throw new Error(`${patch} changes nothing`)
  const file = said('File')
  return {
    name: patch.replace(/\.patch$/, ''),
    defect: said('Defect'),
    changes,
    project: file.endsWith('.db.test.ts') ? 'database' : 'unit',
    file,
    test: said('Test'),
  }
}

/**
 * Whether the named test ran and ended so. A file that cannot be read proves nothing: it would fail for any reason.
 * One failing row of a table is enough to notice; all must pass to be sound.
 */
export function isCaught(mutant: Mutant, report: Report, as: 'passed' | 'failed'): boolean {
  const ended = endedOf(mutant, report)
  if (ended.length === 0) return false
  return as === 'failed' ? ended.some((one) => one.status === 'failed') : ended.every((one) => one.status === 'passed')
}

/** The first line of what the failing test said, so that a reader can tell that it failed for the right reason. */
export const complaintOf = (mutant: Mutant, report: Report): string | null =>
  endedOf(mutant, report)
    .flatMap((one) => one.failureMessages ?? [])[0]
    ?.split('\n')[0]
    ?.replace(/\u001B\[[\d;]*m/g, '')
    .slice(0, 300) ?? null

const endedOf = (mutant: Mutant, report: Report) =>
  report.testResults
    .filter((result) => result.name.endsWith(mutant.file))
    .flatMap((result) => result.assertionResults)
    .filter((one) => one.title.includes(mutant.test) && (one.status === 'passed' || one.status === 'failed'))
