// The steps that stories of orders and sales share.
import { money, type Money } from '../../kit/money.ts'

export type Step = {
  code: string
  title: string
  detail: string | null
  at: Date | null
  state: 'done' | 'now' | 'later' | 'failed'
  amount: Money | null
}

export type DisputeFacts = { state: string; amountMinor: number; openedAt: Date; closedAt: Date | null }
export type RefundFacts = {
  state: string
  amountMinor: number
  createdAt: Date
  settledAt: Date | null
  reason: string
}

export const showStep = (show: { eventStartsAt: Date; eventEndsAt: Date }, now: Date): Step =>
  step(
    'event',
    'The show',
    null,
    show.eventStartsAt,
    now >= show.eventEndsAt ? 'done' : now >= show.eventStartsAt ? 'now' : 'later',
  )

const DISPUTED: Record<string, [string, string, Step['state']]> = {
  open: ['You asked your bank for the money back', 'Your bank decides; until then the money stays where it is.', 'now'],
  won: ['Your bank decided that the payment stands', 'The payment counts as before.', 'done'],
  lost: ['Your bank gave you the money back', 'It decided in your favour.', 'done'],
}

export function disputeStep(dispute: DisputeFacts, currency: string): Step {
  const [title, detail, state] = DISPUTED[dispute.state]!
  return step(
    'disputed',
    title,
    detail,
    dispute.closedAt ?? dispute.openedAt,
    state,
    money(dispute.amountMinor, currency),
  )
}

export const refundStep = (refund: RefundFacts, currency: string): Step =>
  step(
    'refunded',
    refund.state === 'succeeded'
      ? 'Refunded to your card'
      : refund.state === 'failed'
        ? 'The refund did not go through'
        : 'Refund on its way to your card',
    refund.state === 'failed' ? 'We owe you this money; the organizer will get in touch.' : refund.reason,
    refund.settledAt ?? refund.createdAt,
    refund.state === 'succeeded' ? 'done' : refund.state === 'failed' ? 'failed' : 'now',
    money(refund.amountMinor, currency),
  )

export const step = (
  code: string,
  title: string,
  detail: string | null,
  at: Date | null,
  state: Step['state'],
  amount: Money | null = null,
): Step => ({ code, title, detail, at, state, amount })
