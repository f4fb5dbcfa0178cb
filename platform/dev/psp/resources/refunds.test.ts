// Refunds and the balance they leave, through the real SDK.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type Stripe from 'stripe'
import { ask, paid, refusalOf, servePsp, type Served } from '../served.ts'

let served: Served
let stripe: Stripe
beforeAll(async () => {
  served = await servePsp()
  stripe = served.stripe
})
afterAll(() => served.close())

describe('a refund', () => {
  it('returns part, then the rest, and nothing more', async () => {
    const { id, latest_charge: charge } = await paid(served, 5000)
    const part = await stripe.refunds.create({
      payment_intent: id,
      amount: 2000,
      reason: 'requested_by_customer',
      metadata: { operation: 'p-1' },
      expand: ['balance_transaction'],
    })
    expect(part).toMatchObject({
      status: 'succeeded',
      amount: 2000,
      charge,
      payment_intent: id,
      metadata: { operation: 'p-1' },
    })
    expect(part.balance_transaction).toMatchObject({
      amount: -2000,
      fee: 0,
      net: -2000,
      type: 'refund',
      source: part.id,
    })
    expect(await stripe.charges.retrieve(charge as string)).toMatchObject({ amount_refunded: 2000, refunded: false })
    expect((await refusalOf(stripe.refunds.create({ payment_intent: id, amount: 3001 }))).message).toBe(
      'Refund amount (€30.01) is greater than unrefunded amount on charge (€30.00)',
    )

    const rest = await stripe.refunds.create({ charge: charge as string })
    expect(rest.amount).toBe(3000)
    const whole = await stripe.charges.retrieve(charge as string, { expand: ['refunds'] })
    expect(whole).toMatchObject({ amount_refunded: 5000, refunded: true })
    expect(whole.refunds?.data.map((refund) => refund.id)).toEqual([rest.id, part.id])
    expect(await refusalOf(stripe.refunds.create({ payment_intent: id }))).toMatchObject({
      code: 'charge_already_refunded',
    })
    expect((await stripe.refunds.list({ payment_intent: id })).data).toHaveLength(2)
    expect((await stripe.refunds.retrieve(part.id)).id).toBe(part.id)
  })

  it('tells of itself, of the charge, and of its own change', async () => {
    const { id, latest_charge: charge } = await paid(served, 5000)
    const refund = await stripe.refunds.create({ payment_intent: id, amount: 100 })
    await stripe.refunds.update(refund.id, { metadata: { note: 'x' } })
    const { data } = await stripe.events.list({ limit: 3 })
    expect(data.map(({ type }) => type)).toEqual(['refund.updated', 'charge.refunded', 'refund.created'])
    expect(data[1]?.data.object).toMatchObject({ id: charge, amount_refunded: 100 })
  })

  it('is refused while nothing was captured', async () => {
    const held = await paid(served, 5000, { capture_method: 'manual' })
    expect(await refusalOf(stripe.refunds.create({ payment_intent: held.id }))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    })
    expect((await refusalOf(stripe.refunds.create({}))).statusCode).toBe(400)
  })
})

describe('a refund that comes back', () => {
  const eur = async () => (await stripe.balance.retrieve()).available[0]?.amount ?? 0

  it('fails after it had succeeded: the money is back, and the charge may be refunded again', async () => {
    const { id, latest_charge: charge } = await paid(served, 5000)
    const refund = await stripe.refunds.create({ payment_intent: id, amount: 2000 })
    const before = await eur()
    await ask(served, `refunds/${refund.id}/fail`, { reason: 'lost_or_stolen_card' })

    const failed = await stripe.refunds.retrieve(refund.id, { expand: ['failure_balance_transaction'] })
    expect(failed).toMatchObject({ status: 'failed', failure_reason: 'lost_or_stolen_card' })
    expect(failed.failure_balance_transaction).toMatchObject({ amount: 2000, type: 'refund_failure', fee: 0 })
    expect(await eur()).toBe(before + 2000)
    expect(await stripe.charges.retrieve(charge as string)).toMatchObject({ amount_refunded: 0, refunded: false })
    const { data } = await stripe.events.list({ limit: 3 })
    expect(data.map(({ type }) => type)).toEqual(['charge.refund.updated', 'refund.updated', 'refund.failed'])
    expect(data[0]?.data.object).toMatchObject({ id: refund.id, status: 'failed' })

    expect(await ask(served, `refunds/${refund.id}/fail`)).toHaveProperty('error')
    expect((await stripe.refunds.create({ payment_intent: id })).amount).toBe(5000)
  })

  it('fails behind an answer that said succeeded, on the card made for that', async () => {
    const { id } = await paid(served, 5000, { payment_method: 'pm_card_refundFail' })
    const before = await eur()
    const refund = await stripe.refunds.create({ payment_intent: id })
    expect(refund.status).toBe('succeeded')
    expect((await stripe.refunds.retrieve(refund.id)).status).toBe('failed')
    expect(await eur()).toBe(before)
  })

  it('stays pending on the card made for that, until it arrives or fails', async () => {
    const { id } = await paid(served, 5000, { payment_method: 'pm_card_pendingRefund' })
    const before = await eur()
    const [first, second] = [
      await stripe.refunds.create({ payment_intent: id, amount: 1000 }),
      await stripe.refunds.create({ payment_intent: id, amount: 2000 }),
    ]
    expect(first).toMatchObject({ status: 'pending', pending_reason: 'processing' })
    expect(await eur()).toBe(before - 3000)

    await ask(served, `refunds/${first.id}/succeed`)
    await ask(served, `refunds/${second.id}/fail`)
    const { data } = await stripe.refunds.list({ payment_intent: id })
    expect(data.map(({ status }) => status)).toEqual(['failed', 'succeeded'])
    expect(data[1]).not.toHaveProperty('pending_reason')
    expect(await eur()).toBe(before - 1000)
  })
})

describe('the balance', () => {
  it('is the sum of its transactions, which name their source', async () => {
    const alone = await servePsp()
    expect((await alone.stripe.balance.retrieve()).available).toMatchObject([{ amount: 0, currency: 'eur' }])
    const { id, latest_charge: charge } = await paid(alone, 10_000)
    const refund = await alone.stripe.refunds.create({ payment_intent: id, amount: 4000 })

    const all = await alone.stripe.balanceTransactions.list()
    expect(all.data.map(({ type, net }) => [type, net])).toEqual([
      ['refund', -4000],
      ['charge', 9825],
    ])
    expect((await alone.stripe.balanceTransactions.list({ type: 'charge' })).data).toHaveLength(1)
    expect((await alone.stripe.balanceTransactions.list({ source: refund.id })).data[0]?.type).toBe('refund')
    const ofCharge = (await alone.stripe.balanceTransactions.list({ source: charge as string })).data[0]
    expect(ofCharge?.fee_details).toMatchObject([{ amount: 175, type: 'stripe_fee', currency: 'eur' }])
    expect((await alone.stripe.balanceTransactions.retrieve(ofCharge?.id ?? '')).net).toBe(9825)
    expect(await alone.stripe.balance.retrieve()).toMatchObject({
      available: [{ amount: 5825, currency: 'eur' }],
      pending: [{ amount: 0 }],
    })
    await alone.close()
  })
})
