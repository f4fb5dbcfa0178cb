import { defineProblems } from '../../kit/problem.ts'

export const { problem, refuse, refusals } = defineProblems({
  order_not_found: [404, 'There is no such order'],
  hold_expired: [409, 'The time to pay has passed and the ticket went back on sale. You were not charged.'],
  order_not_payable: [409, 'This order cannot be paid any more'],
  payment_under_way: [409, 'A payment for this order is already under way; wait for its outcome'],
  payment_declined: [402, 'Your bank declined the payment. You were not charged; try again or use another card.'],
  payments_off: [
    409,
    'This market takes no payments here: a live market needs live payments, and a test market test payments',
  ],
  too_many_holds: [409, 'You are holding several orders already. Pay for one, or give one back, and try again.'],
  order_not_cancellable: [409, 'This order cannot be cancelled any more'],
  order_not_refundable: [409, 'There is nothing to refund in this order'],
  order_disputed: [409, 'The buyer asked their bank for this money; it cannot be refunded as well'],
  dispute_not_found: [404, 'There is no such dispute'],
  dispute_closed: [409, 'The bank has decided this dispute already'],
  line_not_refundable: [409, 'One of these tickets was already refunded, or is not part of this order'],
  ticket_not_with_buyer: [409, 'The buyer does not have this ticket any more: it was used, offered or passed on'],
})
