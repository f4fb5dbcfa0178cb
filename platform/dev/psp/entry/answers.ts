// entry/answers.ts: idempotency keys: the first answer is kept and given again, for 24 hours.
import { createHash } from 'node:crypto'
import type { Answered } from '../state/kinds.ts'
import type { Store } from '../state/store.ts'
import type { Params } from './params.ts'
import { invalid, Refusal } from './refusal.ts'

const KEPT_SECONDS = 24 * 60 * 60
const KEY_LENGTH_MAX = 255

export class Answers {
  readonly #store: Store
  readonly #inFlight = new Set<string>()

  constructor(store: Store) {
    this.#store = store
  }

  /** The kept answer, or null after claiming the key; whoever claims must release. */
  claim(key: string, fingerprint: string, now: number): Answered | null {
    if (key.length > KEY_LENGTH_MAX) throw invalid(`Idempotency key must be at most ${KEY_LENGTH_MAX} characters long`)
    const answered = this.#store.get('answered', key)
    if (answered && now - answered.at < KEPT_SECONDS) {
      if (answered.fingerprint !== fingerprint) throw otherParameters(key)
      return answered
    }
    if (this.#inFlight.has(key)) throw stillInProgress(key)

    this.#inFlight.add(key)
    return null
  }

  release(key: string) {
    this.#inFlight.delete(key)
  }
}

export function fingerprintOf(method: string, path: string, account: string | null, params: Params): string {
  return createHash('sha256')
    .update(JSON.stringify([method, path, account, sorted(params)]))
    .digest('base64url')
}

/** Parameters mean the same in any order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, sorted(inner)])
}

const otherParameters = (key: string) =>
  new Refusal(400, {
    type: 'idempotency_error',
    message:
      'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
      `Try using a key other than '${key}' if you meant to execute a different request.`,
  })

const stillInProgress = (key: string) =>
  new Refusal(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message:
      'There is currently another in-progress request using this Idempotent Key (that probably means you submitted ' +
      `twice, and the other request is still going through): ${key}. Please try again later.`,
  })
