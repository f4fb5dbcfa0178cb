// Puts the house together and takes it apart again: the order in which things start, and the order in which they stop.
import { createApp } from '../app.ts'
import { ensureDevSecrets, originOf, type Config, type ReadyConfig } from '../config.ts'
import { openTenantDirectory } from '../entry/tenants.ts'
import { openPool } from '../kit/db.ts'
import { openJobs } from '../kit/jobs.ts'
import type { House } from '../kit/scope.ts'
import { createSecrets } from '../kit/secret.ts'
import { openMailer } from '../modules/mail/index.ts'
import { startWorker } from '../worker.ts'
import { openDatabase } from './database.ts'
import { trustIn } from './headers.ts'
import { listen, type Handler } from './listen.ts'
import { openPages } from './pages.ts'
import { openPayments, PAYMENTS_PATH } from './payments.ts'
import { within } from './stop.ts'

export type Running = {
  config: ReadyConfig
  house: House
  ownerUrl: string
  /** Where a program on this machine reaches the instance host, which may not resolve for it. */
  loopback: string
  stop(): Promise<void>
}

export async function startHouse(given: Config): Promise<Running> {
  const shutdownMilliseconds = given.shutdownSeconds * 1000
  await using started = new AsyncDisposableStack()
  const defer = (stop: () => Promise<unknown>) => started.defer(() => within(shutdownMilliseconds / 4, stop()))
  let handle: Handler = notReady
  let ready = false

  // The port first: whoever else has it is told before anything is done, and origins are known when PORT is 0.
  const own = addressOf(given.host)
  const server = await listen(
    given,
    {
      isProxy: trustIn(given.trustedProxies),
      aliases: given.environment === 'production' ? new Set() : new Set(['127.0.0.1', '[::1]', own]),
      instanceHost: given.instanceHost,
    },
    (request, env) => handle(request, env),
  )
  defer(() => server.close(0))
  const config: ReadyConfig = { ...ensureDevSecrets(given), port: server.port }

  const database = await openDatabase(config)
  defer(() => database.stop())
  const secrets = createSecrets(config.secrets.master, config.secrets.codeKey)
  const pool = openPool({
    url: database.appUrl,
    max: config.databasePoolMax,
    prepare: config.databasePrepare,
    name: `reseat-${config.role}`,
  })
  defer(() => pool.end())
  const mailer = openMailer({
    smtpUrl: config.mail.kind === 'smtp' ? config.mail.url : undefined,
    from: config.mail.from,
  })
  defer(async () => mailer.close())
  const payments = await openPayments(config, secrets, () => handle)
  defer(() => payments.close())
  const house: House = {
    pool,
    secrets,
    outside: { mailer, psp: payments.psp, paymentForm: payments.paymentForm },
    originOf: (tenant) => originOf(config, `${tenant.slug}.${config.instanceHost}`),
  }

  const isReady = async () => ready && (await pool.query('select 1').then(() => true))
  const pages = config.role === 'worker' ? null : await openPages(config.publicScheme)
  const stopWorker =
    config.role === 'api'
      ? async () => {}
      : once(
          startWorker({
            house,
            tenants: openTenantDirectory(pool, secrets),
            jobs: openJobs(
              config.redisUrl === null
                ? { kind: 'postgres', url: database.queueUrl! }
                : { kind: 'redis', url: config.redisUrl },
            ),
          }),
        )
  defer(stopWorker)
  const app = createApp({
    house,
    instanceHost: config.instanceHost,
    secure: config.publicScheme === 'https',
    ready: isReady,
    ...(pages ? { storefront: pages } : {}),
  })
  const serve: Handler = (request, env) => app.fetch(request, env)
  handle =
    config.role === 'worker'
      ? onlyHealth(serve)
      : payments.local
        ? besidePayments(payments.local, serve, config.instanceHost)
        : serve
  ready = true

  const parts = started.move()
  return {
    config,
    house,
    ownerUrl: database.ownerUrl,
    loopback: `http://${own}:${server.port}`,
    async stop() {
      ready = false
      const limit = shutdownMilliseconds * 0.6
      await Promise.all([server.close(limit), within(limit, stopWorker())])
      await parts.disposeAsync()
    },
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => (done ??= work())
}

const json = (status: number, body: object, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers })

function notReady(request: Request): Response {
  if (new URL(request.url).pathname === '/healthz') return json(200, { ok: true })
  const body = {
    type: '/docs/problems#not_ready',
    title: 'Not ready yet',
    status: 503,
    code: 'not_ready',
    requestId: '',
  }
  return json(503, body, { 'content-type': 'application/problem+json', 'retry-after': '1' })
}

const onlyHealth =
  (serve: Handler): Handler =>
  (request, env) =>
    ['/healthz', '/readyz'].includes(new URL(request.url).pathname)
      ? serve(request, env)
      : new Response(null, { status: 404 })

const besidePayments =
  (local: Handler, serve: Handler, instanceHost: string): Handler =>
  (request, env) => {
    const { pathname, hostname } = new URL(request.url)
    return hostname === instanceHost && pathname.startsWith(`${PAYMENTS_PATH}/`)
      ? local(request, env)
      : serve(request, env)
  }

/** Where this machine itself reaches a server that listens here. */
function addressOf(host: string): string {
  if (host === '0.0.0.0' || host === 'localhost') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
