// payments/payouts/schedule.ts: promises a party its part of a released line.
import { newId } from '../../../kit/id.ts'
import type { Scope } from '../../../kit/scope.ts'

export type PayoutWish = {
  party: 'seller' | 'organizer'
  fanId: string | null
  orderId: string
  lineId: string
  amountMinor: number
  currency: string
  sourceCharge: string | null
}

/** A line pays each party once: scheduling again changes nothing. */
export async function schedulePayout(scope: Scope, { sourceCharge, ...wish }: PayoutWish): Promise<void> {
  if (wish.amountMinor === 0) return
  await scope.db
    .insertInto('payouts')
    .values({ id: newId(), ...wish, sourceCharge, dueAt: scope.now, createdAt: scope.now })
    .onConflict((conflict) => conflict.constraint('one_payout_a_line_and_party').doNothing())
    .execute()
}

/** Keeps back what these lines earned while their payment is disputed; what comes due later is kept back when it does. */
export async function holdPayouts(scope: Scope, lineIds: string[]): Promise<void> {
  await scope.db
    .updateTable('payouts')
    .set({ state: 'blocked', blockedReason: 'disputed', dueAt: null })
    .where('lineId', 'in', lineIds)
    .where('state', 'in', ['scheduled', 'blocked'])
    .execute()
}

/** Lets go of what only a dispute kept back; whatever else stands in the way blocks it again when it is due. */
export async function resumePayouts(scope: Scope, lineIds: string[]): Promise<void> {
  await scope.db
    .updateTable('payouts')
    .set({ state: 'scheduled', blockedReason: null, dueAt: scope.now })
    .where('lineId', 'in', lineIds)
    .where('state', '=', 'blocked')
    .where('blockedReason', '=', 'disputed')
    .execute()
}

/** Takes back what is not on its way yet; says which of these lines' payouts were stopped. */
export async function dropPayouts(scope: Scope, lineIds: string[]): Promise<void> {
  await scope.db
    .updateTable('payouts')
    .set({ state: 'dropped', blockedReason: null, dueAt: null })
    .where('lineId', 'in', lineIds)
    .where('state', 'in', ['scheduled', 'blocked'])
    .execute()
}
