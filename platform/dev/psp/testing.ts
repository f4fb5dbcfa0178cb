// testing.ts: what only tests and developers may ask: sums, deliver now, break on purpose. Never under /v1.
import type { Context, Hono } from 'hono'
import { FAULT_KINDS, type Outage } from './entry/faults.ts'
import { keyKindOf, secretKeyRequired } from './entry/keys.ts'
import { Refusal } from './entry/refusal.ts'
import type { Desk } from './entry/serve.ts'
import { KINDS } from './state/kinds.ts'
import type { Store } from './state/store.ts'
import type { Courier } from './webhooks/courier.ts'
import { WEBHOOK_FAULT_KINDS, type WebhookFaults } from './webhooks/faults.ts'

type Wish = Record<string, unknown>
type Post = { courier: Courier | null; flush(): Promise<unknown>; faults: WebhookFaults }

const GUARDED = ['/test/state', '/test/webhooks/*', '/test/faults', '/test/outage', '/test/search', '/test/events/*']

export function serveTesting(app: Hono, desk: Desk, post: Post) {
  for (const path of GUARDED) {
    app.use(path, async (c, next) => {
      try {
        if (keyKindOf(c.req.header('authorization'), null, desk.keys) !== 'secret') throw secretKeyRequired()
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return c.json({ error: error.body }, 401)
      }
      return next()
    })
  }
  const state = () => ({ ...sums(desk.store), webhooks: post.courier?.counts() ?? NO_WEBHOOKS })
  app.get('/test/state', (c) => c.json(state()))
  app.post('/test/webhooks/flush', async (c) => c.json(await post.flush()))
  serveFaults(app, desk)
  serveWebhookFaults(app, post)
  serveOutages(app, desk)
  app.post('/test/search', async (c) => {
    desk.house.searchLagSeconds = numberOf((await wishOf(c)).lag_seconds, 0)
    return c.json({ lag_seconds: desk.house.searchLagSeconds })
  })
}

function serveFaults(app: Hono, { faults }: Desk) {
  app.get('/test/faults', (c) => c.json({ data: faults.list() }))
  app.post('/test/faults', async (c) => {
    const wish = await wishOf(c)
    const kind = FAULT_KINDS.find((known) => known === wish.kind)
    if (!kind) return c.json({ error: { message: `kind must be one of ${FAULT_KINDS.join(', ')}` } }, 400)
    faults.add({
      kind,
      method: typeof wish.method === 'string' ? wish.method.toUpperCase() : undefined,
      path: typeof wish.path === 'string' ? wish.path : '/',
      times: numberOf(wish.times, 1),
      ms: numberOf(wish.ms, 0),
      skip: numberOf(wish.skip, 0),
    })
    return c.json({ data: faults.list() }, 201)
  })
  app.delete('/test/faults', (c) => {
    faults.clear()
    return c.json({ data: [] })
  })
}

/** A reordered webhook must not wait for ever where no other comes. */
const HELD_AT_MOST_MS = 2_000

function serveWebhookFaults(app: Hono, { courier, faults }: Post) {
  app.get('/test/webhooks/faults', (c) => c.json({ data: faults.list() }))
  app.post('/test/webhooks/faults', async (c) => {
    const wish = await wishOf(c)
    const kind = WEBHOOK_FAULT_KINDS.find((known) => known === wish.kind)
    if (!kind) return c.json({ error: { message: `kind must be one of ${WEBHOOK_FAULT_KINDS.join(', ')}` } }, 400)
    faults.add({
      kind,
      type: typeof wish.type === 'string' ? wish.type : undefined,
      times: numberOf(wish.times, 1),
      ms: numberOf(wish.ms, kind === 'reordered' ? HELD_AT_MOST_MS : 0),
      change: changeIn(wish),
    })
    return c.json({ data: faults.list() }, 201)
  })
  app.delete('/test/webhooks/faults', (c) => {
    faults.clear()
    return c.json({ data: [] })
  })
  app.post('/test/events/:id/send', async (c) => {
    if (!courier) return c.json({ error: { message: 'Nobody listens for webhooks.' } }, 400)
    return c.json({ delivered: await courier.send(c.req.param('id'), changeIn(await wishOf(c))) })
  })
}

function serveOutages(app: Hono, { faults }: Desk) {
  const shown = (outage: Outage | null) => ({ outage: outage && { ...outage, until: instant(outage.until) } })
  app.get('/test/outage', (c) => c.json(shown(faults.outage())))
  app.post('/test/outage', async (c) => {
    const { seconds, how } = await wishOf(c)
    const forSeconds = seconds === undefined ? undefined : numberOf(seconds, 0)
    faults.beginOutage({ seconds: forSeconds, how: how === 'lost' ? 'lost' : 'error' })
    return c.json(shown(faults.outage()), 201)
  })
  app.delete('/test/outage', (c) => {
    faults.endOutage()
    return c.json(shown(null))
  })
}

const wishOf = (c: Context): Promise<Wish> => c.req.json<Wish>().catch(() => ({}))
const numberOf = (value: unknown, otherwise: number) => Number(value ?? otherwise)
const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())

function changeIn({ change }: Wish): Wish | undefined {
  return typeof change === 'object' && change !== null ? (change as Wish) : undefined
}

const NO_WEBHOOKS = { waiting: 0, givenUp: 0 }

/** Enough to compare with somebody else's books: every balance, every count, and what moved in total. */
export function sums(store: Store) {
  const accounts = [...store.newestFirst('account')].map(({ id }) => [id, byCurrency(store, id)] as const)
  const moved: Record<string, Record<string, number>> = {}
  for (const { type, currency, amount, fee } of store.newestFirst('balance_transaction')) {
    const sum = (moved[currency] ??= { fees: 0 })
    sum[type] = (sum[type] ?? 0) + amount
    sum.fees = (sum.fees ?? 0) + fee
  }
  return {
    counts: Object.fromEntries(KINDS.map((kind) => [kind, store.count(kind)])),
    balance: byCurrency(store, ''),
    accounts: Object.fromEntries(accounts),
    moved,
  }
}

const byCurrency = (store: Store, account: string) => Object.fromEntries(store.balances(account))
