// catalog/events/complete.ts: a show that has ended is over, by the market's own clock.
import type { Ctx } from '../../../kit/scope.ts'
import { lockEvent, moveEvent, saveEvent } from '../store.ts'

export const completeEvent = (ctx: Ctx, id: string): Promise<void> =>
  ctx.write(async (scope) => {
    const event = await lockEvent(scope, id)
    if (event.dueAt === null || event.dueAt > scope.now) return
    if (event.state !== 'published') {
      await saveEvent(scope, id, { dueAt: null })
      return
    }

    await moveEvent(scope, id, 'published', 'completed', null)
    scope.record({ name: 'event.completed', subjectId: id, body: { eventId: id } })
  })
