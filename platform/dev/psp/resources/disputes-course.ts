// resources/disputes-course.ts: how a dispute begins and ends, and the money that goes with it.
import type Stripe from 'stripe'
import { forbidden } from '../entry/refusal.ts'
import { newId } from '../state/ids.ts'
import { idOf } from '../state/kinds.ts'
import type { Work } from '../state/work.ts'
import { book } from './money.ts'

export type Dispute = Stripe.Dispute
export type Verdict = 'won' | 'lost' | 'warning_closed'

/** In the currency of the charge. At Stripe it depends on the country of the account. */
export const DISPUTE_FEE_MINOR = 1500

/** How long the platform may gather evidence; at Stripe the card network says so. */
const ANSWER_WITHIN_SECONDS = 14 * 24 * 60 * 60

const NETWORK_CODES: Record<string, string> = { fraudulent: '10.4', product_not_received: '13.1', duplicate: '12.6' }

export const EVIDENCE = (
  'access_activity_log billing_address cancellation_policy cancellation_policy_disclosure cancellation_rebuttal ' +
  'customer_communication customer_email_address customer_name customer_purchase_ip customer_signature ' +
  'duplicate_charge_documentation duplicate_charge_explanation duplicate_charge_id product_description receipt ' +
  'refund_policy refund_policy_disclosure refund_refusal_explanation service_date service_documentation ' +
  'shipping_address shipping_carrier shipping_date shipping_documentation shipping_tracking_number ' +
  'uncategorized_file uncategorized_text'
).split(' ')

export type Complaint = { reason: string; isInquiry: boolean; amount?: number }

/** A chargeback takes the money at once; an inquiry only asks. https://docs.stripe.com/disputes/how-disputes-work */
export function openDispute(work: Work, charge: Stripe.Charge, complaint: Complaint): Dispute {
  const left = charge.amount_captured - charge.amount_refunded
  const { reason, isInquiry: isOnlyAsking, amount = left } = complaint
  if (!charge.captured || left === 0) throw forbidden(`Charge ${charge.id} holds no money that could be disputed.`)
  const isOpen = ({ status }: Dispute) => status !== 'won' && status !== 'warning_closed'
  if (work.store.where('dispute', 'charge', charge.id).some(isOpen)) {
    throw forbidden(`Charge ${charge.id} is disputed already.`)
  }
  if (amount > left) throw forbidden('A dispute cannot exceed what is left of the charge.', undefined, AMOUNT)

  const networkCode = isOnlyAsking ? '10' : (NETWORK_CODES[reason] ?? '13.3')
  const opened: Dispute = {
    id: newId('du'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: work.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: Object.fromEntries([...EVIDENCE.map((name) => [name, null]), ['enhanced_evidence', {}]]),
    evidence_details: {
      due_by: work.now + ANSWER_WITHIN_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: isOnlyAsking,
    livemode: false,
    metadata: {},
    network_reason_code: networkCode,
    payment_intent: idOf(charge.payment_intent),
    payment_method_details: {
      card: {
        brand: charge.payment_method_details?.card?.brand ?? 'visa',
        case_type: isOnlyAsking ? 'inquiry' : 'chargeback',
        network: charge.payment_method_details?.card?.network ?? 'visa',
        network_reason_code: networkCode,
      },
      type: 'card',
    },
    reason,
    status: isOnlyAsking ? 'warning_needs_response' : 'needs_response',
  }
  const dispute = isOnlyAsking ? work.put('dispute', opened) : withdraw(work, opened)
  work.put('charge', { ...charge, disputed: true })
  work.emit('charge.dispute.created', dispute)
  if (!isOnlyAsking) work.emit('charge.dispute.funds_withdrawn', dispute)
  return dispute
}

const AMOUNT = { param: 'amount' }

/** The bank was not satisfied: the same dispute becomes a chargeback. */
export function escalateInquiry(work: Work, inquiry: Dispute): Dispute {
  const { payment_method_details: details, reason } = inquiry
  const code = NETWORK_CODES[reason] ?? '13.3'
  const escalated = withdraw(work, {
    ...inquiry,
    is_charge_refundable: false,
    network_reason_code: code,
    payment_method_details: {
      ...(details as Stripe.Dispute.PaymentMethodDetails),
      card: { ...(details?.card as Card), case_type: 'chargeback', network_reason_code: code },
    },
    status: 'needs_response',
    evidence_details: { ...inquiry.evidence_details, due_by: work.now + ANSWER_WITHIN_SECONDS },
  })
  work.emit('charge.dispute.updated', escalated, { previous: { status: inquiry.status } })
  work.emit('charge.dispute.funds_withdrawn', escalated)
  return escalated
}

type Card = Stripe.Dispute.PaymentMethodDetails.Card

/** The disputed amount leaves the platform's balance, and a fee with it. */
function withdraw(work: Work, dispute: Dispute): Dispute {
  const transaction = book(work, {
    type: 'adjustment',
    category: 'dispute',
    amount: -dispute.amount,
    currency: dispute.currency,
    fee: DISPUTE_FEE_MINOR,
    feeText: 'Dispute fee',
    source: dispute.id,
    description: `Chargeback withdrawal for ${idOf(dispute.charge) ?? ''}`,
  })
  return work.put('dispute', { ...dispute, balance_transactions: [transaction] })
}

/** Winning brings back the amount and the fee; losing changes nothing about the money. */
export function decideDispute(work: Work, dispute: Dispute, verdict: Verdict): Dispute {
  const isWon = verdict === 'won'
  const returned = isWon
    ? book(work, {
        type: 'adjustment',
        category: 'dispute_reversal',
        amount: dispute.amount,
        currency: dispute.currency,
        fee: -DISPUTE_FEE_MINOR,
        feeText: 'Dispute fee refund',
        source: dispute.id,
        description: `Chargeback reversal for ${idOf(dispute.charge) ?? ''}`,
      })
    : null
  const decided = work.put('dispute', {
    ...dispute,
    balance_transactions: returned ? [...dispute.balance_transactions, returned] : dispute.balance_transactions,
    is_charge_refundable: verdict !== 'lost',
    status: verdict,
  })
  if (isWon) work.emit('charge.dispute.funds_reinstated', decided)
  work.emit('charge.dispute.closed', decided, { previous: { status: dispute.status } })
  return decided
}

export function changeDispute(work: Work, dispute: Dispute, changes: Partial<Dispute>): Dispute {
  const changed = work.put('dispute', { ...dispute, ...changes })
  const previous = Object.fromEntries(
    Object.entries(changes)
      .map(([name]) => [name, dispute[name as keyof Dispute]] as const)
      .filter(([name, before]) => JSON.stringify(before) !== JSON.stringify(changed[name as keyof Dispute])),
  )
  work.emit('charge.dispute.updated', changed, { previous })
  return changed
}

export const isInquiry = ({ status }: Dispute) => status.startsWith('warning_')

/** What keeps a charge from being refunded, if anything does. */
export function refuseWhileDisputed(work: Work, charge: Stripe.Charge) {
  if (!charge.disputed) return
  const isRefundable = work.store.where('dispute', 'charge', charge.id).every((dispute) => dispute.is_charge_refundable)
  if (isRefundable) return
  throw forbidden(`Charge ${charge.id} has been charged back; cannot issue a refund.`, 'charge_disputed', {
    charge: charge.id,
  })
}
