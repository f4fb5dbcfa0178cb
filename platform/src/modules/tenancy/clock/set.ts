// tenancy/clock/set.ts: moves a test market to a later moment.
import type { Scope } from '../../../kit/scope.ts'
import { problem } from '../problems.ts'
import { lockClock, saveClock } from './store.ts'

export async function setClock(scope: Scope, to: Date): Promise<{ now: Date }> {
  const clock = await lockClock(scope)
  if (to < clock.now) throw problem('clock_goes_forward')

  await saveClock(scope, clock.offsetMs + to.getTime() - clock.now.getTime())
  scope.record({ name: 'clock.set', body: { now: to } })
  return { now: to }
}
