// resources/cards.ts: Stripe's published test cards, what each does, and checks on what was typed.
import type Stripe from 'stripe'
import { group, integer, needText, text, type Params } from '../entry/params.ts'
import { badCard, invalid } from '../entry/refusal.ts'

export type Decline = { code: string; decline_code: string; message: string }
export type Behaviour = {
  challenge: boolean
  decline: Decline | null
  /** What the cardholder will say once the money is taken. */
  dispute?: 'fraudulent' | 'product_not_received' | 'inquiry'
  /** What becomes of a refund to this card: it stays on its way, or comes back. */
  refund?: 'pending' | 'fails'
}

const DECLINES = {
  generic: { code: 'card_declined', decline_code: 'generic_decline', message: 'Your card was declined.' },
  funds: { code: 'card_declined', decline_code: 'insufficient_funds', message: 'Your card has insufficient funds.' },
  lost: { code: 'card_declined', decline_code: 'lost_card', message: 'Your card was declined.' },
  stolen: { code: 'card_declined', decline_code: 'stolen_card', message: 'Your card was declined.' },
  fraud: { code: 'card_declined', decline_code: 'fraudulent', message: 'Your card was declined.' },
  expired: { code: 'expired_card', decline_code: 'expired_card', message: 'Your card has expired.' },
  cvc: { code: 'incorrect_cvc', decline_code: 'incorrect_cvc', message: "Your card's security code is incorrect." },
  processing: {
    code: 'processing_error',
    decline_code: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
} satisfies Record<string, Decline>

const ok: Behaviour = { challenge: false, decline: null }
const declines = (decline: Decline): Behaviour => ({ challenge: false, decline })

/** Kept beside a payment method by name, so that the number need not be kept. */
export const BEHAVIOURS: Record<string, Behaviour> = {
  success: ok,
  generic: declines(DECLINES.generic),
  funds: declines(DECLINES.funds),
  lost: declines(DECLINES.lost),
  stolen: declines(DECLINES.stolen),
  fraud: declines(DECLINES.fraud),
  expired: declines(DECLINES.expired),
  cvc: declines(DECLINES.cvc),
  processing: declines(DECLINES.processing),
  challenge: { challenge: true, decline: null },
  challenge_funds: { challenge: true, decline: DECLINES.funds },
  challenge_generic: { challenge: true, decline: DECLINES.generic },
  dispute_fraudulent: { ...ok, dispute: 'fraudulent' },
  dispute_not_received: { ...ok, dispute: 'product_not_received' },
  dispute_inquiry: { ...ok, dispute: 'inquiry' },
  refund_pending: { ...ok, refund: 'pending' },
  refund_fails: { ...ok, refund: 'fails' },
}

type TestCard = { brand: string; behaviour: string; method: string }
const visa = (behaviour: string, method: string): TestCard => ({ brand: 'visa', behaviour, method })

/** https://docs.stripe.com/testing: the number, and the payment method id that stands for it. */
const TEST_CARDS: Record<string, TestCard> = {
  '4242424242424242': visa('success', 'pm_card_visa'),
  '4000056655665556': visa('success', 'pm_card_visa_debit'),
  '4000002760000016': visa('success', 'pm_card_de'),
  '4000000000000077': visa('success', 'pm_card_bypassPending'),
  '5555555555554444': { brand: 'mastercard', behaviour: 'success', method: 'pm_card_mastercard' },
  '378282246310005': { brand: 'amex', behaviour: 'success', method: 'pm_card_amex' },
  '4000000000000002': visa('generic', 'pm_card_visa_chargeDeclined'),
  '4000000000009995': visa('funds', 'pm_card_visa_chargeDeclinedInsufficientFunds'),
  '4000000000009987': visa('lost', 'pm_card_visa_chargeDeclinedLostCard'),
  '4000000000009979': visa('stolen', 'pm_card_visa_chargeDeclinedStolenCard'),
  '4100000000000019': visa('fraud', 'pm_card_radarBlock'),
  '4000000000000069': visa('expired', 'pm_card_chargeDeclinedExpiredCard'),
  '4000000000000127': visa('cvc', 'pm_card_chargeDeclinedIncorrectCvc'),
  '4000000000000119': visa('processing', 'pm_card_chargeDeclinedProcessingError'),
  '4000002500003155': visa('challenge', 'pm_card_authenticationRequiredOnSetup'),
  '4000002760003184': visa('challenge', 'pm_card_authenticationRequired'),
  '4000000000003220': visa('challenge', 'pm_card_threeDSecure2Required'),
  '4000000000003063': visa('challenge', 'pm_card_threeDSecureRequired'),
  '4000008400001629': visa('challenge_generic', 'pm_card_threeDSecureRequiredChargeDeclined'),
  '4000000000000259': visa('dispute_fraudulent', 'pm_card_createDispute'),
  '4000000000002685': visa('dispute_not_received', 'pm_card_createDisputeProductNotReceived'),
  '4000000000001976': visa('dispute_inquiry', 'pm_card_createDisputeInquiry'),
  '4000000000007726': visa('refund_pending', 'pm_card_pendingRefund'),
  '4000000000005126': visa('refund_fails', 'pm_card_refundFail'),
  '4000008260003178': visa('challenge_funds', 'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds'),
}
const NUMBER_OF_METHOD = new Map(Object.entries(TEST_CARDS).map(([number, { method }]) => [method, number]))

export type TypedCard = { card: Stripe.PaymentMethod.Card; behaviour: string }

/** What was typed into a form, checked the way Stripe checks it before anything is charged. */
export function typedCard(data: Params, now: number): TypedCard {
  const type = needText(data, 'type')
  const card = group(data, 'card')
  if (type !== 'card' || !card) throw invalid('Only payment methods of type card exist here', 'type')

  const number = needText(card, 'number').replaceAll(/[\s-]/g, '')
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number)) {
    throw badCard('incorrect_number', 'Your card number is incorrect.', 'number')
  }
  const [month, year] = expiry(card, now)
  const cvc = text(card, 'cvc')
  if (cvc !== null && !/^\d{3,4}$/.test(cvc)) {
    throw badCard('invalid_cvc', "Your card's security code is invalid.", 'cvc')
  }
  const known = TEST_CARDS[number]
  if (!known) {
    const message = 'Your card was declined. Your request was in test mode, but used a non test card.'
    throw badCard('card_declined', message, 'number', 'test_mode_live_card')
  }
  return { card: cardOf(known.brand, number, month, year, cvc !== null), behaviour: known.behaviour }
}

