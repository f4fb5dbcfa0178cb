// When a failed attempt may be made again, and how long to wait before it.
import { ServerError, TooManyRequests, Unreachable, type ProblemError } from '../core/errors.ts'

// Longer than this is the caller's decision: the error carries retryAfterSeconds.
const PATIENCE_SECONDS = 60

/** How long to wait before attempt number `attempt + 1`, or null when asking again would not help. */
export function waitBeforeRetry(problem: ProblemError, attempt: number, random = Math.random()): number | null {
  if (!isPassing(problem)) return null

  const told = problem.retryAfterSeconds
  if (told === null) return Math.min(8000, 250 * 2 ** attempt) * (0.5 + random / 2)
  if (told > PATIENCE_SECONDS) return null
  // Never earlier than told, and not all at the same instant.
  return told * 1000 * (1 + random / 4)
}

function isPassing(problem: ProblemError): boolean {
  return (
    problem instanceof Unreachable ||
    problem instanceof ServerError ||
    problem instanceof TooManyRequests ||
    problem.code === 'idempotency_in_flight'
  )
}

/** Retry-After as the platform sends it, in seconds; a proxy in between may send a date instead. */
export function readRetryAfter(header: string | null, now = Date.now()): number | null {
  if (!header) return null
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, seconds)
  const until = Date.parse(header)
  return Number.isNaN(until) ? null : Math.max(0, (until - now) / 1000)
}

/** Waits, unless the caller gives up first. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
    if (signal?.aborted) stop()
  })
}
