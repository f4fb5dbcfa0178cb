// What holds for every request: idempotency, faults, expansion, mounting, through the real SDK.
import { Hono } from 'hono'
import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPsp } from '../index.ts'
import {
  listen,
  paid,
  PUBLISHABLE_KEY,
  refusalOf,
  SECRET_KEY,
  servePsp,
  submitOnboarding,
  type Served,
} from '../served.ts'

let served: Served
let stripe: Stripe
beforeEach(async () => {
  served = await servePsp()
  stripe = served.stripe
})
afterEach(() => served.close())

const sale = {
  amount: 4800,
  currency: 'eur',
  confirm: true,
  payment_method: 'pm_card_visa',
  allowed_payment_method_types: ['card'],
}
const create = (idempotencyKey: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({ ...sale, ...more }, { idempotencyKey })

const faultOf = (fault: object) =>
  fetch(`${served.url}/test/faults`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRET_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  })

describe('an idempotency key', () => {
  it('gives the first answer again, and nothing happens twice', async () => {
    const first = await create('k1')
    const again = await create('k1')
    expect(again).toEqual(first)
    expect(again.lastResponse.headers).toMatchObject({
      'idempotent-replayed': 'true',
      'original-request': first.lastResponse.requestId,
      'idempotency-key': 'k1',
    })
    expect(first.lastResponse.headers).not.toHaveProperty('idempotent-replayed')
    expect(served.psp.sums().counts.charge).toBe(1)
  })

  it('ignores the order of parameters, but not their values', async () => {
    await create('k1', { metadata: { a: '1', b: '2' } })
    await create('k1', { metadata: { b: '2', a: '1' } })
    const refusal = await refusalOf(create('k1', { metadata: { a: '1', b: '3' } }))
    expect(refusal).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400, rawType: 'idempotency_error' })
  })

  it('gives a decline again, even where the card would work by now', async () => {
    const first = await refusalOf(create('k1', { payment_method: 'pm_card_visa_chargeDeclined' }))
    const again = await refusalOf(create('k1', { payment_method: 'pm_card_visa_chargeDeclined' }))
    expect(again.payment_intent?.id).toBe(first.payment_intent?.id)
    expect(served.psp.sums().counts.charge).toBe(1)
  })

  it('gives a refusal of state again, but keeps none for a malformed request', async () => {
    const held = await create('k0', { capture_method: 'manual' })
    const transfer = { amount: 100, currency: 'eur', destination: 'acct_none' }
    expect((await refusalOf(stripe.transfers.create(transfer, { idempotencyKey: 'k1' }))).statusCode).toBe(400)
    await stripe.accounts.create({ country: 'DE' }, { idempotencyKey: 'k1' })

    const refund = () => stripe.refunds.create({ payment_intent: held.id }, { idempotencyKey: 'k2' })
    await refusalOf(refund())
    await stripe.paymentIntents.capture(held.id)
    expect(await refusalOf(refund())).toMatchObject({ code: 'payment_intent_unexpected_state' })
  })

  it('gives a 500 again, and a new key tries anew', async () => {
    await faultOf({ kind: 'error', method: 'POST', path: '/v1/payment_intents', times: 1 })
    expect(await refusalOf(create('k1'))).toMatchObject({ statusCode: 500, type: 'StripeAPIError' })
    const again = await refusalOf(create('k1'))
    expect(again).toMatchObject({ statusCode: 500 })
    expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true' })
    expect((await create('k2')).status).toBe('succeeded')
  })

  it('answers 409 while the first is still running', async () => {
    await faultOf({ kind: 'delay', path: '/v1/payment_intents', ms: 300 })
    const slow = create('k1')
    await new Promise((wake) => setTimeout(wake, 100))
    expect(await refusalOf(create('k1'))).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' })
    expect((await slow).status).toBe('succeeded')
    expect((await create('k1')).id).toBe((await slow).id)
  })

  it('repeats failed work in version 2, and successes never', async () => {
    const account = { identity: { country: 'DE' as const }, contact_email: 'sam@example.org' }
    const attempt = () => stripe.v2.core.accounts.create(account, { idempotencyKey: 'k1' })
    await faultOf({ kind: 'error', path: '/v2/core/accounts' })
    expect((await refusalOf(attempt())).statusCode).toBe(500)
    const made = await attempt()
    expect((await attempt()).id).toBe(made.id)
  })

  it('wins only once when many send it together', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => create('k1')))
    const ids = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.id] : []))
    expect(new Set(ids).size).toBe(1)
    expect(served.psp.sums().counts.charge).toBe(1)
  })

  it('is forgotten after a day', async () => {
    let now = new Date('2027-05-01T10:00:00Z')
    const timed = await servePsp({ now: () => now })
    const attempt = () => timed.stripe.paymentIntents.create(sale, { idempotencyKey: 'k1' })
    const first = await attempt()
    now = new Date('2027-05-02T09:59:59Z')
    expect((await attempt()).id).toBe(first.id)
    now = new Date('2027-05-02T10:00:00Z')
    expect((await attempt()).id).not.toBe(first.id)
    await timed.close()
  })
})

