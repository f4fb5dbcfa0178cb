// Webhooks that come twice, out of order, late, never, or say something else than is true.
import { Hono } from 'hono'
import Stripe from 'stripe'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ask, listen, paid, servePsp, WEBHOOK_SECRET, type Served } from '../served.ts'

let served: Served
let receiver: { url: string; stop(): void }
let events: Stripe.Event[]
beforeEach(async () => {
  events = []
  const app = new Hono()
  app.post('/hooks/stripe', async (c) => {
    const body = await c.req.text()
    events.push(Stripe.webhooks.constructEvent(body, c.req.header('stripe-signature') ?? '', WEBHOOK_SECRET))
    return c.body(null, 200)
  })
  receiver = await listen(app)
  served = await servePsp({ webhook: { url: () => `${receiver.url}/hooks/stripe`, secret: WEBHOOK_SECRET } })
})
afterEach(async () => {
  await served.close()
  receiver.stop()
})

const fault = (wish: object) => ask(served, 'webhooks/faults', wish)
const SUCCEEDED = 'payment_intent.succeeded'
const types = () => events.map(({ type }) => type)
const told = () => events.filter(({ type }) => type === SUCCEEDED)

it('come twice, the same event each time', async () => {
  await fault({ kind: 'duplicate', type: SUCCEEDED })
  await paid(served, 5000)
  await served.psp.flush()
  expect(types()).toHaveLength(4)
  expect(new Set(told().map(({ id }) => id)).size).toBe(1)
  expect(told()).toHaveLength(2)
})

it('come after later ones, in the opposite order', async () => {
  await fault({ kind: 'reordered', type: 'payment_intent.*', times: 2, ms: 60_000 })
  await paid(served, 5000)
  await served.psp.flush()
  expect(types()).toEqual(['charge.succeeded', SUCCEEDED, 'payment_intent.created'])
})

it('come out of order by themselves, once another came or the wait is over', async () => {
  await fault({ kind: 'reordered', type: 'payment_intent.created', ms: 60_000 })
  await paid(served, 5000)
  await expect.poll(types, { timeout: 3000 }).toHaveLength(3)
  expect(types()[0]).not.toBe('payment_intent.created')

  await fault({ kind: 'reordered', times: 3, ms: 50 })
  events = []
  await paid(served, 5000)
  await expect.poll(types, { timeout: 3000 }).toHaveLength(3)
  expect(types()).toEqual([SUCCEEDED, 'charge.succeeded', 'payment_intent.created'])
})

it('come late, unless they are wanted now', async () => {
  await fault({ kind: 'delayed', type: SUCCEEDED, ms: 60_000 })
  await paid(served, 5000)
  await expect.poll(types).toHaveLength(2)
  expect(told()).toEqual([])
  expect(await ask(served, 'state', {}, 'GET')).toMatchObject({ webhooks: { waiting: 1 } })
  await served.psp.flush()
  expect(told()).toHaveLength(1)
})

it('never come, though the event is there to be found', async () => {
  await fault({ kind: 'dropped', type: SUCCEEDED })
  await paid(served, 5000)
  await served.psp.flush()
  expect(types()).toHaveLength(2)
  expect(told()).toEqual([])
  expect((await served.stripe.events.list({ type: SUCCEEDED })).data).toHaveLength(1)
  expect(served.psp.sums().counts.delivery).toBe(0)
})

it('contradict what is true, well signed, while the API goes on telling the truth', async () => {
  await fault({ kind: 'contradicting', type: SUCCEEDED, change: { amount: 1, currency: 'usd', status: 'canceled' } })
  const intent = await paid(served, 5000)
  await served.psp.flush()
  const [event] = told()
  expect(event?.data.object).toMatchObject({ id: intent.id, amount: 1, currency: 'usd', status: 'canceled' })
  const truth = { amount: 5000, currency: 'eur', status: 'succeeded' }
  expect((await served.stripe.events.retrieve(event?.id ?? '')).data.object).toMatchObject(truth)
  expect(await served.stripe.paymentIntents.retrieve(intent.id)).toMatchObject(truth)
})

it('are sent once more, and with another content, when a test asks for it', async () => {
  await paid(served, 5000)
  await served.psp.flush()
  const [event] = told()
  expect(await ask(served, `events/${event?.id ?? ''}/send`)).toEqual({ delivered: true })
  await ask(served, `events/${event?.id ?? ''}/send`, { change: { amount: 1 } })
  expect(told().map(({ data }) => (data.object as Stripe.PaymentIntent).amount)).toEqual([5000, 5000, 1])
})

it('are left alone once the faults are called off', async () => {
  await fault({ kind: 'dropped', times: 10 })
  expect(await ask(served, 'webhooks/faults', {}, 'GET')).toMatchObject({ data: [{ kind: 'dropped', times: 10 }] })
  await ask(served, 'webhooks/faults', {}, 'DELETE')
  expect(await fault({ kind: 'nonsense' })).toHaveProperty('error')
  await paid(served, 5000)
  await served.psp.flush()
  expect(types()).toHaveLength(3)
})
