import { expect, test } from 'vitest'
import { complaintOf, isCaught, readMutant, type Report } from './read.ts'

const mutant = readMutant(
  'locking-order.patch',
  'Defect: nobody locks\nFile: platform/a.db.test.ts\nTest: one at a time\n\n--- a/x.ts\n+++ b/x.ts\n@@\n',
)
const reportOf = (...rows: [title: string, status: string][]): Report => ({
  numTotalTests: rows.length,
  numPassedTests: 0,
  numFailedTests: 0,
  testResults: [
    {
      name: '/somewhere/platform/a.db.test.ts',
      assertionResults: rows.map(([title, status]) => ({ title, status, failureMessages: ['Error: no\nat a.ts'] })),
    },
  ],
})

test('a patch says what it breaks and who should notice', () => {
  expect(mutant).toEqual({
    name: 'locking-order',
    defect: 'nobody locks',
    changes: 'x.ts',
    project: 'database',
    file: 'platform/a.db.test.ts',
    test: 'one at a time',
  })
  expect(() => readMutant('a.patch', '+++ b/x.ts\nFile: a.test.ts\n')).toThrow('a.patch does not say its Defect')
  expect(() => readMutant('a.patch', 'Defect: a\n')).toThrow('a.patch changes nothing')
})

test.each<[string, Report, boolean, boolean]>([
  ['nothing ran', reportOf(), false, false],
  ['it was skipped', reportOf(['one at a time', 'skipped']), false, false],
  ['another test failed', reportOf(['two at a time', 'failed']), false, false],
  ['it failed', reportOf(['one at a time: 1', 'failed'], ['one at a time: 2', 'passed']), true, false],
  ['it passed', reportOf(['one at a time', 'passed'], ['another', 'failed']), false, true],
])('noticed or not when %s', (_, report, failed, passed) => {
  expect([isCaught(mutant, report, 'failed'), isCaught(mutant, report, 'passed')]).toEqual([failed, passed])
})

test('what a test said is its first line', () => {
  expect(complaintOf(mutant, reportOf(['one at a time', 'failed']))).toBe('Error: no')
  expect(complaintOf(mutant, reportOf())).toBeNull()
})
