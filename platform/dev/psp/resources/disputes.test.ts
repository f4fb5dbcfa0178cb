// Disputes from the cardholder's complaint to the bank's decision, and the money meanwhile, through the real SDK.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type Stripe from 'stripe'
import { ask, paid, refusalOf, servePsp, tokenFor, type Served } from '../served.ts'

let served: Served
let stripe: Stripe
beforeAll(async () => {
  served = await servePsp()
  stripe = served.stripe
})
afterAll(() => served.close())

const balance = async () => (await stripe.balance.retrieve()).available[0]?.amount ?? 0
const charged = async (amount: number, method = 'pm_card_visa') => {
  const intent = await paid(served, amount, { payment_method: method })
  return intent.latest_charge as string
}
const disputed = async (amount: number, more: object = {}) => {
  const charge = await charged(amount)
  return (await ask(served, 'disputes', { charge, ...more })) as unknown as Stripe.Dispute
}
const told = async (id: string) => {
  const { data } = await stripe.events.list({ type: 'charge.dispute.*', limit: 100 })
  return data.filter(({ data: { object } }) => (object as Stripe.Dispute).id === id).map(({ type }) => type)
}

describe('a dispute', () => {
  it('takes the amount and a fee at once, and says so', async () => {
    const before = await balance()
    const intent = await paid(served, 5000)
    const { id } = await ask(served, 'disputes', { payment_intent: intent.id, reason: 'product_not_received' })

    const dispute = await stripe.disputes.retrieve(id as string, { expand: ['charge'] })
    expect(dispute).toMatchObject({
      status: 'needs_response',
      amount: 5000,
      payment_intent: intent.id,
      reason: 'product_not_received',
      is_charge_refundable: false,
      charge: { disputed: true },
      evidence_details: { has_evidence: false, submission_count: 0 },
      balance_transactions: [{ amount: -5000, fee: 1500, net: -6500, type: 'adjustment', source: id }],
    })
    expect(await balance()).toBe(before + 4900 - 6500)
    expect(await told(id as string)).toEqual(['charge.dispute.funds_withdrawn', 'charge.dispute.created'])
  })

  it('comes from the test cards, once the money is taken', async () => {
    const fraud = await charged(2000, 'pm_card_createDispute')
    const [dispute] = (await stripe.disputes.list({ charge: fraud })).data
    expect(dispute).toMatchObject({ reason: 'fraudulent', status: 'needs_response', amount: 2000 })

    const held = await stripe.paymentIntents.create({
      amount: 3000,
      currency: 'eur',
      confirm: true,
      capture_method: 'manual',
      automatic_payment_methods: { enabled: true },
      confirmation_token: await tokenFor(served.url, '4000000000002685'),
    })
    const disputes = () => stripe.disputes.list({ payment_intent: held.id })
    expect((await disputes()).data).toEqual([])
    await stripe.paymentIntents.capture(held.id)
    expect((await disputes()).data).toMatchObject([{ reason: 'product_not_received' }])
  })

  it('gathers evidence, is under review once it is submitted, and takes none after that', async () => {
    const { id } = await disputed(4000)
    const draft = await stripe.disputes.update(id, { evidence: { customer_name: 'Ada Fan' }, submit: false })
    expect(draft).toMatchObject({ status: 'needs_response', evidence_details: { has_evidence: true } })

    const sent = await stripe.disputes.update(id, {
      evidence: { uncategorized_text: 'Admitted at 19:03.' },
      metadata: { line: 'l-1' },
    })
    expect(sent).toMatchObject({
      status: 'under_review',
      evidence: { customer_name: 'Ada Fan', uncategorized_text: 'Admitted at 19:03.' },
      evidence_details: { submission_count: 1, submission_method: 'manual' },
      metadata: { line: 'l-1' },
    })
    const late = stripe.disputes.update(id, { evidence: { receipt: 'file_1' } })
    expect((await refusalOf(late)).message).toContain('under_review')
    expect((await refusalOf(stripe.disputes.update(id, { evidence: { excuse: 'x' } as never }))).statusCode).toBe(400)
    expect((await stripe.disputes.update(id, { metadata: { line: 'l-2' } })).metadata).toEqual({ line: 'l-2' })
  })

  it('brings back the amount and the fee when it is won, and the charge may be refunded again', async () => {
    const { id, charge } = await disputed(4000)
    const before = await balance()
    expect(await refusalOf(stripe.refunds.create({ charge: charge as string }))).toMatchObject({
      code: 'charge_disputed',
    })
    const answered = await stripe.disputes.update(id, { evidence: { uncategorized_text: 'winning_evidence' } })
    expect(answered.status).toBe('under_review')

    const won = await stripe.disputes.retrieve(id)
    expect(won).toMatchObject({ status: 'won', is_charge_refundable: true })
    expect(won.balance_transactions.at(1)).toMatchObject({ amount: 4000, fee: -1500, net: 5500 })
    expect(await balance()).toBe(before + 5500)
    expect(await told(id)).toEqual([
      'charge.dispute.closed',
      'charge.dispute.funds_reinstated',
      'charge.dispute.updated',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.created',
    ])
    expect((await stripe.refunds.create({ charge: charge as string })).status).toBe('succeeded')
  })

  it.each(['losing_evidence', 'decide', 'close'])('is lost for good by %s, and the money stays away', async (way) => {
    const { id, charge } = await disputed(4000)
    const before = await balance()
    if (way === 'losing_evidence') await stripe.disputes.update(id, { evidence: { uncategorized_text: way } })
    if (way === 'decide') await ask(served, `disputes/${id}/decide`, { outcome: 'lost' })
    if (way === 'close') await stripe.disputes.close(id)

    expect(await stripe.disputes.retrieve(id)).toMatchObject({ status: 'lost', is_charge_refundable: false })
    expect(await balance()).toBe(before)
    expect((await told(id))[0]).toBe('charge.dispute.closed')
    expect((await refusalOf(stripe.disputes.close(id))).statusCode).toBe(400)
    expect((await refusalOf(stripe.refunds.create({ charge: charge as string }))).code).toBe('charge_disputed')
    expect(await ask(served, `disputes/${id}/decide`, { outcome: 'won' })).toHaveProperty('error')
  })

  it('is for what is left of the charge, or less, and only one at a time', async () => {
    const intent = await paid(served, 5000)
    await stripe.refunds.create({ payment_intent: intent.id, amount: 2000 })
    const open = (more: object) => ask(served, 'disputes', { payment_intent: intent.id, ...more })
    expect(await open({ amount: 3001 })).toHaveProperty('error')
    expect(await open({ amount: 1000 })).toMatchObject({ amount: 1000, status: 'needs_response' })
    expect(await open({})).toHaveProperty('error')
  })
})

