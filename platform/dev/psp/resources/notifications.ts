// resources/notifications.ts: the events of version 2: fetched by id after a notification, or listed by what they are about.
import { allowOnly, needText, text } from '../entry/params.ts'
import { noSuch } from '../entry/refusal.ts'
import { limitOf } from '../entry/render.ts'
import type { Call, Route } from '../entry/serve.ts'
import type { Store } from '../state/store.ts'

const URL = '/v2/core/events'

/** The webhook says only that something happened; what, has to be asked. https://docs.stripe.com/event-destinations */
export function notificationBody(store: Store, id: string, change: Record<string, unknown> = {}): string | null {
  const event = store.get('notification', id)
  if (!event) return null
  const { data: _data, ...thin } = event
  return JSON.stringify({ ...thin, ...change })
}

function retrieve({ work, path }: Call) {
  const event = work.get('notification', path.id as string)
  if (!event) throw noSuch('event', path.id)
  return event
}

function listNotifications({ work, params }: Call) {
  allowOnly(params, 'object_id limit page')
  const about = needText(params, 'object_id')
  const limit = limitOf(params)
  const skipped = Number(text(params, 'page') ?? 0)
  const all = work.store.where('notification', 'about', about)
  const hasMore = all.length > skipped + limit
  const next = new URLSearchParams({ object_id: about, limit: String(limit), page: String(skipped + limit) })
  return {
    data: all.slice(skipped, skipped + limit),
    next_page_url: hasMore ? `${URL}?${next.toString()}` : null,
    previous_page_url: null,
  }
}

export const notificationRoutes: Route[] = [
  { method: 'GET', path: URL, run: listNotifications },
  { method: 'GET', path: `${URL}/:id`, run: retrieve },
]
