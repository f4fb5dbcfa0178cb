// tenancy/clock/advance.ts: lets time pass in a test market; expiries, releases and payouts follow.
import type { Scope } from '../../../kit/scope.ts'
import { lockClock, saveClock } from './store.ts'

export async function advanceClock(scope: Scope, seconds: number): Promise<{ now: Date }> {
  const clock = await lockClock(scope)

  await saveClock(scope, clock.offsetMs + seconds * 1000)
  const now = new Date(clock.now.getTime() + seconds * 1000)
  scope.record({ name: 'clock.advanced', body: { seconds, now } })
  return { now }
}
