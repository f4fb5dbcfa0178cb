// storefront/api.test.ts: one click is one request, however often it has to be sent.
import { describe, expect, it } from 'vitest'
import { createClick, createMarket, Problem } from './api.ts'
import { safeNext } from './next.ts'
import { contentPolicy } from './headers.ts'

describe('a click', () => {
  const keysOf = async (answers: (Error | string)[]) => {
    const click = createClick()
    const keys: string[] = []
    for (const answer of answers) {
      await click(async (key) => {
        keys.push(key)
        if (answer instanceof Error) throw answer
        return answer
      }).catch(() => null)
    }
    return keys
  }

  it('keeps its key while the answer is unknown', async () => {
    const keys = await keysOf([new Problem(0, 'unreachable', ''), new Problem(503, 'unreachable', ''), 'yes'])
    expect(new Set(keys).size).toBe(1)
  })

  it('is over with a yes or a no', async () => {
    const keys = await keysOf([
      'yes',
      new Problem(409, 'listing_held', ''),
      new Problem(402, 'payment_declined', ''),
      'yes',
    ])
    expect(new Set(keys).size).toBe(4)
  })
})

describe('the market', () => {
  it('turns a problem document into a problem, and better-auth’s answer too', async () => {
    const answering = (status: number, body: unknown) => createMarket(async () => Response.json(body, { status }))
    await expect(
      answering(409, { code: 'own_listing', title: 'Yours', requestId: 'r1' }).events.get('1'),
    ).rejects.toMatchObject({
      status: 409,
      code: 'own_listing',
      message: 'Yours',
      requestId: 'r1',
    })
    const auth = answering(403, { code: 'EMAIL_NOT_VERIFIED', message: 'Email not verified' }).auth
    await expect(auth.signIn({ email: 'a', password: 'b' })).rejects.toMatchObject({ code: 'EMAIL_NOT_VERIFIED' })
  })

  it('says unreachable when there is no answer at all', async () => {
    const market = createMarket(async () => Promise.reject(new TypeError('fetch failed')))
    await expect(market.brand.get()).rejects.toMatchObject({ status: 0, code: 'unreachable' })
  })

  it('keeps what a fan names inside its place in the path', async () => {
    let asked = ''
    const market = createMarket(async (path) => ((asked = path), Response.json({})))
    await market.tickets.get('../admin?x=1')
    expect(asked).toBe('/v1/market/tickets/..%2Fadmin%3Fx%3D1')
  })
})

describe('where a sign-in leads', () => {
  it.each(['/tickets', '/sell/1?with=2', '/pay/1#top'])('%s is here', (next) => expect(safeNext(next)).toBe(next))
  it.each([
    null,
    '',
    'tickets',
    '//evil.example',
    '/\\evil.example',
    '/a/..//evil.example',
    'https://evil.example',
    '/\n/evil.example',
  ])('%j is not', (next) => expect(safeNext(next, '/home')).toBe('/home'))
})

it('the policy never widens beyond the payment service', () => {
  expect(contentPolicy({ form: 'test', publishableKey: 'pk', apiBase: 'http://localhost:3000/dev/psp' })).toContain(
    "connect-src 'self' http://localhost:3000;",
  )
  expect(contentPolicy({ form: 'test', publishableKey: 'pk', apiBase: "x; script-src 'unsafe-inline'" })).not.toContain(
    'unsafe',
  )
})
