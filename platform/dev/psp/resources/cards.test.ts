// What cards do: tokens, declines and 3-D Secure, through the real SDK.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type Stripe from 'stripe'
import { createToken, paid, PUBLISHABLE_KEY, refusalOf, servePsp, tokenFor, type Served } from '../served.ts'

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
      last_payment_error: { code: 'payment_intent_authentication_failure', type: 'invalid_request_error' },
      latest_charge: null,
    })
    expect(await types(asked.id)).toContain('payment_intent.payment_failed')
  })

  it('goes on asking while the fan has walked away, until canceled or paid by another card', async () => {
    const [left, retried] = [await pay('4000002500003155'), await pay('4000002500003155')]
    for (const { id, client_secret: secret } of [left, retried]) await challenge(id, secret, 'abandon')
    expect(await stripe.paymentIntents.retrieve(left.id)).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'use_stripe_sdk' },
      last_payment_error: null,
    })

    expect((await stripe.paymentIntents.cancel(left.id)).status).toBe('canceled')
    const late = await challenge(left.id, left.client_secret, 'complete')
    expect(await late.json()).toMatchObject({ error: { code: 'payment_intent_unexpected_state' } })
    const other = { confirmation_token: await tokenFor(served.url, '4242424242424242') }
    expect((await stripe.paymentIntents.confirm(retried.id, other)).status).toBe('requires_capture')
  })

  it('shows on the charge that the bank knew the fan', async () => {
    const asked = await pay('4000000000003220')
    await challenge(asked.id, asked.client_secret, 'complete')
    const held = await stripe.paymentIntents.retrieve(asked.id, { expand: ['latest_charge'] })
    const plain = await pay('4242424242424242', { expand: ['latest_charge'] })
    const proof = (intent: Stripe.PaymentIntent) =>
      (intent.latest_charge as Stripe.Charge).payment_method_details?.card?.three_d_secure
    expect(proof(held)).toMatchObject({ result: 'authenticated', authentication_flow: 'challenge' })
    expect(proof(plain)).toBeNull()
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
