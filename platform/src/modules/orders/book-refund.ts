// orders/book-refund.ts: books money on its way back, before the provider is asked for it.
import { after, seconds } from '../../kit/clock.ts'
import { newId } from '../../kit/id.ts'
import type { Scope } from '../../kit/scope.ts'
import { lockBalance, post, postings } from '../ledger/index.ts'
import { beginOperation, dropPayouts } from '../payments/index.ts'
import { ledgerLine } from './late.ts'
import { totalOf } from './rules.ts'
import type { LineRow, OrderRow } from './store.ts'

/** `intentId`: which payment goes back, where it is not the one the order was fulfilled with. */
export type RefundWish = { reason: string; ticket: 'return_to_seller' | 'void' | 'none'; intentId?: string }

const REPLY = seconds(30)

/** Lines still in escrow give it back; released ones are taken from who received them, as far as they still have it. */
export async function bookRefund(scope: Scope, order: OrderRow, lines: LineRow[], wish: RefundWish): Promise<string> {
  const id = newId()
  const amountMinor = totalOf(lines)
  const { currency } = order
  const operation = await beginOperation(scope, {
    kind: 'refund',
    subjectId: id,
    amountMinor,
    currency,
    params: wish.intentId ? { intentId: wish.intentId } : {},
  })
  await scope.db
    .insertInto('refunds')
    .values({
      id,
      orderId: order.id,
      lineIds: lines.map((line) => line.id),
      amountMinor,
      currency,
      reason: wish.reason,
      ticket: wish.ticket,
      operationId: operation.id,
      dueAt: after(scope.now, REPLY),
      createdAt: scope.now,
    })
    .execute()

  const held = lines.filter((line) => line.state === 'holding')
  await post(scope, {
    kind: 'refund',
    reference: operation.id,
    currency,
    orderId: order.id,
    entries: postings.refundedBeforeRelease(held.map(ledgerLine)),
  })
  const released = lines.filter((line) => line.state === 'released')
  if (released.length > 0)
    await dropPayouts(
      scope,
      released.map((line) => line.id),
    )
  for (const line of released) {
    const available = {
      seller: await lockBalance(scope, currency, 'seller_payable', line.sellerId),
      organizer: await lockBalance(scope, currency, 'organizer_payable', ''),
    }
    await post(scope, {
      kind: 'refund_released',
      reference: `${operation.id}:${line.id}`,
      currency,
      orderId: order.id,
      entries: postings.refundedAfterRelease(ledgerLine(line), available),
    })
  }
  scope.record({
    name: 'order.refunded',
    subjectId: order.id,
    body: {
      orderId: order.id,
      refundId: id,
      lineIds: lines.map((line) => line.id),
      amount: { amountMinor, currency },
      reason: wish.reason,
    },
  })
  return id
}
