// entry/keys.ts: who is calling: the platform's secret key, or a browser's publishable one.
import { timingSafeEqual } from 'node:crypto'
import { Refusal } from './refusal.ts'

export type KeyKind = 'secret' | 'publishable'
export type Keys = { secretKey: string; publishableKey: string }

/** A key comes as a bearer token, as Basic's user name (curl's `-u`), or in the form's `key`, as Stripe.js sends it. */
export function keyKindOf(header: string | undefined, formKey: string | null, keys: Keys): KeyKind {
  const given = fromHeader(header) ?? formKey
  if (given === null) {
    throw unauthenticated('You did not provide an API key. Provide it in the Authorization header, using Bearer auth.')
  }
  if (same(given, keys.secretKey)) return 'secret'
  if (same(given, keys.publishableKey)) return 'publishable'
  throw unauthenticated(`Invalid API Key provided: ${given.slice(0, 8)}${'*'.repeat(8)}`)
}

export function secretKeyRequired(): Refusal {
  return new Refusal(403, {
    type: 'invalid_request_error',
    code: 'secret_key_required',
    message: 'This API call cannot be made with a publishable API key. Please use a secret API key.',
  })
}

function fromHeader(header: string | undefined): string | null {
  const [scheme, value] = header?.split(' ') ?? []
  if (value === undefined) return null
  if (scheme?.toLowerCase() === 'bearer') return value
  if (scheme?.toLowerCase() === 'basic') return Buffer.from(value, 'base64').toString().split(':')[0] ?? null
  return null
}

function same(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}

const unauthenticated = (message: string) => new Refusal(401, { type: 'invalid_request_error', message })
