// entry/serve.ts: the walk of every API request: key, parameters, idempotency, work, commit, answer.
import type { Context, Hono } from 'hono'
import Stripe from 'stripe'
import { randomText } from '../state/ids.ts'
import type { Store } from '../state/store.ts'
import { Work, type House } from '../state/work.ts'
import { fingerprintOf, type Answers } from './answers.ts'
import type { Fault, Faults } from './faults.ts'
import { keyKindOf, secretKeyRequired, type KeyKind, type Keys } from './keys.ts'
import { atTheDoor, hangUp, pause, SERVER_ERROR, type Reply } from './misfortune.ts'
import { isParams, parseForm, type Params } from './params.ts'
import { Refusal, invalid } from './refusal.ts'
import { expanded } from './render.ts'

export type Call = {
  work: Work
  params: Params
  /** The ids in the path. */
  path: Record<string, string>
  key: KeyKind
  /** The connected account named by `Stripe-Account`, if any. */
  account: string | null
}

export type Route = {
  method: 'GET' | 'POST'
  path: string
  /** Callable with the publishable key, and so from a browser of any origin. */
  browser?: true
  /** Understands `Stripe-Account`. Elsewhere the header is refused: acting on the platform instead would mislead. */
  forAccounts?: true
  run(call: Call): object
}

export type Desk = {
  store: Store
  answers: Answers
  faults: Faults
  keys: Keys
  now: () => Date
  mount: string
  house: House
}

export function serveRoutes(app: Hono, desk: Desk, routes: Route[]) {
  for (const route of routes) {
    if (route.browser) app.options(route.path, (c) => c.body(null, 204, { ...CORS, ...PREFLIGHT }))
    app.on(route.method, route.path, (c) => answer(c, desk, route))
  }
  for (const version of ['/v1/*', '/v2/*']) app.all(version, (c) => answer(c, desk, unknownRoute(c.req.method)))
}

const CORS = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Request-Id' }
const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type, idempotency-key, stripe-version',
  'access-control-max-age': '600',
}

async function answer(c: Context, desk: Desk, route: Route): Promise<Response> {
  const requestId = `req_${randomText(14)}`
  const path = c.req.path.startsWith(desk.mount) ? c.req.path.slice(desk.mount.length) : c.req.path
  const fault = desk.faults.take(c.req.method, path)
  const met = atTheDoor(desk.faults, path, fault)
  if (met === 'lost') return hangUp(c)

  const reply = met ?? (await perform(c, desk, route, path, requestId, fault))
  if (fault?.kind === 'lost_after') return hangUp(c)
  if (fault) await pause(fault, 'delay_after')
  return new Response(reply.body, {
    status: reply.status,
    headers: {
      'content-type': 'application/json',
      'request-id': requestId,
      'stripe-version': c.req.header('stripe-version') ?? Stripe.API_VERSION,
      ...(route.browser ? CORS : {}),
      ...reply.headers,
    },
  })
}

async function perform(c: Context, desk: Desk, route: Route, path: string, requestId: string, fault: Fault | null) {
  try {
    const { params, key } = await read(c, desk, route)
    const account = c.req.header('stripe-account') ?? null
    const call = { params, path: c.req.param(), key, account }
    const idempotencyKey = c.req.method === 'POST' ? (c.req.header('idempotency-key') ?? null) : null
    if (idempotencyKey === null) {
      if (fault) await pause(fault, 'delay')
      return settle(desk, route, call, { requestId, idempotencyKey }, fault)
    }

    const fingerprint = fingerprintOf(c.req.method, path, account, params)
    const before = desk.answers.claim(idempotencyKey, fingerprint, seconds(desk))
    const headers = { 'idempotency-key': idempotencyKey }
    if (before) {
      const replayed = { 'idempotent-replayed': 'true', 'original-request': before.requestId }
      return { status: before.status, body: before.body, headers: { ...headers, ...replayed } }
    }
    try {
      if (fault) await pause(fault, 'delay')
      const reply = settle(desk, route, call, { requestId, idempotencyKey, fingerprint }, fault)
      return { ...reply, headers }
    } finally {
      desk.answers.release(idempotencyKey)
    }
  } catch (error) {
    return refused(error)
  }
}

