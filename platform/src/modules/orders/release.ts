// orders/release.ts: the show is over and the promise kept: the money goes to those who earned it.
import type { Ctx, Scope } from '../../kit/scope.ts'
import { findEvent } from '../catalog/index.ts'
import { lockBalance, post, postings } from '../ledger/index.ts'
import { releaseAtOf } from '../listings/index.ts'
import { schedulePayout } from '../payments/index.ts'
import { findPolicy, sellerReceives } from '../policies/index.ts'
import { disputeOf } from './disputes/store.ts'
import { ledgerLine } from './late.ts'
import { completeIfDone } from './refund.ts'
import { whenToRelease } from './rules.ts'
import { lockOrder, moveLines, type LineRow, type LockedOrder } from './store.ts'

export const releaseLine = (ctx: Ctx, lineId: string): Promise<void> =>
  ctx.write(async (scope) => {
    const found = await scope.db.selectFrom('orderLines').select('orderId').where('id', '=', lineId).executeTakeFirst()
    if (!found) return
    const order = await lockOrder(scope, found.orderId)
    const line = order.lines.find((one) => one.id === lineId)!
    if (line.state !== 'holding' || line.dueAt === null || line.dueAt > scope.now) return
    const event = await findEvent(scope, order.eventId)
    const policy = await findPolicy(scope, order.policyId)
    const releaseAt = releaseAtOf({ endsAt: event.endsAt, releaseDelayHours: policy.releaseDelayHours })
    const when = whenToRelease(event, releaseAt, scope.now)
    // Its outcome makes the line due again.
    if ((await disputeOf(scope, order.id)) === 'open') return void (await postpone(scope, lineId, null, releaseAt))
    if (when !== 'now') return void (await postpone(scope, lineId, when === 'never' ? null : when, releaseAt))
    await release(scope, order, line)
  })

const postpone = (scope: Scope, id: string, dueAt: Date | null, releaseAt: Date) =>
  scope.db.updateTable('orderLines').set({ dueAt, releaseAt }).where('id', '=', id).execute()

async function release(scope: Scope, order: LockedOrder, line: LineRow): Promise<void> {
  const { currency } = order
  const debt = {
    seller: await lockBalance(scope, currency, 'seller_receivable', line.sellerId),
    organizer: await lockBalance(scope, currency, 'organizer_receivable', ''),
  }
  await post(scope, {
    kind: 'release',
    reference: line.id,
    currency,
    orderId: order.id,
    entries: postings.released(ledgerLine(line), debt),
  })
  await moveLines(scope, [line], 'holding', 'released', { releasedAt: scope.now, dueAt: null })

  const shared = { orderId: order.id, lineId: line.id, currency, sourceCharge: order.pspCharge }
  const net = sellerReceives(line)
  await schedulePayout(scope, {
    party: 'seller',
    fanId: line.sellerId,
    amountMinor: net - Math.min(net, debt.seller),
    ...shared,
  })
  await schedulePayout(scope, {
    party: 'organizer',
    fanId: null,
    amountMinor: line.organizerShareMinor - Math.min(line.organizerShareMinor, debt.organizer),
    ...shared,
  })
  scope.record({ name: 'line.released', subjectId: order.id, body: { orderId: order.id, lineId: line.id } })
  await completeIfDone(scope, order, [line])
}