describe('a fault', () => {
  // The SDK repeats a request once by itself when the connection breaks, so two losses are what a caller sees.
  it('loses the answer after the effect, and the same key recovers it', async () => {
    await faultOf({ kind: 'lost_after', method: 'POST', path: '/v1/payment_intents', times: 2 })
    expect(await refusalOf(create('k1'))).toMatchObject({ type: 'StripeConnectionError' })
    expect(served.psp.sums().counts.charge).toBe(1)
    const recovered = await create('k1')
    expect(recovered).toMatchObject({
      status: 'succeeded',
      lastResponse: { headers: { 'idempotent-replayed': 'true' } },
    })
  })

  it('loses the request before any effect', async () => {
    await faultOf({ kind: 'lost_before', method: 'POST', path: '/v1/payment_intents', times: 2 })
    expect(await refusalOf(create('k1'))).toMatchObject({ type: 'StripeConnectionError' })
    expect(served.psp.sums().counts.payment_intent).toBe(0)
    expect((await stripe.balance.retrieve()).available[0]?.amount).toBe(0)
  })

  it('strikes only what it names, is listed while it waits, and can be called off', async () => {
    await faultOf({ kind: 'error', method: 'GET', path: '/v1/balance' })
    await create('k1')
    const headers = { authorization: `Bearer ${SECRET_KEY}` }
    expect(await (await fetch(`${served.url}/test/faults`, { headers })).json()).toMatchObject({
      data: [{ kind: 'error' }],
    })
    await fetch(`${served.url}/test/faults`, { method: 'DELETE', headers })
    await stripe.balance.retrieve()
    expect((await faultOf({ kind: 'nonsense' })).status).toBe(400)
  })
})

describe('what tests may ask', () => {
  it('shows sums to the secret key alone', async () => {
    await paid(served, 1000)
    const state = (key: string) => fetch(`${served.url}/test/state`, { headers: { authorization: `Bearer ${key}` } })
    expect((await state(PUBLISHABLE_KEY)).status).toBe(401)
    expect(await (await state(SECRET_KEY)).json()).toMatchObject({
      counts: { payment_intent: 1, charge: 1 },
      balance: { eur: 960 },
      moved: { eur: { charge: 1000, fees: 40 } },
      webhooks: { waiting: 0, givenUp: 0 },
    })
  })
})

describe('expansion', () => {
  it('reaches through lists and objects, and refuses what is no reference', async () => {
    await create('k1')
    const found = await stripe.paymentIntents.list({ expand: ['data.latest_charge.balance_transaction'] })
    const charge = found.data[0]?.latest_charge as Stripe.Charge
    expect(charge.balance_transaction).toMatchObject({ object: 'balance_transaction' })
    expect((await refusalOf(stripe.paymentIntents.list({ expand: ['data.amount'] }))).param).toBe('expand')
    expect((await refusalOf(create('k2', { expand: ['nothing'] }))).param).toBe('expand')
    expect(served.psp.sums().counts.payment_intent).toBe(1)
  })
})

describe('mounted under a path', () => {
  it('serves the SDK, whose requests are led there, and names its pages with the path', async () => {
    const outer = new Hono()
    const psp = createPsp({
      secretKey: SECRET_KEY,
      publishableKey: PUBLISHABLE_KEY,
      mount: '/dev/psp',
      origin: () => url,
    })
    outer.route('/dev/psp', psp.app)
    const { url, stop } = await listen(outer)
    const { hostname: host, port } = new URL(url)
    // The SDK knows hosts but no path prefix; an authenticator may rewrite the path of each request.
    const mounted = new Stripe('', {
      host,
      port,
      protocol: 'http',
      authenticator: (request) => {
        request.headers.Authorization = `Bearer ${SECRET_KEY}`
        request.path = `/dev/psp${request.path}`
        return Promise.resolve()
      },
    })
    psp.faults.add({ kind: 'error', method: 'GET', path: '/v1/balance', times: 1, ms: 0 })
    expect((await refusalOf(mounted.balance.retrieve({}, { maxNetworkRetries: 0 }))).statusCode).toBe(500)
    const account = await mounted.accounts.create({ country: 'DE' })
    const link = await mounted.accountLinks.create({
      account: account.id,
      type: 'account_onboarding',
      refresh_url: 'https://market.example/again',
      return_url: 'https://market.example/back',
    })
    expect(link.url.startsWith(`${url}/dev/psp/onboard/`)).toBe(true)
    expect((await submitOnboarding(link.url, { action: 'later' })).headers.get('location')).toBe(
      'https://market.example/back',
    )
    expect((await refusalOf(mounted.customers.list())).statusCode).toBe(404)
    const elsewhere = mounted.paymentIntents.list({}, { stripeAccount: account.id })
    expect((await refusalOf(elsewhere)).statusCode).toBe(400)
    stop()
    await psp.close()
  })
})
