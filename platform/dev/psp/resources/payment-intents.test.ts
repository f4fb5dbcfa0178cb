// A PaymentIntent from creation to captured or canceled, and how it is found again, through the real SDK.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type Stripe from 'stripe'
import { paid, PUBLISHABLE_KEY, refusalOf, sdkFor, servePsp, tokenFor, type Served } from '../served.ts'

let served: Served
let stripe: Stripe
beforeAll(async () => {
  served = await servePsp()
  stripe = served.stripe
})
afterAll(() => served.close())

async function pay(number: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  return stripe.paymentIntents.create({
    amount: 4800,
    currency: 'eur',
    confirm: true,
    capture_method: 'manual',
    automatic_payment_methods: { enabled: true },
    confirmation_token: await tokenFor(served.url, number),
    metadata: { order: 'o-1' },
    transfer_group: 'o-1',
    ...more,
  })
}

const types = async (id: string) => {
  const events = await stripe.events.list({ limit: 100 })
  return events.data.filter((event) => (event.data.object as { id?: string }).id === id).map((event) => event.type)
}

describe('authorizing and capturing', () => {
  it('holds the money first, and takes it with its fee when captured', async () => {
    const held = await pay('4242424242424242')
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 4800, amount_received: 0 })

    const taken = await stripe.paymentIntents.capture(held.id, {
      expand: ['latest_charge.balance_transaction'],
    } as never)
    expect(taken).toMatchObject({ status: 'succeeded', amount_capturable: 0, amount_received: 4800 })
    const charge = taken.latest_charge as Stripe.Charge
    expect(charge).toMatchObject({ captured: true, amount_captured: 4800, transfer_group: 'o-1' })
    expect(charge.balance_transaction).toMatchObject({ amount: 4800, fee: 97, net: 4703, type: 'charge' })
    expect(await types(held.id)).toEqual([
      'payment_intent.succeeded',
      'payment_intent.amount_capturable_updated',
      'payment_intent.created',
    ])
    expect(await types(charge.id)).toEqual(['charge.captured', 'charge.succeeded'])
  })

  it('takes it at once where capture is automatic', async () => {
    const taken = await paid(served, 2000)
    expect(taken).toMatchObject({ status: 'succeeded', amount_received: 2000, payment_method_types: ['card'] })
  })

  it('captures less where less is asked, and never more', async () => {
    const held = await pay('4242424242424242')
    expect(await refusalOf(stripe.paymentIntents.capture(held.id, { amount_to_capture: 4801 }))).toMatchObject({
      code: 'amount_too_large',
    })
    const taken = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 4000 })
    expect(taken).toMatchObject({ status: 'succeeded', amount_received: 4000 })
  })

  it('refuses to capture twice, and says what the intent is instead', async () => {
    const taken = await paid(served, 2000)
    const refusal = await refusalOf(stripe.paymentIntents.capture(taken.id))
    expect(refusal).toMatchObject({ code: 'payment_intent_unexpected_state', statusCode: 400 })
    expect(refusal.payment_intent).toMatchObject({ id: taken.id, status: 'succeeded' })
  })
})

