// webhooks/courier.ts: brings events to the webhook address, signed, until they are taken or the retries run out.
import { createHmac } from 'node:crypto'
import { asDelivered } from '../resources/events.ts'
import type { Change, Delivery } from '../state/kinds.ts'
import type { Store } from '../state/store.ts'

export type Webhook = { url: string | (() => string); secret: string }

const TIMEOUT_MS = 5_000
const AT_ONCE_MAX = 16

/** Stripe retries for three days; a developer's machine would only be flooded by that. */
const RETRY_DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 120_000, 300_000]

export type Flushed = { delivered: number; failed: number }

export class Courier {
  readonly #store: Store
  readonly #webhook: Webhook
  readonly #waiting = new Map<string, Delivery>()
  readonly #underWay = new Map<string, Promise<boolean>>()
  readonly #stop = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #nextRound = Infinity

  constructor(store: Store, webhook: Webhook) {
    this.#store = store
    this.#webhook = webhook
    // Deliveries left over from before a restart are tried at once: their waiting was real time.
    for (const left of [...store.newestFirst('delivery')].reverse()) this.#waiting.set(left.id, { ...left, dueAt: 0 })
    store.watch((changes) => this.#notice(changes))
    if (this.#waiting.size > 0) this.#wakeAt(0)
  }

  /** Tries everything that was not taken yet, whatever its retry time, and waits for the outcome. */
  async flush(): Promise<Flushed> {
    const tried = new Map<string, boolean>()
    for (;;) {
      // What a receiver causes while it is being told is part of the flush; what failed once is not tried twice.
      const batch = [...this.#waiting.keys()].filter((id) => !tried.has(id)).slice(0, AT_ONCE_MAX)
      if (batch.length === 0 || this.#stop.signal.aborted) break
      await Promise.all(batch.map(async (id) => tried.set(id, await this.#deliver(id))))
    }
    const delivered = [...tried.values()].filter(Boolean).length
    return { delivered, failed: tried.size - delivered }
  }

  counts() {
    const waiting = [...this.#waiting.values()]
    return { waiting: waiting.length, givenUp: waiting.filter(({ dueAt }) => dueAt === null).length }
  }

  async close() {
    this.#stop.abort()
    clearTimeout(this.#timer)
    await Promise.allSettled(this.#underWay.values())
  }

  #notice(changes: readonly Change[]) {
    for (const [kind, id, value] of changes) {
      if (kind !== 'delivery') continue
      if (value) this.#waiting.set(id, value)
      else this.#waiting.delete(id)
      if (value?.dueAt !== undefined) this.#wakeAt(value.dueAt)
    }
  }

  #wakeAt(dueAt: number | null) {
    if (dueAt === null || dueAt >= this.#nextRound || this.#stop.signal.aborted) return
    clearTimeout(this.#timer)
    this.#nextRound = dueAt
    // Never in the same turn: the reply that caused the event goes out first.
    this.#timer = setTimeout(() => this.#round(), Math.max(1, dueAt - Date.now()))
  }

  #round() {
    this.#nextRound = Infinity
    const now = Date.now()
    for (const { id, dueAt } of this.#waiting.values()) {
      // With every hand full, the next one to come free starts another round.
      if (this.#underWay.size >= AT_ONCE_MAX) return
      if (this.#underWay.has(id) || dueAt === null) continue
      if (dueAt <= now) void this.#deliver(id)
      else this.#wakeAt(dueAt)
    }
  }

  #deliver(id: string): Promise<boolean> {
    const attempt =
      this.#underWay.get(id) ??
      this.#attempt(id).finally(() => {
        this.#underWay.delete(id)
        this.#wakeAt(0)
      })
    this.#underWay.set(id, attempt)
    return attempt
  }

  async #attempt(id: string): Promise<boolean> {
    const delivery = this.#waiting.get(id)
    if (!delivery) return true
    const isTaken = await this.#post(id)
    if (this.#stop.signal.aborted) return false

    const delay = RETRY_DELAYS_MS[delivery.attempts]
    const again = { id, attempts: delivery.attempts + 1, dueAt: delay === undefined ? null : Date.now() + delay }
    this.#store.commit([['delivery', id, isTaken ? null : again]])
    return isTaken
  }

  async #post(id: string): Promise<boolean> {
    const event = this.#store.get('event', id)
    if (!event) return true
    const { url, secret } = this.#webhook
    const body = JSON.stringify(asDelivered(this.#store, event))
    try {
      const reply = await fetch(typeof url === 'string' ? url : url(), {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature(body, secret) },
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      })
      await reply.arrayBuffer()
      return reply.ok
    } catch {
      return false
    }
  }
}

/** Signed with the real time, because receivers refuse what is older than five minutes. */
function signature(body: string, secret: string): string {
  const at = Math.floor(Date.now() / 1000)
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`
}
