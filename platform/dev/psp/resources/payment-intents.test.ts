// A card payment from token to captured money, and every way it can fail, through the real SDK.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type Stripe from 'stripe'
import { createToken, paid, PUBLISHABLE_KEY, refusalOf, sdkFor, servePsp, tokenFor, type Served } from '../served.ts'

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

describe('a confirmation token', () => {
  it('is made by any browser with the publishable key, and says only what may be known of the card', async () => {
    const reply = await createToken(served.url, '4242 4242 4242 4242')
    const body = await reply.text()

    expect(reply.headers.get('access-control-allow-origin')).toBe('*')
    expect(body).not.toContain('4242424242424242')
    const token = await stripe.confirmationTokens.retrieve((JSON.parse(body) as { id: string }).id)
    expect(token.payment_method_preview?.card).toMatchObject({ brand: 'visa', last4: '4242', exp_month: 12 })
    expect(token.payment_method_preview?.billing_details.name).toBe('Ada Fan')
  })

  it('answers the preflight of a browser', async () => {
    const reply = await fetch(`${served.url}/v1/confirmation_tokens`, { method: 'OPTIONS' })
    expect(reply.status).toBe(204)
    expect(reply.headers.get('access-control-allow-headers')).toContain('authorization')
  })

  it('pays once; the next payment needs another', async () => {
    const token = await tokenFor(served.url, '4242424242424242')
    await pay('', { confirmation_token: token })
    const refusal = await refusalOf(pay('', { confirmation_token: token }))

    expect(refusal).toMatchObject({ type: 'StripeInvalidRequestError', param: 'confirmation_token' })
  })

  it('is made for tests with the secret key too', async () => {
    const token = await stripe.testHelpers.confirmationTokens.create({ payment_method: 'pm_card_visa' })
    expect((await pay('', { confirmation_token: token.id })).status).toBe('requires_capture')
  })

  it.each([
    ['4242424242424241', {}, 'incorrect_number'],
    ['4012888888881881', {}, 'card_declined'],
    ['4242424242424242', { 'payment_method_data[card][exp_year]': '2019' }, 'invalid_expiry_year'],
    ['4242424242424242', { 'payment_method_data[card][exp_month]': '13' }, 'invalid_expiry_month'],
    ['4242424242424242', { 'payment_method_data[card][cvc]': '1' }, 'invalid_cvc'],
  ])('is refused for %s %j: %s', async (number, more, code) => {
    const reply = await createToken(served.url, number, more)
    expect(reply.status).toBe(402)
    expect(await reply.json()).toMatchObject({ error: { type: 'card_error', code } })
  })
})

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

describe('a declined card', () => {
  it.each([
    ['4000000000000002', 'card_declined', 'generic_decline'],
    ['4000000000009995', 'card_declined', 'insufficient_funds'],
    ['4000000000000069', 'expired_card', 'expired_card'],
    ['4000000000000127', 'incorrect_cvc', 'incorrect_cvc'],
  ])('%s answers 402 %s / %s and leaves an intent another card can pay', async (number, code, decline) => {
    const refusal = await refusalOf(pay(number))
    expect(refusal).toMatchObject({ type: 'StripeCardError', statusCode: 402, code, decline_code: decline })
    expect(refusal.requestId).toMatch(/^req_/)
    const failed = await stripe.paymentIntents.retrieve(refusal.payment_intent?.id ?? '', { expand: ['latest_charge'] })
    expect(failed).toMatchObject({ status: 'requires_payment_method', payment_method: null })
    expect(failed.last_payment_error).toMatchObject({ code, decline_code: decline, type: 'card_error' })
    expect(failed.latest_charge).toMatchObject({ status: 'failed', paid: false, failure_code: code })
    expect(await types(failed.id)).toEqual(['payment_intent.payment_failed', 'payment_intent.created'])

    const confirmed = await stripe.paymentIntents.confirm(failed.id, {
      confirmation_token: await tokenFor(served.url, '4242424242424242'),
    })
    expect(confirmed).toMatchObject({ status: 'requires_capture', last_payment_error: null })
  })

  it('is declined by its ready-made payment method too', async () => {
    const refusal = await refusalOf(paid(served, 2000, { payment_method: 'pm_card_visa_chargeDeclined' }))
    expect(refusal).toMatchObject({ decline_code: 'generic_decline' })
  })
})

describe('3-D Secure', () => {
  const challenge = (id: string, secret: string | null, outcome: string) =>
    fetch(`${served.url}/test/payment_intents/${id}/challenge`, {
      method: 'POST',
      headers: { authorization: `Bearer ${PUBLISHABLE_KEY}` },
      body: new URLSearchParams({ client_secret: secret ?? '', outcome }),
    })

  it('asks the fan first, and authorizes once the bank is satisfied', async () => {
    const asked = await pay('4000002500003155')
    expect(asked).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'use_stripe_sdk' },
      latest_charge: null,
    })

    const reply = await challenge(asked.id, asked.client_secret, 'complete')
    expect(reply.status).toBe(200)
    expect(Object.keys((await reply.json()) as object)).not.toContain('metadata')
    expect((await stripe.paymentIntents.retrieve(asked.id)).status).toBe('requires_capture')
    expect(await types(asked.id)).toContain('payment_intent.requires_action')
  })

  it('returns to asking for a card when authentication fails', async () => {
    const asked = await pay('4000002500003155')
    await challenge(asked.id, asked.client_secret, 'fail')
    expect(await stripe.paymentIntents.retrieve(asked.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    })
  })

  it('may still be declined after authentication', async () => {
    const asked = await pay('4000008260003178')
    await challenge(asked.id, asked.client_secret, 'complete')
    expect(await stripe.paymentIntents.retrieve(asked.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { decline_code: 'insufficient_funds' },
    })
  })

  it('needs the client secret', async () => {
    const asked = await pay('4000002500003155')
    expect((await challenge(asked.id, 'guessed', 'complete')).status).toBe(400)
  })

  it('sends the fan to a page where the caller gave a return URL, and back', async () => {
    const asked = await paid(served, 2000, {
      payment_method: 'pm_card_threeDSecure2Required',
      return_url: 'https://market.example/done',
    })
    const url = asked.next_action?.redirect_to_url?.url as string
    expect(await (await fetch(url)).text()).toContain('Test payment provider')

    const body = new URLSearchParams({ client_secret: asked.client_secret ?? '', outcome: 'complete' })
    const back = await fetch(url, { method: 'POST', body, redirect: 'manual' })
    expect(back.headers.get('location')).toMatch(
      /^https:\/\/market.example\/done\?payment_intent=pi_.*status=succeeded$/,
    )
    expect((await stripe.paymentIntents.retrieve(asked.id)).status).toBe('succeeded')
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
