// happenings/cardholders.ts: what cardholders and their banks do, when a test says so: dispute, decide, send back.
import { allowOnly, flag, needText, oneOf, text } from '../entry/params.ts'
import { forbidden } from '../entry/refusal.ts'
import type { Call, Route } from '../entry/serve.ts'
import { idOf } from '../state/kinds.ts'
import { needCharge } from '../resources/charges.ts'
import { decideDispute, escalateInquiry, isInquiry, openDispute, type Dispute } from '../resources/disputes-course.ts'
import { needDispute } from '../resources/disputes.ts'
import { amountOf } from '../resources/money.ts'
import { needIntent } from '../resources/payment-intents-read.ts'
import { arriveRefund, FAILURES, failRefund, needRefund } from '../resources/refunds.ts'

const REASONS = [
  'credit_not_processed',
  'duplicate',
  'fraudulent',
  'general',
  'product_not_received',
  'product_unacceptable',
  'subscription_canceled',
  'unrecognized',
] as const

function dispute({ work, params }: Call) {
  allowOnly(params, 'charge payment_intent amount reason inquiry')
  const intent = text(params, 'payment_intent')
  const charge = intent === null ? needText(params, 'charge') : idOf(needIntent(work, intent).latest_charge)
  return openDispute(work, needCharge(work, charge ?? '', 'charge', 400), {
    reason: oneOf(params, 'reason', REASONS) ?? 'fraudulent',
    isInquiry: flag(params, 'inquiry') ?? false,
    ...(text(params, 'amount') === null ? {} : { amount: amountOf(params) }),
  })
}

const CLOSED = ['won', 'lost', 'warning_closed']

/** The bank decides whether or not evidence was given: without any, a deadline that passes is a loss. */
function decide({ work, params, path }: Call): Dispute {
  allowOnly(params, 'outcome')
  const open = needDispute(work, path.id as string)
  const outcome = oneOf(params, 'outcome', ['won', 'lost', 'escalated'])
  if (outcome === null) needText(params, 'outcome')
  if (CLOSED.includes(open.status)) throw forbidden(`This dispute has a status of ${open.status} already.`)
  if (outcome === 'escalated' && !isInquiry(open)) throw forbidden('Only an inquiry can become a chargeback.')
  if (outcome === 'escalated') return escalateInquiry(work, open)
  return decideDispute(work, open, isInquiry(open) ? 'warning_closed' : outcome === 'won' ? 'won' : 'lost')
}

function sendBack(call: Call) {
  allowOnly(call.params, 'reason')
  const refund = needRefund(call)
  if (!['pending', 'succeeded'].includes(refund.status ?? '')) {
    throw forbidden(`This refund has a status of ${refund.status ?? ''} already.`)
  }
  return failRefund(call.work, refund, oneOf(call.params, 'reason', FAILURES) ?? 'unknown')
}

function arrive(call: Call) {
  allowOnly(call.params)
  const refund = needRefund(call)
  if (refund.status !== 'pending') throw forbidden(`This refund has a status of ${refund.status ?? ''} already.`)
  return arriveRefund(call.work, refund)
}

export const cardholderRoutes: Route[] = [
  { method: 'POST', path: '/test/disputes', run: dispute },
  { method: 'POST', path: '/test/disputes/:id/decide', run: decide },
  { method: 'POST', path: '/test/refunds/:id/fail', run: sendBack },
  { method: 'POST', path: '/test/refunds/:id/succeed', run: arrive },
]
