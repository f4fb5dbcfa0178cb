// A problem is a refusal the caller may read. Anything else thrown is a defect or an outage.
import { z } from '@hono/zod-openapi'
import type { ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { log } from './log.ts'

export type Status = 400 | 401 | 402 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 421 | 422 | 429 | 500 | 503

/** One thing wrong with the request, where to find it, and what to do. */
export type Flaw = { pointer: string; detail: string }

export class Problem extends Error {
  readonly code: string
  readonly status: Status
  readonly title: string
  readonly errors: Flaw[] | undefined
  readonly retryAfterSeconds: number | undefined
  constructor(
    code: string,
    status: Status,
    title: string,
    more: { errors?: Flaw[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(title, more.cause === undefined ? undefined : { cause: more.cause })
    this.code = code
    this.status = status
    this.title = title
    this.errors = more.errors
    this.retryAfterSeconds = more.retryAfterSeconds
  }
}

/** The world did not answer in time; nothing is known to be wrong with the request. */
export class Unreachable extends Problem {
  constructor(what: string, cause: unknown) {
    super('unreachable', 503, `${what} did not answer; please try again in a moment`, { retryAfterSeconds: 2, cause })
  }
}

export const ProblemBody = z
  .object({
    type: z.string(),
    title: z.string().openapi({ description: 'A sentence for people' }),
    status: z.int(),
    code: z.string().openapi({ description: 'Stable; decide by this' }),
    requestId: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .openapi('Problem')

export function defineProblems<Code extends string>(catalogue: Record<Code, readonly [Status, string]>) {
  const problem = (code: Code, errors?: Flaw[]) =>
    new Problem(code, catalogue[code][0], catalogue[code][1], errors ? { errors } : {})

  /** Stops here if there is a reason to: `refuse(whyNotHold(listing, buyer, now))`. */
  const refuse = (code: Code | null): void => {
    if (code !== null) throw problem(code)
  }

  /** Documents the refusals a route may give, grouped by status. */
  const refusals = (...codes: Code[]) => describe(codes.map((code) => [code, catalogue[code][0]] as const))

  /** The sentence behind a code, for answers that explain instead of refusing. */
  const sentence = (code: Code): string => catalogue[code][1]

  return { problem, refuse, refusals, sentence, catalogue }
}

/** Refusals of several rooms on one route: spread after each other, those of the same status would hide each other. */
export function together(...records: Record<number, Refusal>[]): Record<number, Refusal> {
  const all: Record<number, Refusal> = {}
  for (const [status, refusal] of records.flatMap((record) => Object.entries(record))) {
    const before = all[Number(status)]
    all[Number(status)] = before
      ? { ...refusal, description: `${before.description}, ${refusal.description}` }
      : refusal
  }
  return all
}

type Refusal = { description: string; content: { 'application/problem+json': { schema: typeof ProblemBody } } }

function describe(codes: (readonly [string, Status])[]): Record<number, Refusal> {
  const statuses = [...new Set(codes.map(([, status]) => status))]
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: codes
          .filter(([, s]) => s === status)
          .map(([code]) => code)
          .join(', '),
        content: { 'application/problem+json': { schema: ProblemBody } },
      },
    ]),
  )
}

/** The one place where an error becomes a response (RFC 9457). */
export const onError: ErrorHandler = (error, c) => {
  const problem = asProblem(error)
  const requestId = (c.get('requestId') as string | undefined) ?? ''
  if (problem.status >= 500)
    log[problem.status === 500 ? 'error' : 'warn'](
      { err: error, cause: problem.cause, requestId, path: c.req.path },
      problem.title,
    )
  const { code, status, title, errors } = problem
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  if (problem.retryAfterSeconds !== undefined) headers['retry-after'] = String(problem.retryAfterSeconds)
  if (status === 401) headers['www-authenticate'] = 'Bearer'
  const type = `/docs/problems#${code}`
  return c.body(
    JSON.stringify({ type, title, status, code, requestId, ...(errors ? { errors } : {}) }),
    status,
    headers,
  )
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  // Hono refuses unreadable JSON and wrong content types by itself, with this class.
  if (error instanceof HTTPException && error.status < 500)
    return new Problem('bad_request', error.status as Status, error.message || 'The request cannot be read')
  // Text that PostgreSQL cannot keep, a NUL or half a character: the caller's to mend.
  if (isUnkeepableText(error))
    return new Problem('invalid_request', 422, 'The request does not have the right shape', { cause: error })
  if (isOutage(error)) return new Unreachable('The database', error)
  return new Problem('internal', 500, 'Something broke on our side. It has been reported.', { cause: error })
}

// Connection lost, server restarting, pool exhausted, lock not granted in time: come again.
function isOutage(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: string; message?: string }
  return (
    /^(57P0|08|53|55P03)/.test(code ?? '') ||
    /^(ECONNREFUSED|ECONNRESET|EPIPE)$/.test(code ?? '') ||
    /timeout exceeded when trying to connect|Connection terminated/.test(message ?? '')
  )
}

function isUnkeepableText(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: string; message?: string }
  return code === '22021' || code === '22P05' || (code === '22P02' && /type json/.test(message ?? ''))
}
