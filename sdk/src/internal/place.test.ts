// Which key may be used where, and which host is asked when nobody says.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Admin } from '../admin.ts'
import { Market } from '../market.ts'

const secretKey = 'sk_live_not_a_real_one'
const publishableKey = 'pk_live_not_a_real_one'
const hostOf = async (make: (fetch: typeof globalThis.fetch) => { brand: { get(): PromiseLike<unknown> } }) => {
  const asked: { url: string; init: RequestInit | undefined }[] = []
  await make((async (url, init) => {
    asked.push({ url: String(url), init })
    return Response.json({})
  }) as typeof globalThis.fetch).brand.get()
  return asked[0]
}

afterEach(() => vi.unstubAllGlobals())

describe('on a server', () => {
  test('keys of the wrong kind are refused in words, and never repeated in them', () => {
    expect(() => new Admin({ secretKey: publishableKey })).toThrow(
      'publishable key (pk_…) and Admin takes a secret one',
    )
    expect(() => new Admin({ secretKey: 'hello' })).toThrow('starts with sk_')
    expect(() => new Admin({ secretKey: '' })).toThrow('Admin needs a secretKey')
    expect(() => new Market({ publishableKey: 'hello' })).toThrow('starts with pk_')
    let said = ''
    try {
      new Market({ publishableKey: secretKey })
    } catch (error) {
      said = String(error)
    }
    expect(said).toContain('This is a secret key (sk_…) and Market takes a publishable one')
    expect(said).not.toContain('not_a_real_one')
  })

  test('a market has to be named, by key or by host', () => {
    expect(() => new Market()).toThrow('Which market?')
    expect(() => new Market({ baseUrl: 'localhost:4000', publishableKey })).toThrow('must start with http')
    expect(() => new Market({ baseUrl: 'https://tickets.example' })).not.toThrow()
  })

  test('the instance on this machine is the default', async () => {
    expect((await hostOf((fetch) => new Market({ publishableKey, fetch })))?.url).toBe(
      'http://localhost:4000/v1/market/brand',
    )
    const admin = await hostOf((fetch) => new Admin({ secretKey, fetch, baseUrl: 'https://api.example/' }))
    expect(admin?.url).toBe('https://api.example/v1/admin/brand')
    expect(new Headers(admin?.init?.headers).get('authorization')).toBe(`Bearer ${secretKey}`)
  })
})

describe('in a browser', () => {
  beforeEach(() => {
    vi.stubGlobal('document', {})
    vi.stubGlobal('location', { origin: 'https://tickets.example' })
  })

  test('a secret key is refused, in a page and in a worker', () => {
    expect(() => new Admin({ secretKey })).toThrow('A secret key must not be used in a browser')
    vi.unstubAllGlobals()
    vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 (X11; Linux x86_64)' })
    expect(() => new Admin({ secretKey })).toThrow('A secret key must not be used in a browser')
  })

  test('the page’s own host is the default, and its cookie signs the fan in', async () => {
    const asked = await hostOf((fetch) => new Market({ fetch }))
    expect(asked?.url).toBe('https://tickets.example/v1/market/brand')
    expect(asked?.init?.credentials).toBe('same-origin')
  })
})
