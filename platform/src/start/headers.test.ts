// Whom the platform believes about where a request comes from, and which host it was for.
import { describe, expect, test } from 'vitest'
import { trustIn, truth, type Trust } from './headers.ts'

const trust = (networks: string[] = [], aliases: string[] = []): Trust => ({
  isProxy: trustIn(networks),
  aliases: new Set(aliases),
  instanceHost: 'resale.example.com',
})
const raw = (headers: Record<string, string>) => Object.entries(headers).flat()

describe('a stranger', () => {
  const claimed = raw({
    Host: 'club.example.org',
    'X-Forwarded-For': '10.9.9.9',
    'X-Forwarded-Host': 'resale.example.com',
    'X-Real-IP': '10.9.9.9',
  })
  test('is known by the connection, whatever the headers claim', () => {
    expect(truth(claimed, '203.0.113.7', trust())).toEqual({ address: '203.0.113.7', host: 'club.example.org' })
    expect(truth(claimed, '203.0.113.7', trust(['10.0.0.0/8']))).toEqual({
      address: '203.0.113.7',
      host: 'club.example.org',
    })
  })
  test('over an IPv6 socket keeps the IPv4 address', () => {
    expect(truth(raw({ Host: 'a.example' }), '::ffff:203.0.113.7', trust()).address).toBe('203.0.113.7')
  })
})

describe('a proxy we know', () => {
  const behind = (headers: Record<string, string>, networks = ['10.0.0.0/8', '2001:db8::/32']) =>
    truth(raw(headers), '10.0.0.2', trust(networks))
  test('is believed about host and client', () => {
    expect(
      behind({ Host: 'internal', 'x-forwarded-host': 'club.example.org', 'x-forwarded-for': '203.0.113.7' }),
    ).toEqual({
      address: '203.0.113.7',
      host: 'club.example.org',
    })
  })
  test('does not lend its trust to what the client wrote before it', () => {
    expect(behind({ Host: 'a', 'x-forwarded-for': '198.51.100.1, 203.0.113.7, 10.0.0.9' }).address).toBe('203.0.113.7')
    expect(behind({ Host: 'a', 'x-forwarded-host': 'evil.example, club.example.org' }).host).toBe('club.example.org')
  })
  test('that says nothing, or nonsense, is itself the client', () => {
    expect(behind({ Host: 'club.example.org' })).toEqual({ address: '10.0.0.2', host: 'club.example.org' })
    expect(behind({ Host: 'a', 'x-forwarded-for': 'unknown' }).address).toBe('10.0.0.2')
  })
})

test('another name of the instance host becomes that name, with its port', () => {
  expect(truth(raw({ host: '127.0.0.1:4000' }), '127.0.0.1', trust([], ['127.0.0.1'])).host).toBe(
    'resale.example.com:4000',
  )
  expect(truth(raw({ host: '127.0.0.1.evil.example' }), '127.0.0.1', trust([], ['127.0.0.1'])).host).toBe(
    '127.0.0.1.evil.example',
  )
  expect(truth(raw({ host: '127.0.0.1:4000' }), '127.0.0.1', trust()).host).toBe('127.0.0.1:4000')
})
