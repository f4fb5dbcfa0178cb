/** Deals between one buyer and one listing: held, paid, fulfilled, released, and when it must be, refunded. */
import type { Listener } from '../../kit/facts.ts'
import type { Sweep } from '../../kit/sweeps.ts'
import { tellWhereabouts } from '../tickets/index.ts'
import { admin } from './admin.ts'
import { admin as disputes } from './disputes/admin.ts'
import { followDispute } from './disputes/follow.ts'
import { refundCameBack } from './refund-failed.ts'
import { sendRefund } from './refund.ts'
import { releaseLine } from './release.ts'
import { settleOrder } from './settle.ts'

admin.route('/', disputes)
export { admin }
export { market } from './market.ts'

export const sweeps: Sweep[] = [
  { table: 'orders', act: (ctx, id) => settleOrder(ctx, id) },
  { table: 'order_lines', act: releaseLine },
  { table: 'refunds', act: (ctx, id) => sendRefund(ctx, id, true) },
]
export const listeners: Listener[] = [
  {
    name: 'orders.settle',
    facts: ['psp.notified'],
    act: async (ctx, fact) => {
      const { type, subjectId, objectId } = fact.body as { type: string; subjectId: string | null; objectId: string }
      if (!subjectId || !type.startsWith('payment_intent.')) return
      const known = await ctx.read((scope) =>
        scope.db.selectFrom('orders').select('id').where('id', '=', subjectId).executeTakeFirst(),
      )
      if (known) await settleOrder(ctx, subjectId, objectId)
    },
  },
  {
    name: 'orders.refunds',
    facts: ['psp.notified'],
    act: async (ctx, fact) => {
      const { type, subjectId, objectId } = fact.body as { type: string; subjectId: string | null; objectId: string }
      if (subjectId && (type === 'refund.failed' || type === 'refund.updated'))
        await refundCameBack(ctx, subjectId, objectId)
    },
  },
  {
    name: 'orders.disputes',
    facts: ['psp.notified'],
    act: async (ctx, fact) => {
      const { type, objectId } = fact.body as { type: string; objectId: string }
      if (type.startsWith('charge.dispute.')) await followDispute(ctx, objectId)
    },
  },
]

// The order a ticket came by, told to its buyer only.
tellWhereabouts(async (scope, ticketIds) => {
  if (scope.actor.kind !== 'fan') return new Map()
  const rows = await scope.db
    .selectFrom('orderLines as n')
    .innerJoin('orders as o', 'o.id', 'n.orderId')
    .select(['n.ticketId', 'n.orderId'])
    .where('n.ticketId', 'in', ticketIds)
    .where('o.buyerId', '=', scope.actor.id)
    .where('n.state', 'in', ['holding', 'released'])
    .orderBy('n.id')
    .execute()
  return new Map(rows.map(({ ticketId, orderId }) => [ticketId, { orderId }]))
})
