// A local payment server for development and tests: it speaks Stripe's HTTP API, keeps state, and sends webhooks.
import { Hono } from 'hono'
import { Answers } from './entry/answers.ts'
import { Faults } from './entry/faults.ts'
import { serveRoutes, type Desk } from './entry/serve.ts'
import { challengeRoutes, serveChallenges } from './onboarding/challenge.ts'
import { serveOnboarding } from './onboarding/routes.ts'
import { accountLinkRoutes } from './resources/account-links.ts'
import { accountRoutes } from './resources/accounts.ts'
import { accountV2Routes } from './resources/accounts-v2.ts'
import { balanceRoutes } from './resources/balance.ts'
import { chargeRoutes } from './resources/charges.ts'
import { confirmationTokenRoutes } from './resources/confirmation-tokens.ts'
import { eventRoutes } from './resources/events.ts'
import { paymentIntentRoutes } from './resources/payment-intents.ts'
import { paymentMethodRoutes } from './resources/payment-methods.ts'
import { refundRoutes } from './resources/refunds.ts'
import { reversalRoutes } from './resources/transfer-reversals.ts'
import { transferRoutes } from './resources/transfers.ts'
import { openJournal } from './state/journal.ts'
import { Store } from './state/store.ts'
import { serveTesting, sums } from './testing.ts'
import { Courier, type Flushed, type Webhook } from './webhooks/courier.ts'

export type PspOptions = {
  /** A file that every change is appended to before it is answered, and read back at start. In memory without it. */
  journal?: string | undefined
  secretKey: string
  publishableKey: string
  webhook?: Webhook | undefined
  /** The time objects are stamped with. Webhook retries and signatures use the real time. */
  now?: () => Date
  /** The path this app is mounted under, e.g. `/dev/psp`. */
  mount?: string
  /** Scheme, host and port of the pages it hosts, e.g. `http://localhost:4000`. */
  origin: string | (() => string)
}

export type Psp = {
  app: Hono
  /** Delivers every waiting webhook now. */
  flush(): Promise<Flushed>
  /** What `GET /test/state` answers. */
  sums(): ReturnType<typeof sums>
  faults: Faults
  close(): Promise<void>
}

const ROUTES = [
  ...confirmationTokenRoutes,
  ...paymentMethodRoutes,
  ...paymentIntentRoutes,
  ...challengeRoutes,
  ...chargeRoutes,
  ...refundRoutes,
  ...accountRoutes,
  ...accountLinkRoutes,
  ...accountV2Routes,
  ...transferRoutes,
  ...reversalRoutes,
  ...balanceRoutes,
  ...eventRoutes,
]

export function createPsp(options: PspOptions): Psp {
  const { journal: path, secretKey, publishableKey, webhook, now = () => new Date(), origin } = options
  const mount = (options.mount ?? '').replace(/\/$/, '')
  const base = () => `${typeof origin === 'string' ? origin : origin()}${mount}`
  const journal = openJournal(path)
  const store = new Store(journal)
  const faults = new Faults()
  const courier = webhook ? new Courier(store, webhook) : null
  const desk: Desk = {
    store,
    answers: new Answers(store),
    faults,
    keys: { secretKey, publishableKey },
    now,
    mount,
    house: { base, webhooks: webhook !== undefined },
  }

  const app = new Hono()
  serveTesting(app, desk, courier)
  serveOnboarding(app, desk)
  serveChallenges(app, desk)
  serveRoutes(app, desk, ROUTES)

  return {
    app,
    faults,
    sums: () => sums(store),
    flush: async () => (await courier?.flush()) ?? { delivered: 0, failed: 0 },
    async close() {
      await courier?.close()
      journal.close()
    },
  }
}
