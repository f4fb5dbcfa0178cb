// The contract as a document: OpenAPI 3.1, made from the routes themselves, and what every request passes on its way in.
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { ProblemBody, type Status } from '../kit/problem.ts'
import type { Env } from '../kit/route.ts'

const INFO = {
  openapi: '3.1.0',
  info: {
    title: 'Reseat',
    version: '1.0.0',
    description:
      'Official resale of tickets. `/v1/market` is what fans and visitors may do, `/v1/admin` what an organizer may do with a secret key. ' +
      'Writes take an `Idempotency-Key`; refusals are `application/problem+json` with a stable `code`.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: 'http://localhost:4000', description: 'A local instance' }],
}

const TAGS: Record<string, string> = {
  brand: 'How a market looks and speaks',
  clock: 'The clock of a test market',
  events: 'Shows, and what is on sale for them',
  gate: 'The door: which codes are alive, and who is inside',
  imports: 'Tickets already sold, from the file of a ticketing system',
  ledger: 'The books',
  listings: 'Offers to sell',
  orders: 'Deals: held, paid, fulfilled, refunded',
  payouts: 'Money on its way to sellers and the organizer',
  seller: 'Selling, seen by the seller',
  tickets: 'Rights of admission',
}

// What any operation may answer before its own room is reached.
const AT_THE_DOOR: [Status, string][] = [
  [401, 'unauthorized, market_unknown, secret_key_needed'],
  [403, 'key_may_not, foreign_origin, secret_key_in_browser, market_suspended'],
  [422, 'invalid_request'],
]
const OF_WRITES: [Status, string][] = [
  [409, 'idempotency_in_flight'],
  [422, 'idempotency_key_reused, bad_idempotency_key'],
]
const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 8, maxLength: 255 },
  description:
    'One key, one effect: repeat a request with its key and you read the first answer. Kept for 24 hours at least.',
}

type Refusals = Record<string, { description: string; content?: unknown }>
type Operation = { parameters?: object[]; responses: Refusals }

export function describeApi(app: OpenAPIHono<Env>, onInstance: (c: Context) => void): void {
  const registry = app.openAPIRegistry
  const scheme = (name: string, value: object) => registry.registerComponent('securitySchemes', name, value as never)
  scheme('secretKey', { type: 'http', scheme: 'bearer', description: 'A secret key, `sk_…`' })
  scheme('publishableKey', {
    type: 'apiKey',
    in: 'header',
    name: 'Publishable-Key',
    description: 'Names the market, `pk_…`',
  })
  scheme('fanToken', { type: 'http', scheme: 'bearer', description: "A fan's token" })
  scheme('fanCookie', {
    type: 'apiKey',
    in: 'cookie',
    name: 'fan',
    description: "The session cookie on the market's own host",
  })
  registry.register('Problem', ProblemBody)

  let described: object | null = null
  app.get('/openapi.json', (c) => {
    onInstance(c)
    return c.json((described ??= complete(app.getOpenAPI31Document(INFO) as never)))
  })
}

function complete(document: { paths: Record<string, Record<string, Operation>> }): object {
  for (const operations of Object.values(document.paths))
    for (const [method, operation] of Object.entries(operations)) {
      const isWrite = !['get', 'head'].includes(method)
      for (const [status, codes] of isWrite ? [...AT_THE_DOOR, ...OF_WRITES] : AT_THE_DOOR)
        add(operation.responses, status, codes)
      if (isWrite) operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY]
    }
  return { ...document, tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })) }
}

function add(responses: Refusals, status: Status, codes: string): void {
  const before = responses[status]
  responses[status] = {
    description: before ? `${before.description}, ${codes}` : codes,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}
