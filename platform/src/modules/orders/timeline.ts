// Where the money is, and what comes next: the same story told to the buyer and to the seller, each from their side.
import { money } from '../../kit/money.ts'
import { disputeStep, refundStep, showStep, step, type DisputeFacts, type RefundFacts, type Step } from './steps.ts'

type OrderFacts = {
  state: string
  createdAt: Date
  heldUntil: Date
  fulfilledAt: Date | null
  currency: string
  totalMinor: number
  declinedCode: string | null
  eventStartsAt: Date
  eventEndsAt: Date
  releaseAt: Date | null
  allReleasedAt: Date | null
  refunds: RefundFacts[]
  disputes: DisputeFacts[]
}

/** What a buyer reads: the ticket is theirs at once, the money rests until the show is over. */
export function buyerTimeline(order: OrderFacts, now: Date): Step[] {
  const total = money(order.totalMinor, order.currency)
  const started = step('held', 'Ticket held for you', null, order.createdAt, 'done')
  if (order.state === 'expired')
    return [
      started,
      step(
        'expired',
        'The time to pay passed',
        `The ticket went back on sale. ${charged(order)}`,
        order.heldUntil,
        'failed',
      ),
      ...order.refunds.map((r) => refundStep(r, order.currency)),
    ]
  if (order.state === 'cancelled')
    return [
      started,
      step('cancelled', 'Order cancelled', charged(order), null, 'failed'),
      ...order.refunds.map((r) => refundStep(r, order.currency)),
    ]
  if (order.state === 'failed')
    return [
      started,
      step('failed', 'The ticket could not be handed over', 'You get all your money back.', null, 'failed'),
      ...order.refunds.map((r) => refundStep(r, order.currency)),
    ]
  if (order.state === 'held')
    return [
      started,
      step(
        'pay',
        'Pay to make it yours',
        order.declinedCode ? 'Your last payment was declined. You were not charged.' : 'It is yours alone until then.',
        order.heldUntil,
        'now',
        total,
      ),
      ...ahead(order),
    ]
  if (order.fulfilledAt === null)
    return [
      started,
      step(
        'confirming',
        'Your bank is confirming the payment',
        'Your money is safe: if it does not come through, you are not charged.',
        null,
        'now',
        total,
      ),
      ...ahead(order),
    ]

  const kept = [
    ...order.refunds.map((r) => refundStep(r, order.currency)),
    ...order.disputes.map((d) => disputeStep(d, order.currency)),
  ]
  const back = [...order.refunds, ...order.disputes.filter((d) => d.state === 'lost')]
  const isBack = back.reduce((sum, r) => sum + r.amountMinor, 0) >= order.totalMinor && order.totalMinor > 0
  return [
    started,
    step('paid', 'Paid', 'Held safely until the show is over.', order.fulfilledAt, 'done', total),
    step(
      'code_issued',
      'New code in your name',
      'The code before it stopped working in the same moment.',
      order.fulfilledAt,
      'done',
    ),
    ...kept,
    ...(isBack
      ? []
      : [
          showStep(order, now),
          step(
            'released',
            'Money goes to the seller',
            'Until then it is held, and you are covered if the show is cancelled.',
            order.allReleasedAt ?? order.releaseAt,
            order.allReleasedAt ? 'done' : 'later',
            total,
          ),
        ]),
  ]
}

const charged = ({ refunds }: OrderFacts): string =>
  refunds.length === 0 ? 'You were not charged.' : 'Your payment came too late, so you get it all back.'

const ahead = (order: OrderFacts): Step[] => [
  step('code_issued', 'New code in your name', 'The old code stops working in the same moment.', null, 'later'),
  step('event', 'The show', null, order.eventStartsAt, 'later'),
]

type LineFacts = {
  state: string
  soldAt: Date
  currency: string
  receivesMinor: number
  releaseAt: Date
  releasedAt: Date | null
  refundedAt: Date | null
  eventStartsAt: Date
  eventEndsAt: Date
  disputeState: string | null
  payout: { state: string; blockedReason: string | null; paidAt: Date | null; amountMinor: number } | null
}

/** What a seller reads: sold, held, shown, released, sent. */
export function sellerTimeline(line: LineFacts, now: Date): Step[] {
  const receives = money(line.receivesMinor, line.currency)
  const sold = step(
    'sold',
    'Sold and paid by the buyer',
    'Your old code stopped working.',
    line.soldAt,
    'done',
    receives,
  )
  if (line.state === 'refunded')
    return [
      sold,
      step(
        'refunded',
        'The buyer was refunded',
        'The organizer gave the money back; nothing is paid out for this sale.',
        line.refundedAt,
        'failed',
      ),
    ]
  if (line.state === 'lost')
    return [
      sold,
      step(
        'lost',
        'The buyer’s bank took the money back',
        'The promise of this sale was not kept; nothing is paid out for it.',
        null,
        'failed',
      ),
    ]
  return [
    sold,
    ...(line.disputeState === 'open'
      ? [
          step(
            'disputed',
            'The buyer asked their bank for the money back',
            'Nothing is paid out for this sale until the bank has decided.',
            null,
            'now',
          ),
        ]
      : []),
    step(
      'held',
      'Held until the show is over',
      line.releasedAt ? null : 'A cancelled show or a refund could still move it.',
      null,
      line.releasedAt ? 'done' : 'now',
      receives,
    ),
    showStep(line, now),
    step(
      'released',
      'Released to you',
      null,
      line.releasedAt ?? line.releaseAt,
      line.releasedAt ? 'done' : 'later',
      receives,
    ),
    payoutStep(line),
  ]
}

function payoutStep({ payout, releasedAt, currency, receivesMinor }: LineFacts): Step {
  const amount = money(payout?.amountMinor ?? receivesMinor, currency)
  if (!payout)
    return step(
      'payout',
      'To your bank',
      releasedAt ? 'Kept against what you owed.' : 'Usually two to five days after it is sent.',
      null,
      'later',
      amount,
    )
  if (payout.state === 'paid')
    return step('payout', 'Sent to your bank', 'It arrives in two to five days.', payout.paidAt, 'done', amount)
  if (payout.state === 'blocked' && payout.blockedReason === 'disputed')
    return step('payout', 'Waits for the buyer’s bank', 'It is sent once the bank has decided.', null, 'later', amount)
  if (payout.state === 'blocked')
    return step(
      'payout',
      'Waiting for your bank details',
      'Tell the payment provider where to send it, and it is on its way.',
      null,
      'now',
      amount,
    )
  if (payout.state === 'dropped')
    return step(
      'payout',
      'Kept against a refund',
      'It paid for a refund of another sale of yours.',
      null,
      'done',
      amount,
    )
  if (payout.state === 'refused' || payout.state === 'reversed')
    return step('payout', 'The transfer came back', 'It is tried again by itself.', null, 'failed', amount)
  return step('payout', 'On its way to your bank', null, null, 'now', amount)
}