describe('canceling', () => {
  it('lets an authorization go, without a fee', async () => {
    const held = await pay('4242424242424242')
    const canceled = await stripe.paymentIntents.cancel(held.id, {
      cancellation_reason: 'abandoned',
      expand: ['latest_charge'],
    })
    expect(canceled).toMatchObject({ status: 'canceled', amount_capturable: 0, cancellation_reason: 'abandoned' })
    expect(canceled.latest_charge).toMatchObject({ refunded: true, captured: false, balance_transaction: null })
    expect(await types(held.id)).toContain('payment_intent.canceled')
  })

  it('is refused once the money is taken, and a canceled intent does nothing more', async () => {
    const taken = await paid(served, 2000)
    expect(await refusalOf(stripe.paymentIntents.cancel(taken.id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    })

    const held = await pay('4242424242424242')
    await stripe.paymentIntents.cancel(held.id)
    for (const attempt of [stripe.paymentIntents.capture(held.id), stripe.paymentIntents.confirm(held.id)]) {
      expect(await refusalOf(attempt)).toMatchObject({ code: 'payment_intent_unexpected_state' })
    }
  })
})

describe('creating and reading', () => {
  it('walks from no card to a card to confirmed', async () => {
    const bare = await stripe.paymentIntents.create({
      amount: 4800,
      currency: 'eur',
      allowed_payment_method_types: ['card'],
    })
    expect(bare.status).toBe('requires_payment_method')
    expect(await refusalOf(stripe.paymentIntents.confirm(bare.id))).toMatchObject({ type: 'StripeInvalidRequestError' })

    const updated = await stripe.paymentIntents.update(bare.id, { payment_method: 'pm_card_visa', amount: 5000 })
    expect(updated).toMatchObject({ status: 'requires_confirmation', amount: 5000 })
    expect((await stripe.paymentIntents.confirm(bare.id)).status).toBe('succeeded')
    expect(await refusalOf(stripe.paymentIntents.update(bare.id, { amount: 6000 }))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    })
  })

  it.each([
    [{ amount: 49, currency: 'eur' }, 'amount_too_small', 'amount'],
    [{ amount: 100_000_000, currency: 'eur' }, 'amount_too_large', 'amount'],
    [{ amount: 10.5, currency: 'eur' }, 'parameter_invalid_integer', 'amount'],
    [{ currency: 'eur' }, 'parameter_missing', 'amount'],
    [{ amount: 4800, currency: 'xyz' }, undefined, 'currency'],
    [{ amount: 4800, currency: 'eur', amuont: 1 }, 'parameter_unknown', 'amuont'],
    [
      { amount: 4800, currency: 'eur', payment_method_types: ['card'] },
      'payment_method_types_no_longer_supported',
      'payment_method_types',
    ],
  ])('refuses %j with %s', async (params, code, param) => {
    const refusal = await refusalOf(stripe.paymentIntents.create(params as Stripe.PaymentIntentCreateParams))
    expect(refusal).toMatchObject({ statusCode: 400, param })
    expect(refusal.code).toBe(code)
  })

  it('refuses a confirm that could redirect without saying where to', async () => {
    const refusal = await refusalOf(
      stripe.paymentIntents.create({ amount: 4800, currency: 'eur', confirm: true, payment_method: 'pm_card_visa' }),
    )
    expect(refusal).toMatchObject({ param: 'return_url' })
  })

  it('shows an intent to a browser that has its client secret, without what is none of its business', async () => {
    const held = await pay('4242424242424242')
    const browser = sdkFor(served.url, PUBLISHABLE_KEY)
    const seen = await browser.paymentIntents.retrieve(held.id, { client_secret: held.client_secret ?? '' })
    expect(seen.status).toBe('requires_capture')
    expect(seen).not.toHaveProperty('metadata')
    expect(await refusalOf(browser.paymentIntents.retrieve(held.id, { client_secret: 'x' }))).toMatchObject({
      statusCode: 400,
    })
    expect(await refusalOf(browser.paymentIntents.list())).toMatchObject({ code: 'secret_key_required' })
  })

  it('refuses callers without a key it knows', async () => {
    expect(await refusalOf(sdkFor(served.url, 'sk_test_other').paymentIntents.list())).toMatchObject({
      type: 'StripeAuthenticationError',
      statusCode: 401,
    })
  })

  it('answers 404 for what does not exist', async () => {
    expect(await refusalOf(stripe.paymentIntents.retrieve('pi_none'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      param: 'intent',
    })
    expect((await refusalOf(stripe.customers.list())).statusCode).toBe(404)
  })

  it('finds intents by metadata', async () => {
    const { id } = await pay('4242424242424242', { metadata: { order: "it's 42", tenant: 't' } })
    const found = await stripe.paymentIntents.search({
      query: "metadata['order']:'it\\'s 42' AND status:'requires_capture'",
    })
    expect(found.data.map((intent) => intent.id)).toEqual([id])
    expect((await stripe.paymentIntents.search({ query: 'metadata["order"]:"none"' })).data).toEqual([])
  })

  it('lists newest first, page by page, and the SDK can walk the pages', async () => {
    const alone = await servePsp()
    const made: string[] = []
    for (let n = 0; n < 7; n += 1) made.unshift((await paid(alone, 1000 + n)).id)
    const first = await alone.stripe.paymentIntents.list({ limit: 3 })
    expect(first).toMatchObject({ has_more: true, url: '/v1/payment_intents' })
    expect(first.data.map(({ id }) => id)).toEqual(made.slice(0, 3))
    const second = await alone.stripe.paymentIntents.list({ limit: 3, starting_after: made[2] as string })
    expect(second.data.map(({ id }) => id)).toEqual(made.slice(3, 6))
    const back = await alone.stripe.paymentIntents.list({ limit: 2, ending_before: made[4] as string })
    expect(back.data.map(({ id }) => id)).toEqual(made.slice(2, 4))
    const walked = await alone.stripe.paymentIntents.list({ limit: 2 }).autoPagingToArray({ limit: 100 })
    expect(walked.map(({ id }) => id)).toEqual(made)
    await alone.close()
  })

  it('merges metadata, and drops a key given empty', async () => {
    const { id } = await pay('4242424242424242', { metadata: { a: '1', b: '2' } })
    expect((await stripe.paymentIntents.update(id, { metadata: { a: '', c: '3' } })).metadata).toEqual({
      b: '2',
      c: '3',
    })
  })
})