async function read(c: Context, desk: Desk, route: Route): Promise<{ params: Params; key: KeyKind }> {
  const query = parseForm(new URL(c.req.url).search)
  const isJson = route.path.startsWith('/v2/') || (isTest(route) && hasJson(c))
  const body = c.req.method === 'GET' ? {} : isJson ? parseJson(await c.req.text()) : parseForm(await c.req.text())
  const { key: formKey, ...params } = { ...query, ...body }
  const key = keyKindOf(c.req.header('authorization'), typeof formKey === 'string' ? formKey : null, desk.keys)
  if (key === 'publishable' && !route.browser) throw secretKeyRequired()
  if (!route.forAccounts && c.req.header('stripe-account') !== undefined) {
    throw invalid('This local server does not act on behalf of connected accounts here (Stripe-Account).')
  }
  return { params, key }
}

/** What tests ask for may come either way. */
const isTest = (route: Route) => route.path.startsWith('/test/')
const hasJson = (c: Context) => c.req.header('content-type')?.startsWith('application/json') ?? false

function parseJson(body: string): Params {
  if (body === '') return {}
  try {
    const value = JSON.parse(body) as Params
    if (isParams(value)) return value
  } catch {
    // Falls through to the same refusal.
  }
  throw invalid('Invalid JSON in the request body')
}

/** Runs to its end without a pause, so two requests never see half of each other's work. */
function settle(
  desk: Desk,
  route: Route,
  call: Omit<Call, 'work'>,
  origin: { requestId: string; idempotencyKey: string | null; fingerprint?: string },
  fault: Fault | null,
): Reply {
  const work = new Work(desk.store, seconds(desk), desk.house, origin)
  const reply = run(work, route, call, fault)
  // Version 2 repeats work that failed; only its successes are kept. https://docs.stripe.com/api-v2-overview
  const kept = reply.kept && (!route.path.startsWith('/v2/') || reply.status < 400)
  if (kept && origin.idempotencyKey !== null) {
    const { requestId, fingerprint = '' } = origin
    work.put('answered', { id: origin.idempotencyKey, fingerprint, requestId, at: work.now, ...pick(reply) })
  }
  desk.store.commit(work.changes())
  return { ...pick(reply), headers: {} }
}

function run(work: Work, route: Route, call: Omit<Call, 'work'>, fault: Fault | null) {
  if (fault?.kind === 'error') return { ...SERVER_ERROR, kept: true }
  try {
    const object = route.run({ ...call, work })
    if (fault?.kind === 'error_after') return { ...SERVER_ERROR, kept: true }
    return { status: 200, body: JSON.stringify(expanded(work, object, call.params)), kept: true }
  } catch (error) {
    const refusal = error instanceof Refusal ? error : null
    if (!refusal?.keepsWork) work.discard()
    return { ...refused(error), kept: refusal?.begun ?? true }
  }
}

const pick = ({ status, body }: { status: number; body: string }) => ({ status, body })

function refused(error: unknown): Reply {
  if (error instanceof Refusal) {
    return { status: error.status, body: JSON.stringify({ error: error.body }), headers: {} }
  }
  // A defect of this server; the caller must see a 500, and whoever develops it must see why.
  console.error(error)
  return SERVER_ERROR
}

function unknownRoute(method: string): Route {
  return {
    method: 'GET',
    path: '/v1/*',
    run: () => {
      const message = `Unrecognized request URL (${method}). This local server covers only what docs/psp-fidelity.md lists.`
      throw new Refusal(404, { type: 'invalid_request_error', message })
    },
  }
}

/** For the hosted pages, whose visitors bring no key and no idempotency key. */
export function openWork(desk: Desk): Work {
  return new Work(desk.store, seconds(desk), desk.house, { requestId: null, idempotencyKey: null })
}

const seconds = (desk: Desk) => Math.floor(desk.now().getTime() / 1000)
