// resources/events.ts: what happened, newest first, whether or not its webhook arrived.
import { allowOnly, flag, list, text } from '../entry/params.ts'
import { noSuch } from '../entry/refusal.ts'
import { page } from '../entry/render.ts'
import type { Call, Route } from '../entry/serve.ts'
import type { SnapshotEvent } from '../state/kinds.ts'
import type { Store } from '../state/store.ts'
import { fits } from '../webhooks/faults.ts'

/** An event waits for as many webhooks as are still to be delivered, which is none or one. */
export function asDelivered(store: Store, event: SnapshotEvent): SnapshotEvent {
  return { ...event, pending_webhooks: store.get('delivery', event.id) ? 1 : 0 }
}

/** What a webhook carries; a test may have it say something else than is true. */
export function snapshotBody(store: Store, id: string, change?: Record<string, unknown>): string | null {
  const event = store.get('event', id)
  if (!event) return null
  const { data, ...rest } = asDelivered(store, event)
  return JSON.stringify({
    ...rest,
    data: change ? { ...data, object: { ...(data.object as object), ...change } } : data,
  })
}

function retrieve({ work, path }: Call) {
  const event = work.get('event', path.id as string)
  if (!event) throw noSuch('event', path.id)
  return asDelivered(work.store, event)
}

function listEvents({ work, params }: Call) {
  allowOnly(params, 'type types created delivery_success limit starting_after ending_before')
  const type = text(params, 'type')
  const types = list(params, 'types')
  const delivered = flag(params, 'delivery_success')
  const keep = (event: SnapshotEvent) =>
    (type === null || fits(event.type, type)) &&
    (types.length === 0 || types.some((wanted) => fits(event.type, wanted))) &&
    (delivered === null || (work.store.get('delivery', event.id) === undefined) === delivered)
  const found = page({ work, kind: 'event', params, url: '/v1/events', keep })
  return { ...found, data: found.data.map((event) => asDelivered(work.store, event)) }
}

export const eventRoutes: Route[] = [
  { method: 'GET', path: '/v1/events', run: listEvents },
  { method: 'GET', path: '/v1/events/:id', run: retrieve },
]
