// orders/late.ts: a card that said yes after the tickets were gone. The money is booked as taken, and given back whole.
import type { Scope } from '../../kit/scope.ts'
import type { LineMoney } from '../ledger/index.ts'
import type { Intent } from '../payments/index.ts'
import { bookRefund } from './book-refund.ts'
import { bookCapture } from './fulfil.ts'
import { saveOrder, type LineRow, type LockedOrder } from './store.ts'

export async function bookLateCapture(scope: Scope, order: LockedOrder, intent: Intent): Promise<string | null> {
  const known = await scope.db.selectFrom('refunds').select('id').where('orderId', '=', order.id).executeTakeFirst()
  if (known) return null
  await bookCapture(scope, order, intent)
  await saveOrder(scope, order.id, { pspIntent: intent.id, dueAt: null, ...(intent.charge ? { pspCharge: intent.charge.id } : {}) })
  scope.record({ name: 'order.paid_late', subjectId: order.id, body: { orderId: order.id } })
  const held = order.lines.map((line) => ({ ...line, state: 'holding' as const }))
  return bookRefund(scope, { ...order, pspIntent: intent.id }, held, { reason: 'The payment arrived after the time to pay had passed', ticket: 'none' })
}

export const ledgerLine = (line: LineRow): LineMoney => ({
  lineId: line.id, sellerId: line.sellerId, priceMinor: line.priceMinor, buyerFeeMinor: line.buyerFeeMinor, buyerFeeTaxMinor: line.buyerFeeTaxMinor,
  sellerFeeMinor: line.sellerFeeMinor, sellerFeeTaxMinor: line.sellerFeeTaxMinor, organizerShareMinor: line.organizerShareMinor,
})
