// The contract as a document: OpenAPI 3.1, made from the routes themselves.
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from '../kit/route.ts'

const INFO = {
  openapi: '3.1.0',
  info: {
    title: 'Reseat',
    version: '1.0.0',
    description:
      'Official resale of tickets. `/v1/market` is what fans and visitors may do, `/v1/admin` what an organizer may do with a secret key. ' +
      'Writes take an `Idempotency-Key`; refusals are `application/problem+json` with a stable `code`.',
  },
  servers: [{ url: 'http://localhost:4000', description: 'A local instance' }],
}

export function describeApi(app: OpenAPIHono<Env>): void {
  const { registry } = { registry: app.openAPIRegistry }
  registry.registerComponent('securitySchemes', 'secretKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'A secret key, `sk_…`',
  })
  registry.registerComponent('securitySchemes', 'publishableKey', {
    type: 'apiKey',
    in: 'header',
    name: 'Publishable-Key',
    description: 'Names the market, `pk_…`',
  })
  registry.registerComponent('securitySchemes', 'fanToken', {
    type: 'http',
    scheme: 'bearer',
    description: "A fan's token",
  })
  registry.registerComponent('securitySchemes', 'fanCookie', {
    type: 'apiKey',
    in: 'cookie',
    name: 'fan',
    description: "The session cookie on the market's own host",
  })
  app.doc31('/openapi.json', INFO)
}
