import { expect, test } from 'vitest'
import { openLimiter } from './limiter.ts'
import { networkOf, pathWithin } from './rules.ts'

const origin = 'https://hall.example'

test('a way back is a path of this market', () => {
  expect(pathWithin(origin, '/tickets?open=1#code')).toBe('/tickets?open=1#code')
  expect(pathWithin(origin, 'https://hall.example/sell')).toBe('/sell')
  expect(pathWithin(origin, '/a/../b')).toBe('/b')
})

test.each([
  '',
  'tickets',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https://evil.example/',
  'https://hall.example.evil.example/',
  'https://hall.example@evil.example/',
  'http://hall.example/',
  'javascript:alert(1)',
  '/\t/evil.example',
  '/ x',
  ' /x',
  '/.//evil.example',
  '/..//evil.example',
  '/x/..//evil.example',
  '/x\r\nset-cookie: a=b',
])('%j leads nowhere', (given) => {
  expect(pathWithin(origin, given)).toBe(null)
})

test('attempts are counted within a window, and honest ones given back', () => {
  let now = 0
  const limiter = openLimiter(() => now)
  const take = () => limiter.take('key', 2, 10_000)
  expect([take(), take(), take()]).toEqual([null, null, 10])
  expect(limiter.take('another', 2, 10_000)).toBe(null)
  limiter.giveBack('key')
  expect([take(), take()]).toEqual([null, 10])
  now = 4_000
  expect(take()).toBe(6)
  now = 10_000
  expect(take()).toBe(null)
})

test('one customer’s IPv6 addresses count as one, IPv4 addresses each', () => {
  expect(networkOf('2001:db8:1:2:aaaa::1')).toBe(networkOf('2001:db8:1:2:bbbb::9'))
  expect(networkOf('2001:db8:1:3::1')).not.toBe(networkOf('2001:db8:1:2::1'))
  expect(networkOf('::ffff:203.0.113.7')).toBe('::ffff:203.0.113.7')
})
