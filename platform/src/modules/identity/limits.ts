// Who may try again. Counted before the attempt, so that many at once are no way around; an honest sign-in does not count.
import type { Tenant } from '../../kit/scope.ts'
import type { Asked } from './ask.ts'
import type { Limiter } from './limiter.ts'
import { tooManyAttempts } from './problems.ts'
import { LIMITS, networkOf, SANDBOX_ADDRESS_FACTOR, type Act, type Limit } from './rules.ts'

/** Refuses when there were too many; the answer is told how the attempt went. */
export function passLimits(limiter: Limiter, tenant: Tenant, act: Act | undefined, { email, address }: Asked) {
  const taken: string[] = []
  for (const limit of act ? LIMITS[act] : []) {
    const key = JSON.stringify([tenant.id, act, limit.of, ...whom(limit.of, networkOf(address), email)])
    const most = limit.of === 'address' && tenant.mode === 'test' ? limit.most * SANDBOX_ADDRESS_FACTOR : limit.most
    const wait = limiter.take(key, most, limit.within)
    if (wait !== null) throw tooManyAttempts(wait)
    taken.push(key)
  }
  return (response: Response): void => {
    if (act === 'sign-in' && response.ok) for (const key of taken) limiter.giveBack(key)
  }
}

function whom(of: Limit['of'], network: string, email: string | null): (string | null)[] {
  if (of === 'address') return [network]
  return of === 'email' ? [email] : [email, network]
}