/** `pm_card_visa` and its siblings: ready-made cards for tests. */
export function namedCard(method: string, now: number): TypedCard | null {
  const number = NUMBER_OF_METHOD.get(method)
  const known = number === undefined ? undefined : TEST_CARDS[number]
  if (number === undefined || !known) return null
  const nextYear = new Date(now * 1000).getUTCFullYear() + 1
  return { card: cardOf(known.brand, number, 12, nextYear, true), behaviour: known.behaviour }
}

function expiry(card: Params, now: number): [month: number, year: number] {
  needText(card, 'exp_month')
  needText(card, 'exp_year')
  const month = integer(card, 'exp_month') ?? 0
  if (month < 1 || month > 12) {
    throw badCard('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month')
  }
  const typedYear = integer(card, 'exp_year') ?? 0
  const year = typedYear < 100 ? 2000 + typedYear : typedYear
  const today = new Date(now * 1000)
  const isPast = year * 12 + month < today.getUTCFullYear() * 12 + today.getUTCMonth() + 1
  if (isPast || year > today.getUTCFullYear() + 50) {
    throw badCard('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year')
  }
  return [month, year]
}

function cardOf(
  brand: string,
  number: string,
  month: number,
  year: number,
  hasCvc: boolean,
): Stripe.PaymentMethod.Card {
  return {
    brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: hasCvc ? 'unchecked' : null },
    country: 'DE',
    display_brand: brand,
    exp_month: month,
    exp_year: year,
    funding: 'credit',
    generated_from: null,
    last4: number.slice(-4),
    networks: { available: [brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  }
}

function passesLuhn(number: string): boolean {
  const digits = [...number].reverse().map(Number)
  const sum = digits.reduce((total, digit, place) => {
    const doubled = place % 2 === 1 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}
