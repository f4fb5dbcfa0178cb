import { expect, test } from 'vitest'
import { addressOf, domainOf, oneLine, pauseAfter } from './rules.ts'

test('attempts grow rarer, and end', () => {
  const pauses = Array.from({ length: 7 }, (_, i) => pauseAfter(i + 1)!)
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
  expect(pauseAfter(8)).toBe(null)
})

test('an address is found in a mailbox', () => {
  expect(addressOf('Tickets <tickets@example.com>')).toBe('tickets@example.com')
  expect(addressOf(' tickets@example.com ')).toBe('tickets@example.com')
  expect(domainOf('tickets@example.com')).toBe('example.com')
})

test('a header stays one line', () => {
  expect(oneLine('Hello\r\nBcc: x@example.org\u2028\u0000y')).toBe('Hello Bcc: x@example.org y')
})
