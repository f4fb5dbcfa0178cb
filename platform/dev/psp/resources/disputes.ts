// resources/disputes.ts: a cardholder takes the money back through the bank; reading, answering and accepting that.
import { allowOnly, flag, group, metadata, oneOf, text, textOf, type Params } from '../entry/params.ts'
import { forbidden, invalid, noSuch } from '../entry/refusal.ts'
import { page } from '../entry/render.ts'
import type { Call, Route } from '../entry/serve.ts'
import type { Work } from '../state/work.ts'
import { changeDispute, decideDispute, escalateInquiry, EVIDENCE, isInquiry, type Dispute } from './disputes-course.ts'

const EVIDENCE_LENGTH_MAX = 150_000
const METHODS = ['manual', 'prefer_manual', 'prefer_smart_disputes', 'smart_disputes'] as const

/** Evidence is gathered until it is submitted, which can be done once. https://docs.stripe.com/disputes/api */
function update({ work, params, path }: Call) {
  allowOnly(params, 'evidence metadata submit intended_submission_method')
  const dispute = needDispute(work, path.id as string)
  const given = group(params, 'evidence')
  const isSubmitted = given !== null && (flag(params, 'submit') ?? true)
  if (given && !isAnswerable(dispute)) {
    throw forbidden(`Evidence can no longer be given: the dispute has a status of ${dispute.status}.`)
  }
  const evidence = given ? merged(dispute.evidence, given) : dispute.evidence
  const { evidence_details: details } = dispute
  const changed = changeDispute(work, dispute, {
    evidence,
    evidence_details: {
      ...details,
      has_evidence: Object.entries(evidence).some(([name, value]) => name !== 'enhanced_evidence' && value !== null),
      submission_count: details.submission_count + (isSubmitted ? 1 : 0),
      submission_method: isSubmitted ? 'manual' : details.submission_method,
    },
    intended_submission_method:
      oneOf(params, 'intended_submission_method', METHODS) ?? dispute.intended_submission_method,
    metadata: 'metadata' in params ? metadata(params, dispute.metadata) : dispute.metadata,
    status: isSubmitted ? (isInquiry(dispute) ? 'warning_under_review' : 'under_review') : dispute.status,
  })
  if (isSubmitted) hearTestEvidence(work, changed)
  return changed
}

const isAnswerable = ({ status }: Dispute) => status === 'needs_response' || status === 'warning_needs_response'

function merged(before: Dispute['evidence'], given: Params): Dispute['evidence'] {
  allowOnly(given, EVIDENCE.join(' '))
  const changes = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, textOf(value)]))
  const evidence = { ...before, ...changes }
  const length = Object.values(evidence).reduce<number>(
    (sum, value) => sum + (typeof value === 'string' ? value.length : 0),
    0,
  )
  if (length > EVIDENCE_LENGTH_MAX) throw invalid('The combined length of the evidence is too long.', 'evidence')
  return evidence
}

/** The answer still says `under_review`; the bank's decision follows behind. https://docs.stripe.com/testing#disputes */
function hearTestEvidence(work: Work, dispute: Dispute) {
  const said = dispute.evidence.uncategorized_text
  if (said === 'escalate_inquiry_evidence' && isInquiry(dispute)) escalateInquiry(work, dispute)
  if (said !== 'winning_evidence' && said !== 'losing_evidence') return
  decideDispute(work, dispute, isInquiry(dispute) ? 'warning_closed' : said === 'winning_evidence' ? 'won' : 'lost')
}

/** To accept a dispute is to lose it, for good. */
function close({ work, params, path }: Call) {
  allowOnly(params)
  const dispute = needDispute(work, path.id as string)
  if (!isAnswerable(dispute)) throw forbidden(`This dispute is no longer open: it has a status of ${dispute.status}.`)
  return decideDispute(work, dispute, isInquiry(dispute) ? 'warning_closed' : 'lost')
}

export function needDispute(work: Work, id: string): Dispute {
  const dispute = work.get('dispute', id)
  if (!dispute) throw noSuch('dispute', id, 'dispute')
  return dispute
}

function listDisputes({ work, params }: Call) {
  allowOnly(params, 'charge payment_intent created limit starting_after ending_before')
  const charge = text(params, 'charge')
  const intent = text(params, 'payment_intent')
  const by: [string, string] | undefined =
    charge !== null ? ['charge', charge] : intent !== null ? ['payment_intent', intent] : undefined
  return page({ work, kind: 'dispute', params, url: '/v1/disputes', by })
}

export const disputeRoutes: Route[] = [
  { method: 'GET', path: '/v1/disputes', run: listDisputes },
  { method: 'GET', path: '/v1/disputes/:id', run: ({ work, path }) => needDispute(work, path.id as string) },
  { method: 'POST', path: '/v1/disputes/:id', run: update },
  { method: 'POST', path: '/v1/disputes/:id/close', run: close },
]
