// webhooks/courier.ts: brings events to the webhook address, signed, until they are taken or the retries run out.
import { createHmac } from 'node:crypto'
import type { Change, Delivery } from '../state/kinds.ts'
import type { Store } from '../state/store.ts'
import type { WebhookFault, WebhookFaults } from './faults.ts'

export type Webhook = { url: string | (() => string); secret: string }

const TIMEOUT_MS = 5_000
const AT_ONCE_MAX = 16

/** Stripe retries for three days; a developer's machine would only be flooded by that. */
const RETRY_DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 120_000, 300_000]

export type Flushed = { delivered: number; failed: number }

/** What is carried: snapshots of version 1, or notifications of version 2. */
export type Load = {
  kind: 'delivery' | 'notification_delivery'
  typeOf(id: string): string
  /** Null where the event is gone. */
  bodyOf(id: string, change?: Record<string, unknown>): string | null
}

export class Courier {
  readonly #store: Store
  readonly #webhook: Webhook
  readonly #load: Load
  readonly #faults: WebhookFaults
  readonly #faultOf = new Map<string, WebhookFault>()
  /** Held back, in the order they came about; they go out in the opposite one. */
  #held: string[] = []
  #isFlushing = false
  readonly #waiting = new Map<string, Delivery>()
  readonly #underWay = new Map<string, Promise<boolean>>()
  readonly #stop = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #nextRound = Infinity

  constructor(store: Store, webhook: Webhook, load: Load, faults: WebhookFaults) {
    this.#store = store
    this.#webhook = webhook
    this.#load = load
    this.#faults = faults
    // Deliveries left over from before a restart are tried at once: their waiting was real time.
    for (const left of [...store.newestFirst(load.kind)].reverse()) this.#waiting.set(left.id, { ...left, dueAt: 0 })
    store.watch((changes) => this.#notice(changes))
    if (this.#waiting.size > 0) this.#wakeAt(0)
  }

  /** Tries everything that was not taken yet, whatever its retry time, and waits for the outcome. */
  async flush(): Promise<Flushed> {
    const tried = new Map<string, boolean>()
    this.#isFlushing = true
    while (!this.#stop.signal.aborted) {
      // What a receiver causes while it is being told is part of the flush; what failed once is not tried twice.
      const isHeld = new Set(this.#held)
      const batch = [...this.#waiting.keys()].filter((id) => !tried.has(id) && !isHeld.has(id)).slice(0, AT_ONCE_MAX)
      await Promise.all(batch.map(async (id) => tried.set(id, await this.#deliver(id))))
      if (batch.length > 0) continue
      const late = await this.#release()
      for (const [id, isTaken] of late) tried.set(id, isTaken)
      if (late.length === 0) break
    }
    this.#isFlushing = false
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
      if (kind !== this.#load.kind) continue
      if (value) this.#queue(this.#waiting.has(id) ? value : this.#meet(value))
      else {
        this.#waiting.delete(id)
        this.#faultOf.delete(id)
      }
    }
  }

  #queue(delivery: Delivery) {
    this.#waiting.set(delivery.id, delivery)
    this.#wakeAt(delivery.dueAt)
  }

  /** A new delivery may meet a fault; those live in memory, so a restart forgets them. */
  #meet(delivery: Delivery): Delivery {
    const { id } = delivery
    const fault = this.#faults.take(this.#load.typeOf(id))
    if (!fault) return delivery
    this.#faultOf.set(id, fault)
    if (fault.kind === 'reordered') this.#held.push(id)
    return fault.kind === 'reordered' || fault.kind === 'delayed'
      ? { ...delivery, dueAt: Date.now() + fault.ms }
      : delivery
  }

  /** One after the other, the latest first. */
  async #release(): Promise<[id: string, isTaken: boolean][]> {
    const outcomes: [string, boolean][] = []
    for (let id = this.#held.at(-1); id !== undefined; id = this.#held.at(-1)) {
      const isTaken = await this.#deliver(id)
      this.#held = this.#held.filter((other) => other !== id)
      outcomes.push([id, isTaken])
    }
    return outcomes
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
      if (dueAt > now) this.#wakeAt(dueAt)
      else if (this.#held.includes(id)) void this.#release()
      else void this.#deliver(id)
    }
  }

  #deliver(id: string): Promise<boolean> {
    const attempt =
      this.#underWay.get(id) ??
      this.#attempt(id).finally(() => {
        this.#underWay.delete(id)
        this.#wakeAt(0)
        if (this.#held.length > 0 && !this.#held.includes(id) && !this.#isFlushing) void this.#release()
      })
    this.#underWay.set(id, attempt)
    return attempt
  }

  async #attempt(id: string): Promise<boolean> {
    const delivery = this.#waiting.get(id)
    if (!delivery) return true
    const fault = this.#faultOf.get(id)
    const isTaken = fault?.kind === 'dropped' || (await this.#post(id, fault))
    if (this.#stop.signal.aborted) return false

    const delay = RETRY_DELAYS_MS[delivery.attempts]
    const again = { id, attempts: delivery.attempts + 1, dueAt: delay === undefined ? null : Date.now() + delay }
    this.#store.commit([[this.#load.kind, id, isTaken ? null : again]])
    return isTaken
  }

  async #post(id: string, fault: WebhookFault | undefined): Promise<boolean> {
    const isTaken = await this.send(id, fault?.change)
    return fault?.kind === 'duplicate' ? (await this.send(id)) && isTaken : isTaken
  }

  /** Signs it anew and sends it once, whether or not it was taken before. */
  async send(id: string, change?: Record<string, unknown>): Promise<boolean> {
    const body = this.#load.bodyOf(id, change)
    if (body === null) return true
    const { url, secret } = this.#webhook
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
