// catalog/events/publish.ts: shows a draft to fans.
import type { Scope } from '../../../kit/scope.ts'
import { refuse } from '../problems.ts'
import { lockEvent, moveEvent } from '../store.ts'
import { whyNotPublish } from './rules.ts'

export async function publishEvent(scope: Scope, id: string): Promise<void> {
  const event = await lockEvent(scope, id)
  refuse(whyNotPublish(event))

  await moveEvent(scope, id, 'draft', 'published', event.endsAt)
  scope.record({ name: 'event.published', subjectId: id, body: { eventId: id } })
}
