// orders/cancel.ts: a buyer changes their mind. What the card may already hold is let go of first.
import { fanOf, type Ctx } from '../../kit/scope.ts'
import { PspInDoubt, PspRefused } from '../payments/index.ts'
import { giveUp } from './free.ts'
import { problem, refuse } from './problems.ts'
import { whyNotCancel } from './rules.ts'
import { settleOrder } from './settle.ts'
import { lockOrder } from './store.ts'

export async function cancelOrder(ctx: Ctx, id: string): Promise<void> {
  const intentId = await ctx.write(async (scope) => {
    const order = await lockOrder(scope, id)
    if (order.buyerId !== fanOf(scope).id) throw problem('order_not_found')
    refuse(whyNotCancel(order))
    if (order.state === 'paying') return order.pspIntent
    await giveUp(scope, order, 'cancelled', 'cancelled_by_buyer')
    return null
  })
  if (!intentId) return
  try {
    await ctx.outside.psp.cancel({ tenantId: ctx.tenant.id, operationId: id, subjectId: id }, intentId)
  } catch (error) {
    // Too late to cancel, or nobody knows: settling finds out which, and the order goes where the money went.
    if (!(error instanceof PspRefused || error instanceof PspInDoubt)) throw error
  }
  await settleOrder(ctx, id)
}
