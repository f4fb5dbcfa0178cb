// state/work.ts: one request's changes, gathered and then committed together with its answer.
import Stripe from 'stripe'
import type { Change, Kind, Kinds, SnapshotEvent, ThinEvent } from './kinds.ts'
import { newId } from './ids.ts'
import type { Store } from './store.ts'

export type Origin = { requestId: string | null; idempotencyKey: string | null }

/** What this server knows about itself: where it is reached, and whether anybody listens for webhooks of either kind. */
export type House = {
  base: () => string
  webhooks: boolean
  notifications: boolean
  /** How old an object must be before search finds it. */
  searchLagSeconds: number
}

export class Work {
  readonly store: Store
  /** Unix seconds, the same for everything this request does. */
  readonly now: number
  readonly house: House
  readonly #origin: Origin
  readonly #changed = new Map<string, Change>()

  constructor(store: Store, now: number, house: House, origin: Origin) {
    this.store = store
    this.now = now
    this.house = house
    this.#origin = origin
  }

  get<K extends Kind>(kind: K, id: string): Kinds[K] | undefined {
    const change = this.#changed.get(`${kind}/${id}`)
    return change ? ((change[2] as Kinds[K] | null) ?? undefined) : this.store.get(kind, id)
  }

  find(id: string): unknown {
    for (const [kind, changed, value] of this.#changed.values()) {
      if (changed === id && value !== null && 'object' in value) return this.get(kind, id)
    }
    return this.store.find(id)
  }

  put<K extends Kind>(kind: K, value: Kinds[K] & { id: string }): Kinds[K] {
    this.#changed.set(`${kind}/${value.id}`, [kind, value.id, value] as unknown as Change)
    return value
  }

  /** Records what happened, with the object as it is at this moment, and queues it for the webhook. */
  emit(type: string, object: unknown, more: { account?: string; previous?: Record<string, unknown> } = {}) {
    const event: SnapshotEvent = {
      id: newId('evt'),
      object: 'event',
      ...(more.account === undefined ? {} : { account: more.account }),
      api_version: Stripe.API_VERSION,
      created: this.now,
      data: { object, ...(more.previous === undefined ? {} : { previous_attributes: more.previous }) },
      livemode: false,
      pending_webhooks: 0,
      request: { id: this.#origin.requestId, idempotency_key: this.#origin.idempotencyKey },
      type,
    }
    this.put('event', event)
    if (this.house.webhooks) this.put('delivery', { id: event.id, attempts: 0, dueAt: 0 })
  }

  /** The same in version 2: told is only which object it is about; `data` comes with the event when it is fetched. */
  notify(type: string, about: ThinEvent['related_object'], data?: Record<string, unknown>) {
    const { requestId, idempotencyKey } = this.#origin
    const request = requestId === null ? null : { id: requestId, idempotency_key: idempotencyKey }
    const event = this.put('notification', {
      id: newId('evt'),
      object: 'v2.core.event',
      created: new Date(this.now * 1000).toISOString(),
      ...(data === undefined ? {} : { data }),
      livemode: false,
      reason: request && { type: 'request', request },
      related_object: about,
      type,
    })
    if (this.house.notifications) this.put('notification_delivery', { id: event.id, attempts: 0, dueAt: 0 })
  }

  discard() {
    this.#changed.clear()
  }

  changes(): Change[] {
    return [...this.#changed.values()]
  }
}
