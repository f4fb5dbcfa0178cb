// A local payment server for development and tests: it speaks Stripe's HTTP API, keeps state, and sends webhooks.
import { Hono } from 'hono'
import { Answers } from './entry/answers.ts'
import { Faults } from './entry/faults.ts'
import { serveRoutes, type Desk } from './entry/serve.ts'
import { cardholderRoutes } from './happenings/cardholders.ts'
import { sellerRoutes } from './happenings/sellers.ts'
import { challengeRoutes, serveChallenges } from './onboarding/challenge.ts'
import { serveOnboarding } from './onboarding/routes.ts'
import { accountLinkRoutes } from './resources/account-links.ts'
import { accountRoutes } from './resources/accounts.ts'
import { accountV2Routes } from './resources/accounts-v2.ts'
import { balanceRoutes } from './resources/balance.ts'
import { chargeRoutes } from './resources/charges.ts'
import { confirmationTokenRoutes } from './resources/confirmation-tokens.ts'
import { disputeRoutes } from './resources/disputes.ts'
import { eventRoutes, snapshotBody } from './resources/events.ts'
import { notificationBody, notificationRoutes } from './resources/notifications.ts'
import { paymentIntentRoutes } from './resources/payment-intents.ts'
import { paymentMethodRoutes } from './resources/payment-methods.ts'
import { payoutRoutes } from './resources/payouts.ts'
import { refundRoutes } from './resources/refunds.ts'
import { reversalRoutes } from './resources/transfer-reversals.ts'
import { transferRoutes } from './resources/transfers.ts'
import { openJournal } from './state/journal.ts'
import { Store } from './state/store.ts'
import { serveTesting, sums } from './testing.ts'
import { Courier, type Flushed, type Load, type Webhook } from './webhooks/courier.ts'
import { WebhookFaults } from './webhooks/faults.ts'

export type PspOptions = {
  /** A file that every change is appended to before it is answered, and read back at start. In memory without it. */
  journal?: string | undefined
  secretKey: string
  publishableKey: string
  webhook?: Webhook | undefined
  /** Where the notifications of version 2 go. At Stripe they need a destination of their own, and so here. */
  notifications?: Webhook | undefined
  /** How old an object must be before search finds it; at Stripe up to a minute. */
  searchLagSeconds?: number
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
  /** The same for webhooks. */
  webhookFaults: WebhookFaults
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
  ...payoutRoutes,
  ...disputeRoutes,
  ...balanceRoutes,
  ...eventRoutes,
  ...notificationRoutes,
  ...cardholderRoutes,
  ...sellerRoutes,
]

export function createPsp(options: PspOptions): Psp {
  const { journal: path, secretKey, publishableKey, webhook, notifications, now = () => new Date(), origin } = options
  const mount = (options.mount ?? '').replace(/\/$/, '')
  const base = () => `${typeof origin === 'string' ? origin : origin()}${mount}`
  const journal = openJournal(path)
  const store = new Store(journal)
  const faults = new Faults()
  const webhookFaults = new WebhookFaults()
  const [snapshots, thin] = loadsOf(store)
  const courier = webhook ? new Courier(store, webhook, snapshots, webhookFaults) : null
  const notifier = notifications ? new Courier(store, notifications, thin, webhookFaults) : null
  const couriers = [courier, notifier].filter((each) => each !== null)
  const flush = async () => {
    const all = await Promise.all(couriers.map((each) => each.flush()))
    return all.reduce((a, b) => ({ delivered: a.delivered + b.delivered, failed: a.failed + b.failed }), NONE)
  }
  const desk: Desk = {
    store,
    answers: new Answers(store),
    faults,
    keys: { secretKey, publishableKey },
    now,
    mount,
    house: {
      base,
      webhooks: courier !== null,
      notifications: notifier !== null,
      searchLagSeconds: options.searchLagSeconds ?? 0,
    },
  }

  const app = new Hono()
  serveTesting(app, desk, { courier, flush, faults: webhookFaults })
  serveOnboarding(app, desk)
  serveChallenges(app, desk)
  serveRoutes(app, desk, ROUTES)

  return {
    app,
    faults,
    webhookFaults,
    sums: () => sums(store),
    flush,
    async close() {
      await Promise.all(couriers.map((each) => each.close()))
      journal.close()
    },
  }
}

const NONE: Flushed = { delivered: 0, failed: 0 }

function loadsOf(store: Store): [snapshots: Load, thin: Load] {
  return [
    {
      kind: 'delivery',
      typeOf: (id) => store.get('event', id)?.type ?? '',
      bodyOf: (id, change) => snapshotBody(store, id, change),
    },
    {
      kind: 'notification_delivery',
      typeOf: (id) => store.get('notification', id)?.type ?? '',
      bodyOf: (id, change) => notificationBody(store, id, change),
    },
  ]
}
