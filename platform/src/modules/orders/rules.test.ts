import { expect, test } from 'vitest'
import { contradicts, totalOf, whenToRelease, whyNotCancel, whyNotPay, whyNotRefund } from './rules.ts'

const now = new Date('2027-06-01T12:00:00Z')
const later = new Date('2027-06-01T12:00:01Z')

test.each([
  ['paying', later, 'payment_under_way'],
  ['authorized', later, 'payment_under_way'],
  ['securing', now, 'payment_under_way'],
  ['in_doubt', now, 'payment_under_way'],
  ['expired', later, 'hold_expired'],
  ['cancelled', later, 'order_not_payable'],
  ['fulfilled', later, 'order_not_payable'],
  ['failed', later, 'order_not_payable'],
  ['held', now, 'hold_expired'],
  ['held', later, null],
])('paying an order that is %s until %s', (state, heldUntil, answer) =>
  expect(whyNotPay({ state, heldUntil }, now)).toBe(answer),
)

test.each([
  ['held', null, null],
  ['paying', 'pi_1', null],
  ['paying', null, 'order_not_cancellable'],
  ['fulfilled', 'pi_1', 'order_not_cancellable'],
  ['in_doubt', 'pi_1', 'order_not_cancellable'],
])('cancelling an order that is %s with %s', (state, pspIntent, answer) =>
  expect(whyNotCancel({ state, pspIntent })).toBe(answer),
)

const lines = [
  { id: 'a', state: 'holding' },
  { id: 'b', state: 'refunded' },
]
test.each([
  ['held', lines, null, 'order_not_refundable'],
  ['fulfilled', [{ id: 'b', state: 'refunded' }], null, 'order_not_refundable'],
  ['fulfilled', lines, ['b'], 'line_not_refundable'],
  ['fulfilled', lines, ['a', 'x'], 'line_not_refundable'],
  ['fulfilled', lines, ['a'], null],
  ['completed', [{ id: 'a', state: 'released' }], null, null],
])('refunding an order that is %s with %o, wishing %o', (state, has, wished, answer) =>
  expect(whyNotRefund({ state }, has, wished)).toBe(answer),
)

test('the card pays the sum of the lines', () => {
  const line = { priceMinor: 8900, buyerFeeMinor: 712, buyerFeeTaxMinor: 135 }
  expect(totalOf([line, line])).toBe(2 * 9747)
})

test.each([
  [9747, 'EUR', false],
  [9746, 'EUR', true],
  [9747, 'USD', true],
])('%i %s contradicts 9747 EUR: %s', (amountMinor, currency, answer) => {
  expect(contradicts({ amountMinor, currency }, { totalMinor: 9747, currency: 'EUR' })).toBe(answer)
})

const ended = { state: 'completed', endsAt: new Date('2027-05-01') }
test.each([
  ['a cancelled show', { ...ended, state: 'cancelled' }, now, 'never'],
  ['before the delay has passed', ended, later, later],
  ['when the delay has passed', ended, now, 'now'],
  ['a show nobody has closed yet', { ...ended, state: 'published' }, now, new Date(now.getTime() + 5000)],
])('%s', (_, event, releaseAt, answer) => expect(whenToRelease(event, releaseAt, now)).toEqual(answer))
