// orders/late.ts: a card that said yes after the tickets were gone. The money is booked as taken, and given back whole.
import type { Scope } from '../../kit/scope.ts'
import { post, postings, type LineMoney } from '../ledger/index.ts'
import type { Intent } from '../payments/index.ts'
import { bookRefund } from './book-refund.ts'
import { bookProviderFee } from './fulfil.ts'
import type { LineRow, LockedOrder } from './store.ts'

export async function bookLateCapture(scope: Scope, order: LockedOrder, intent: Intent): Promise<string | null> {
  // By the payment, not by the order: the order may still be paid properly, and its own capture must not look like a replay.
  const fresh = await post(scope, {
    kind: 'capture_late',
    reference: intent.id,
    currency: order.currency,
    orderId: order.id,
    entries: postings.captured(order.lines.map(ledgerLine)),
  })
  if (!fresh) return null
  await bookProviderFee(scope, order, intent)
  scope.record({ name: 'order.paid_late', subjectId: order.id, body: { orderId: order.id } })
  const held = order.lines.map((line) => ({ ...line, state: 'holding' as const }))
  return bookRefund(scope, order, held, {
    reason: 'The payment arrived after the time to pay had passed',
    ticket: 'none',
    intentId: intent.id,
  })
}

export const ledgerLine = (line: LineRow): LineMoney => ({
  lineId: line.id,
  sellerId: line.sellerId,
  priceMinor: line.priceMinor,
  buyerFeeMinor: line.buyerFeeMinor,
  buyerFeeTaxMinor: line.buyerFeeTaxMinor,
  sellerFeeMinor: line.sellerFeeMinor,
  sellerFeeTaxMinor: line.sellerFeeTaxMinor,
  organizerShareMinor: line.organizerShareMinor,
})