describe('an inquiry', () => {
  it('only asks: no money moves, and it closes without a loss', async () => {
    const before = await balance()
    const charge = await charged(2000, 'pm_card_createDisputeInquiry')
    const [inquiry] = (await stripe.disputes.list({ charge })).data as [Stripe.Dispute]
    expect(inquiry).toMatchObject({
      status: 'warning_needs_response',
      balance_transactions: [],
      is_charge_refundable: true,
      payment_method_details: { card: { case_type: 'inquiry' } },
    })
    expect(await balance()).toBe(before + 1945)

    await stripe.disputes.update(inquiry.id, { evidence: { uncategorized_text: 'winning_evidence' } })
    expect((await stripe.disputes.retrieve(inquiry.id)).status).toBe('warning_closed')
    expect(await told(inquiry.id)).toEqual([
      'charge.dispute.closed',
      'charge.dispute.updated',
      'charge.dispute.created',
    ])
    expect((await stripe.refunds.create({ charge })).status).toBe('succeeded')
  })

  it('becomes a chargeback where the bank is not satisfied', async () => {
    const { id } = await disputed(4000, { inquiry: true })
    const before = await balance()
    await ask(served, `disputes/${id}/decide`, { outcome: 'escalated' })
    expect(await stripe.disputes.retrieve(id)).toMatchObject({
      status: 'needs_response',
      payment_method_details: { card: { case_type: 'chargeback' } },
    })
    expect(await balance()).toBe(before - 5500)
    expect((await told(id))[0]).toBe('charge.dispute.funds_withdrawn')
  })
})
