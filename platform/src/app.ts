// The whole house: the only file that knows every module. Configuration comes in as values; nothing here reads the environment.
import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { secureHeaders } from 'hono/secure-headers'
import { adminEntry, hostOf, marketEntry, problem, withRequestId, type Entry } from './entry/index.ts'
import { openTenantDirectory } from './entry/tenants.ts'
import { describeApi } from './entry/openapi.ts'
import { Problem, onError } from './kit/problem.ts'
import type { Env } from './kit/route.ts'
import type { House } from './kit/scope.ts'
import { MODULES } from './modules.ts'

export type AppOptions = {
  house: House
  instanceHost: string
  /** Whether fans reach us over https: cookies and links depend on it. */
  secure: boolean
  /** Answers on tenant hosts whatever the API does not; the built storefront, when there is one. */
  storefront?: (
    request: Request,
    tools: { tenantId: string; market: (path: string, init?: RequestInit) => Promise<Response> },
  ) => Promise<Response>
  ready?: () => Promise<boolean>
}

const BODY_BYTES_MAX = 256 * 1024

export function createApp(options: AppOptions) {
  const { house, instanceHost, secure } = options
  const entry: Entry = { house, tenants: openTenantDirectory(house.pool, house.secrets), instanceHost, secure }
  const app = new OpenAPIHono<Env>()
  app.onError(onError)
  app.notFound(() => {
    throw problem('not_found')
  })
  app.use(withRequestId)

  const market = marketRouter(entry)
  const admin = adminRouter(entry)
  app.route('/v1/market', market)
  app.route('/v1/admin', admin)

  const onInstance = (c: Parameters<typeof hostOf>[0]) => {
    if (hostOf(c) !== instanceHost) throw problem('not_found')
  }
  describeApi(app, onInstance)
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    const ready = await (options.ready?.() ?? house.pool.query('select 1').then(() => true)).catch(() => false)
    if (!ready) throw new Problem('not_ready', 503, 'Not ready yet', { retryAfterSeconds: 1 })
    return c.json({ ready })
  })
  for (const mount of MODULES.flatMap((module) => module.instance ?? [])) mount(app, { entry, onInstance })

  app.all('*', async (c) => {
    const host = hostOf(c)
    if (host === instanceHost || !options.storefront) throw problem('not_found')
    const tenant = await entry.tenants.byHost(host)
    if (!tenant) throw problem('unknown_host')
    return options.storefront(c.req.raw, { tenantId: tenant.id, market: inProcessMarket(app, c.req.raw) })
  })
  return app
}

function marketRouter(entry: Entry) {
  const market = new OpenAPIHono<Env>()
  // Foreign pages may call the market with a publishable key or a bearer, never with cookies.
  market.use(
    cors({
      origin: '*',
      allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'publishable-key'],
      exposeHeaders: ['x-request-id', 'retry-after', 'set-auth-token', 'etag'],
      maxAge: 600,
    }),
  )
  market.use(
    secureHeaders({ crossOriginResourcePolicy: 'cross-origin', contentSecurityPolicy: { defaultSrc: ["'none'"] } }),
    smallBodies,
  )
  market.use(marketEntry(entry))
  for (const { market: router } of MODULES)
    if (router) market.route('/', typeof router === 'function' ? router(entry) : router)
  return market
}

function adminRouter(entry: Entry) {
  const admin = new OpenAPIHono<Env>()
  admin.use(secureHeaders(), async (c, next) => (c.req.path.endsWith('/imports') ? next() : smallBodies(c, next)))
  admin.use(adminEntry(entry))
  for (const module of MODULES) if (module.admin) admin.route('/', module.admin)
  return admin
}

const smallBodies = bodyLimit({
  maxSize: BODY_BYTES_MAX,
  onError: () => {
    throw new Problem('too_large', 413, `A request body is at most ${BODY_BYTES_MAX / 1024} KiB`)
  },
})

/** The storefront asks the market as a browser on the same host would, without a socket between. */
function inProcessMarket(app: OpenAPIHono<Env>, outer: Request) {
  const { origin } = new URL(outer.url)
  const passed = ['cookie', 'host', 'x-real-ip', 'user-agent', 'x-request-id']
  return async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    for (const name of passed) {
      const value = outer.headers.get(name)
      if (value !== null && !headers.has(name)) headers.set(name, value)
    }
    return app.request(new Request(new URL(path, origin), { ...init, headers }))
  }
}
