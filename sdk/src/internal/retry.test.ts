// How long to wait: a table.
import { expect, test } from 'vitest'
import { problemOf } from './problem.ts'
import { readRetryAfter, waitBeforeRetry } from './retry.ts'

const busy = (retryAfterSeconds: number | null = null) =>
  problemOf({ status: 503, code: 'unreachable', title: 'Busy', retryAfterSeconds })

test.each([
  [1, 250, 500],
  [2, 500, 1000],
  [4, 2000, 4000],
  [20, 4000, 8000],
])('attempt %i waits between %i and %i ms', (attempt, least, most) => {
  expect(waitBeforeRetry(busy(), attempt, 0)).toBe(least)
  expect(waitBeforeRetry(busy(), attempt, 1)).toBe(most)
})

test('told a time, it waits that long or up to a quarter longer, never shorter', () => {
  expect(waitBeforeRetry(busy(2), 1, 0)).toBe(2000)
  expect(waitBeforeRetry(busy(2), 1, 1)).toBe(2500)
  expect(waitBeforeRetry(busy(61), 1)).toBe(null)
})

test.each([
  [null, null],
  ['', null],
  ['12', 12],
  ['0', 0],
  ['-3', 0],
  ['Thu, 01 Jan 1970 00:01:30 GMT', 30],
  ['Thu, 01 Jan 1970 00:00:10 GMT', 0],
  ['soon', null],
])('Retry-After %o is %o seconds', (header, seconds) => {
  expect(readRetryAfter(header, 60_000)).toBe(seconds)
})
