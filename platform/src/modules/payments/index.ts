/** Money in and out through the payment service provider. Every call is a row first, and asking again is never doing again. */
import type { Listener } from '../../kit/facts.ts'
import type { Sweep } from '../../kit/sweeps.ts'
import { refreshAccount } from './accounts.ts'
import { submitPayout } from './payouts/submit.ts'
import { mountWebhook } from './webhook/receive.ts'

export { admin } from './admin.ts'
export { market } from './market.ts'
export {
  beginOperation,
  findOpenOperations,
  findOperations,
  referenceOf,
  settleOperation,
  type Operation,
} from './operations.ts'
export { dropPayouts, holdPayouts, resumePayouts, schedulePayout } from './payouts/schedule.ts'
export { PspInDoubt, PspRefused, type Intent, type Psp, type PspDispute, type PspRefund } from './psp.ts'
export { openStripe } from './stripe.ts'

export const instance = [mountWebhook]
export const sweeps: Sweep[] = [{ table: 'payouts', act: submitPayout }]
export const listeners: Listener[] = [
  {
    name: 'payments.account',
    facts: ['psp.notified'],
    act: async (ctx, fact) => {
      const { type, objectId } = fact.body as { type: string; objectId: string }
      if (type === 'account.updated') await refreshAccount(ctx, objectId)
    },
  },
]
