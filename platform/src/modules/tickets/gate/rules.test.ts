import { expect, test } from 'vitest'
import type { TicketState } from '../rules.ts'
import { isOnList, refusalOf, RESULTS, resultOf, type Result } from './rules.ts'

test.each<[TicketState, Result, boolean]>([
  ['valid', 'valid', true],
  ['listed', 'valid', true],
  ['selling', 'selling', false],
  ['sending', 'selling', false],
  ['admitted', 'admitted', true],
  ['out', 'admitted', true],
  ['blocked', 'blocked', false],
  ['void', 'void', false],
])('the living code of a ticket that is %s is %s, and on the list: %s', (state, result, listed) => {
  expect(resultOf({ generation: 2 }, { generation: 2, state })).toBe(result)
  expect(isOnList({ state: 'alive' }, { state })).toBe(listed)
  // An older code is dead whatever became of the ticket since.
  expect(resultOf({ generation: 1 }, { generation: 2, state })).toBe('reissued')
  expect(isOnList({ state: 'revoked' }, { state })).toBe(false)
})

test('whoever is refused is told why; whoever is welcome is not', () => {
  expect(RESULTS.filter((result) => refusalOf(result) === null)).toEqual(['valid'])
})
