// testing.ts: what only tests and developers may ask: sums, deliver now, break on purpose. Never under /v1.
import type { Hono } from 'hono'
import { FAULT_KINDS } from './entry/faults.ts'
import { keyKindOf, secretKeyRequired } from './entry/keys.ts'
import { Refusal } from './entry/refusal.ts'
import type { Desk } from './entry/serve.ts'
import { KINDS } from './state/kinds.ts'
import type { Store } from './state/store.ts'
import type { Courier } from './webhooks/courier.ts'

type Wish = { kind?: unknown; method?: unknown; path?: unknown; times?: unknown; ms?: unknown }

export function serveTesting(app: Hono, desk: Desk, courier: Courier | null) {
  for (const path of ['/test/state', '/test/webhooks/*', '/test/faults']) {
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
  app.get('/test/state', (c) => c.json({ ...sums(desk.store), webhooks: courier?.counts() ?? NO_WEBHOOKS }))
  app.post('/test/webhooks/flush', async (c) => c.json((await courier?.flush()) ?? { delivered: 0, failed: 0 }))

  app.get('/test/faults', (c) => c.json({ data: desk.faults.list() }))
  app.post('/test/faults', async (c) => {
    const wish: Wish = await c.req.json<Wish>().catch(() => ({}))
    const kind = FAULT_KINDS.find((known) => known === wish.kind)
    if (!kind) return c.json({ error: { message: `kind must be one of ${FAULT_KINDS.join(', ')}` } }, 400)
    desk.faults.add({
      kind,
      method: typeof wish.method === 'string' ? wish.method.toUpperCase() : undefined,
      path: typeof wish.path === 'string' ? wish.path : '/',
      times: Number(wish.times ?? 1),
      ms: Number(wish.ms ?? 0),
    })
    return c.json({ data: desk.faults.list() }, 201)
  })
  app.delete('/test/faults', (c) => {
    desk.faults.clear()
    return c.json({ data: [] })
  })
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
