// storefront/api.test.ts: one click is one request, however often it has to be sent; and every way in stays in.
import { ProblemError } from '@reseat/sdk'
import { describe, expect, it } from 'vitest'
import { serverMarket } from './api.ts'
import { createClick, problemOf } from './click.ts'
import { safeNext } from './next.ts'
import { contentPolicy } from './headers.ts'

const refusal = (status: number, code: string) => new ProblemError({ status, code, title: 'No' })

describe('a click', () => {
  const keysOf = async (answers: (Error | string)[]) => {
    const click = createClick()
    const keys: string[] = []
    for (const answer of answers) {
      await click(async ({ idempotencyKey }) => {
        keys.push(idempotencyKey)
        if (answer instanceof Error) throw answer
        return answer
      }).catch(() => null)
    }
    return keys
  }

  it('keeps its key while the answer is unknown', async () => {
    const keys = await keysOf([refusal(0, 'unreachable'), refusal(503, 'unreachable'), 'yes'])
    expect(new Set(keys).size).toBe(1)
  })

  it('is over with a yes or a no', async () => {
    const keys = await keysOf(['yes', refusal(409, 'listing_held'), refusal(402, 'payment_declined'), 'yes'])
    expect(new Set(keys).size).toBe(4)
  })
})

describe('the market', () => {
  const answering = (status: number, body: unknown) => serverMarket(async () => Response.json(body, { status }))
  const told = (asked: PromiseLike<unknown>) => asked.then(() => null, problemOf)

  it('is read from a problem document, and from the sign-in library’s answer too', async () => {
    const problem = { code: 'own_listing', title: 'Yours', requestId: 'r1' }
    expect(await told(answering(409, problem).events.get('1'))).toMatchObject({ status: 409, ...problem })
    const auth = answering(403, { code: 'email_not_verified', message: 'Email not verified' }).auth
    expect(await told(auth.signIn({ email: 'a', password: 'b' }))).toMatchObject({ code: 'email_not_verified' })
  })

  it('has the status 0 when there is no answer at all', async () => {
    const silent = serverMarket(async () => Promise.reject(new TypeError('fetch failed')))
    expect(await told(silent.brand.get())).toMatchObject({ status: 0, code: 'unreachable' })
    expect(problemOf(new TypeError('a defect'))).toBeNull()
  })

  it('is asked by path, in process, with what a fan names kept inside its place', async () => {
    let asked = ''
    const market = serverMarket(async (path) => ((asked = path), Response.json({})))
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
