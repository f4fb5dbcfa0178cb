// How money moves on this instance: Stripe, another server that speaks its API, or outside production one of our own.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Hono } from 'hono'
import { originOf, type ReadyConfig } from '../config.ts'
import type { Outside } from '../kit/scope.ts'
import type { Secrets } from '../kit/secret.ts'
import { openStripe } from '../modules/payments/index.ts'
import { trustIn } from './headers.ts'
import { listen, type Handler } from './listen.ts'
import { CannotStart } from './stop.ts'

export const PAYMENTS_PATH = '/dev/psp'

export type Payments = Pick<Outside, 'psp' | 'paymentForm'> & {
  /** The local server's pages and routes, when it runs in this process. */
  local: Handler | null
  close(): Promise<void>
}

/** Where the local server is: one process runs it, and the others of this data folder find it here. */
type Place = { server: string; browser: string }

export async function openPayments(config: ReadyConfig, secrets: Secrets, app: () => Handler): Promise<Payments> {
  const { payments } = config
  if (payments.kind === 'stripe') {
    const { secretKey, publishableKey, apiBase } = payments
    // Without a secret no call can prove itself, so none is believed.
    const webhookSecret = payments.webhookSecret ?? `whsec_${randomBytes(32).toString('hex')}`
    return {
      psp: openStripe({ secretKey, webhookSecret, apiBase }),
      paymentForm: { form: apiBase === null ? 'stripe' : 'test', publishableKey: publishableKey ?? '', apiBase },
      local: null,
      close: async () => {},
    }
  }

  const keys = localKeys(secrets)
  const file = path.join(config.dataDir, 'payments', 'place.json')
  const known = await findRunning(file, keys.secretKey)
  if (known === null && config.role === 'worker')
    throw new CannotStart(
      'The local payment server runs in the process that serves requests: start that one first, with the same RESEAT_DATA_DIR.',
    )
  const own = known === null ? await runLocal(config, keys, app) : null
  const place = known ?? own!.place
  if (own) writeFileSync(file, `${JSON.stringify(place)}\n`, { mode: 0o600 })
  return {
    psp: openStripe({ secretKey: keys.secretKey, webhookSecret: keys.webhookSecret, apiBase: place.server }),
    paymentForm: { form: 'test', publishableKey: keys.publishableKey, apiBase: place.browser },
    local: own?.local ?? null,
    close: async () => own?.close(),
  }
}

/** Derived, so that every process of the instance knows them and nothing has to be stored. */
function localKeys(secrets: Secrets) {
  const text = (purpose: string) =>
    secrets
      .derive(`local payments: ${purpose}`)
      .replaceAll(/[^A-Za-z0-9]/g, '')
      .slice(0, 32)
  return {
    secretKey: `sk_test_${text('secret key')}`,
    publishableKey: `pk_test_${text('publishable key')}`,
    webhookSecret: `whsec_${text('webhook')}`,
  }
}

async function runLocal(config: ReadyConfig, keys: ReturnType<typeof localKeys>, app: () => Handler) {
  const { createPsp } = await import('../../dev/psp/index.ts')
  const origin = originOf(config, config.instanceHost)
  // A door of their own, on loopback, for what the two servers say to each other: it closes last, so that a payment under
  // way can end, and the public door need not let anything in by another name.
  const door = await listen(
    { host: '127.0.0.1', port: 0 },
    {
      isProxy: trustIn([]),
      aliases: new Set(['127.0.0.1']),
      instanceHost: config.instanceHost,
    },
    (request, env) => inner.fetch(request, env),
  )
  const psp = createPsp({
    ...keys,
    journal: path.join(config.dataDir, 'payments', 'journal.jsonl'),
    webhook: { url: `http://127.0.0.1:${door.port}/hooks/stripe`, secret: keys.webhookSecret },
    mount: PAYMENTS_PATH,
    origin,
  })
  const outer = new Hono().route(PAYMENTS_PATH, psp.app)
  const inner = new Hono().route(PAYMENTS_PATH, psp.app)
  inner.post('/hooks/stripe', (c) => app()(c.req.raw, c.env as never))
  return {
    place: {
      server: `http://127.0.0.1:${door.port}${PAYMENTS_PATH}`,
      browser: `${origin}${PAYMENTS_PATH}`,
    } satisfies Place,
    local: ((request, env) => outer.fetch(request, env)) as Handler,
    close: async () => {
      await psp.close()
      await door.close(1_000)
    },
  }
}

/** The one that another process runs and that knows our key. Two on one journal would tear it. */
async function findRunning(file: string, secretKey: string): Promise<Place | null> {
  mkdirSync(path.dirname(file), { recursive: true })
  try {
    const place = JSON.parse(readFileSync(file, 'utf8')) as Place
    const answer = await fetch(`${place.server}/v1/balance`, {
      headers: { authorization: `Bearer ${secretKey}` },
      signal: AbortSignal.timeout(1_000),
    })
    return answer.ok ? place : null
  } catch {
    return null
  }
}
