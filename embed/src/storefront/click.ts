// storefront/click.ts: what a click needs before the market's client is even loaded: one key, and a way to read a refusal.
import type { Market } from './api.ts'

/** Asks the market something; its client is fetched with the first question, not with the page. */
export type Ask = <T>(question: (market: Market) => PromiseLike<T>) => Promise<T>

type Told = { status: number; code: string; title: string; requestId: string | null }

/** A refusal, failure or silence of the market. Told by its shape, so that reading it does not cost the client's code. */
export function problemOf(error: unknown): Told | null {
  return error instanceof Error && 'status' in error && 'code' in error && 'title' in error
    ? (error as Error & Told)
    : null
}

/** The answer is final: asking again with the same key would only repeat it. */
const isFinal = ({ status, code }: Told) => status >= 400 && status < 500 && code !== 'idempotency_in_flight'

/**
 * One click, one key: a retry after a lost answer repeats the same request instead of making a second one.
 * A final answer, yes or no, ends the click.
 */
export function createClick() {
  let key: string | null = null
  return async <T>(send: (options: { idempotencyKey: string }) => PromiseLike<T>): Promise<T> => {
    key ??= freshKey()
    try {
      const answer = await send({ idempotencyKey: key })
      key = null
      return answer
    } catch (error) {
      const told = problemOf(error)
      if (told && isFinal(told)) key = null
      throw error
    }
  }
}

/** `crypto.randomUUID` is missing on pages served over plain http. */
function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
