/** Deals between one buyer and one listing: held, paid, fulfilled, released, and when it must be, refunded. */
import type { Listener } from '../../kit/facts.ts'
import type { Sweep } from '../../kit/sweeps.ts'
import { sendRefund } from './refund.ts'
import { releaseLine } from './release.ts'
import { settleOrder } from './settle.ts'

export { admin } from './admin.ts'
export { market } from './market.ts'

export const sweeps: Sweep[] = [
  { table: 'orders', act: (ctx, id) => settleOrder(ctx, id) },
  { table: 'order_lines', act: releaseLine },
  { table: 'refunds', act: sendRefund },
]
export const listeners: Listener[] = [
  {
    name: 'orders.settle',
    facts: ['psp.notified'],
    act: async (ctx, fact) => {
      const { type, subjectId, objectId } = fact.body as { type: string; subjectId: string | null; objectId: string }
      if (!subjectId || !type.startsWith('payment_intent.')) return
      const known = await ctx.read((scope) => scope.db.selectFrom('orders').select('id').where('id', '=', subjectId).executeTakeFirst())
      if (known) await settleOrder(ctx, subjectId, objectId)
    },
  },
]
