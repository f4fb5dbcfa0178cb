// One call from intention to data: the headers, the attempts, the deadline, and the reading of the answer.
import { ProblemError, TimedOut, Unreachable, type FieldError } from '../core/errors.ts'
import type { Answered } from '../core/pending.ts'
import { fromUpload, type Payload, type Upload } from './body.ts'
import { problemOf } from './problem.ts'
import { pause, readRetryAfter, waitBeforeRetry } from './retry.ts'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** What every call accepts as its last argument. */
export interface Options {
  signal?: AbortSignal | undefined
  /** For each attempt, not for all of them together. */
  timeoutMs?: number | undefined
  maxRetries?: number | undefined
  /** Made for you on writes. Pass your own to make one effect survive a restart of your process. */
  idempotencyKey?: string | undefined
  headers?: Record<string, string> | undefined
}

/** What both clients accept when they are made. */
export interface ClientOptions {
  baseUrl?: string | undefined
  fetch?: Fetch | undefined
  /** Attempts after the first. 2 unless told otherwise. */
  maxRetries?: number | undefined
  /** For each attempt. 30 seconds unless told otherwise. */
  timeoutMs?: number | undefined
}

export type Query = Record<string, string | number | boolean | null | undefined | readonly string[]>

export interface Sent {
  id?: string
  query?: object | undefined
  body?: unknown
  file?: Upload
  contentType?: string
  timeoutMs?: number
  /** Not to be repeated when the reply is lost. */
  once?: boolean
  done?: (response: Response) => void
}

export interface Wiring extends ClientOptions {
  root: string
  credentials: 'same-origin' | 'omit'
  headers: () => Record<string, string>
  heard?: (response: Response) => void
}

export class Http {
  readonly #wiring: Wiring

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  async send(method: string, path: string, sent: Sent, options: Options = {}): Promise<Answered<unknown>> {
    const wiring = this.#wiring
    const url = wiring.root + fillPath(path, sent.id) + queryString(sent.query as Query | undefined)
    const { payload, type } = payloadOf(sent)
    const headers = new Headers({ accept: 'application/json', ...wiring.headers() })
    if (type) headers.set('content-type', type)
    // Made once and kept over the attempts: that is what makes them one effect.
    if (method !== 'GET') headers.set('idempotency-key', options.idempotencyKey ?? freshKey())
    for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value)
    const init: RequestInit & { duplex?: 'half' } = { method, headers, credentials: wiring.credentials }
    if (payload) init.body = payload.body
    if (payload?.close) init.duplex = 'half'

    const timeoutMs = options.timeoutMs ?? sent.timeoutMs ?? wiring.timeoutMs ?? 30_000
    const maxRetries = sent.once || payload?.close ? 0 : (options.maxRetries ?? wiring.maxRetries ?? 2)
    for (let attempt = 1; ; attempt++) {
      try {
        const { response, text } = await this.#attempt(url, init, timeoutMs, options.signal)
        wiring.heard?.(response)
        const answered = read(response, text)
        sent.done?.(response)
        return answered
      } catch (error) {
        if (payload?.broken) throw payload.broken.reason
        const wait = error instanceof ProblemError && attempt <= maxRetries ? waitBeforeRetry(error, attempt) : null
        if (wait === null) throw error
        await pause(wait, options.signal)
      } finally {
        // Only a stream is closed, and a stream is sent once. The platform may answer before it has read all of it.
        payload?.close?.()
      }
    }
  }

  /** The body is read in here, so that a connection lost half-way through the answer counts as one that never came. */
  async #attempt(url: string, init: RequestInit, timeoutMs: number, signal: AbortSignal | undefined) {
    signal?.throwIfAborted()
    const deadline = new AbortController()
    const stop = () => deadline.abort(signal?.reason)
    signal?.addEventListener('abort', stop, { once: true })
    const late = new Error(`No answer within ${timeoutMs} ms.`)
    const timer = setTimeout(() => deadline.abort(late), timeoutMs)
    const go = this.#wiring.fetch ?? fetch
    try {
      const response = await go(url, { ...init, signal: deadline.signal })
      return { response, text: await response.text() }
    } catch (cause) {
      signal?.throwIfAborted()
      const host = new URL(url).host
      if (deadline.signal.aborted) {
        throw new TimedOut({
          status: 0,
          code: 'timed_out',
          title: `${host} did not answer within ${timeoutMs} ms`,
          cause,
        })
      }
      throw new Unreachable({ status: 0, code: 'unreachable', title: `${host} could not be reached`, cause })
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
    }
  }
}

function read(response: Response, text: string): Answered<unknown> {
  const header = response.headers
  let data: unknown = null
  let isJson = true
  try {
    if (text) data = JSON.parse(text)
  } catch {
    isJson = false
  }
  const requestId = header.get('request-id') ?? header.get('x-request-id')
  // 304 is an answer to a question that was asked: nothing has changed since.
  if ((response.ok || response.status === 304) && isJson) return { data, response, requestId }

  const status = response.status
  if (response.ok) {
    const title = `The answer is ${header.get('content-type')}, not JSON. Is the baseUrl that of a market?`
    throw new ProblemError({ status, code: 'not_json', title, requestId })
  }
  const told = (data ?? {}) as { [key: string]: string | undefined } & { errors?: FieldError[] }
  throw problemOf({
    status,
    code: told.code ?? `http_${status}`,
    title: told.title ?? `The platform answered ${status}`,
    type: told.type,
    requestId: told.requestId ?? requestId,
    errors: told.errors,
    retryAfterSeconds: readRetryAfter(header.get('retry-after')),
  })
}

function payloadOf(sent: Sent): { payload: Payload | null; type: string | undefined } {
  if (sent.file !== undefined) return { payload: fromUpload(sent.file), type: sent.contentType }
  if (sent.body === undefined) return { payload: null, type: undefined }
  return { payload: { body: JSON.stringify(sent.body) }, type: 'application/json' }
}

function fillPath(path: string, id: string | undefined): string {
  if (!path.includes('{id}')) return path
  // An empty id would quietly ask for the whole list instead.
  if (typeof id !== 'string' || !id) throw new TypeError(`${path} needs an id.`)
  return path.replace('{id}', encodeURIComponent(id))
}

function queryString(query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one))
  }
  const text = String(search)
  return text && `?${text}`
}

// crypto.randomUUID is missing on pages served over plain http.
function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
