// What goes wrong on demand with single requests, and in outages, through the real SDK.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type Stripe from 'stripe'
import { ask, paid, PUBLISHABLE_KEY, refusalOf, servePsp, tokenFor, type Served } from '../served.ts'

let served: Served
let stripe: Stripe
beforeEach(async () => {
  served = await servePsp()
  stripe = served.stripe
})
afterEach(() => served.close())

const POST = { method: 'POST', path: '/v1/payment_intents' }
const fault = (wish: object) => ask(served, 'faults', { ...POST, ...wish })
const pay = (idempotencyKey: string) =>
  stripe.paymentIntents.create(
    {
      amount: 4800,
      currency: 'eur',
      confirm: true,
      payment_method: 'pm_card_visa',
      allowed_payment_method_types: ['card'],
    },
    { idempotencyKey },
  )
const charges = () => served.psp.sums().counts.charge

describe('a slow answer', () => {
  const impatient = (ms: number) => refusalOf(stripe.paymentIntents.list({}, { timeout: ms, maxNetworkRetries: 0 }))

  it('comes too late before the effect', async () => {
    await fault({ kind: 'delay', method: 'GET', ms: 1000 })
    expect(await impatient(50)).toMatchObject({ type: 'StripeConnectionError' })
  })

  it('comes too late after the effect, and the same key gives it at once', async () => {
    await fault({ kind: 'delay_after', ms: 5000 })
    const slow = pay('k1').catch((error: unknown) => error)
    await expect.poll(charges).toBe(1)
    expect(await pay('k1')).toMatchObject({ lastResponse: { headers: { 'idempotent-replayed': 'true' } } })
    expect(charges()).toBe(1)
    await served.psp.close()
    served.abandon()
    expect(await slow).toBeInstanceOf(Error)
  })
})

describe('an error', () => {
  it('may hide an effect: the key keeps the error, and only looking finds what happened', async () => {
    await fault({ kind: 'error_after' })
    expect(await refusalOf(pay('k1'))).toMatchObject({ statusCode: 500 })
    expect((await refusalOf(pay('k1'))).headers).toMatchObject({ 'idempotent-replayed': 'true' })
    expect((await stripe.paymentIntents.list()).data).toMatchObject([{ status: 'succeeded' }])
  })

  it('may be forgotten: nothing happened, and the same key works afterwards', async () => {
    await fault({ kind: 'error_unstored' })
    expect(await refusalOf(pay('k1'))).toMatchObject({ statusCode: 500, type: 'StripeAPIError' })
    expect(charges()).toBe(0)
    expect((await pay('k1')).lastResponse.headers).not.toHaveProperty('idempotent-replayed')

    await fault({ kind: 'error_unstored' })
    expect(await refusalOf(pay('k1'))).toMatchObject({ statusCode: 500 })
    expect((await pay('k1')).status).toBe('succeeded')
    expect(charges()).toBe(1)
  })

  it('may spare the first requests', async () => {
    await fault({ kind: 'error', skip: 2 })
    await pay('k1')
    await pay('k2')
    expect(await refusalOf(pay('k3'))).toMatchObject({ statusCode: 500 })
    expect((await pay('k4')).status).toBe('succeeded')
  })
})

it('strikes what tests ask for only where it is named', async () => {
  const { id } = await paid(served, 1000)
  await ask(served, 'faults', { kind: 'error', path: '/', times: 1 })
  expect(await ask(served, 'disputes', { payment_intent: id })).toMatchObject({ object: 'dispute' })
  expect(await refusalOf(stripe.balance.retrieve())).toMatchObject({ statusCode: 500 })
})

describe('an outage', () => {
  it('refuses everything until it is over, and spends nothing meanwhile', async () => {
    await pay('k1')
    await fault({ kind: 'error', times: 1 })
    await ask(served, 'outage')
    for (const attempt of [pay('k1'), pay('k2'), stripe.balance.retrieve()]) {
      expect(await refusalOf(attempt)).toMatchObject({ statusCode: 503, type: 'StripeAPIError' })
    }
    await expect(tokenFor(served.url, '4242424242424242')).resolves.toBeUndefined()
    expect(await ask(served, 'outage', {}, 'GET')).toMatchObject({ outage: { how: 'error', until: null } })

    await ask(served, 'outage', {}, 'DELETE')
    expect(await refusalOf(pay('k2'))).toMatchObject({ statusCode: 500 })
    expect((await pay('k1')).lastResponse.headers).toMatchObject({ 'idempotent-replayed': 'true' })
  })

  it('hangs up where it should, ends by itself, and leaves the bank reachable', async () => {
    const asked = await paid(served, 2000, { payment_method: 'pm_card_threeDSecure2Required' })
    await ask(served, 'outage', { seconds: 1.5, how: 'lost' })
    expect(await refusalOf(stripe.balance.retrieve())).toMatchObject({ type: 'StripeConnectionError' })
    const done = await fetch(`${served.url}/test/payment_intents/${asked.id}/challenge`, {
      method: 'POST',
      headers: { authorization: `Bearer ${PUBLISHABLE_KEY}` },
      body: new URLSearchParams({ client_secret: asked.client_secret ?? '' }),
    })
    expect(done.status).toBe(200)
    const answers = () =>
      stripe.balance.retrieve().then(
        () => true,
        () => false,
      )
    await expect.poll(answers, { timeout: 4000 }).toBe(true)
  })
})
