// Webhooks arrive signed, after the reply, again until they are taken, and also after a restart.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import Stripe from 'stripe'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { listen, paid, SECRET_KEY, servePsp, WEBHOOK_SECRET, type Served } from '../served.ts'

type Received = { body: string; signature: string }
let received: Received[]
let answerWith: number
let receiver: { url: string; stop(): void }
let folder: string
const running: Served[] = []

beforeEach(async () => {
  received = []
  answerWith = 200
  folder = mkdtempSync(join(tmpdir(), 'psp-'))
  const app = new Hono()
  app.post('/hooks/stripe', async (c) => {
    received.push({ body: await c.req.text(), signature: c.req.header('stripe-signature') ?? '' })
    return c.body(null, answerWith as 200)
  })
  receiver = await listen(app)
})
afterEach(async () => {
  for (const served of running.splice(0)) await served.close()
  receiver.stop()
  rmSync(folder, { recursive: true })
})

async function start(more: { journal?: string } = {}) {
  const webhook = { url: () => `${receiver.url}/hooks/stripe`, secret: WEBHOOK_SECRET }
  const served = await servePsp({ webhook, ...more })
  running.push(served)
  return served
}

const opened = ({ body, signature }: Received) => Stripe.webhooks.constructEvent(body, signature, WEBHOOK_SECRET)
const until = async (isSo: () => boolean) => {
  for (let n = 0; n < 200 && !isSo(); n += 1) await new Promise((wake) => setTimeout(wake, 20))
  expect(isSo()).toBe(true)
}

it('are signed so that the real SDK accepts them, and only with the right secret', async () => {
  const served = await start()
  const intent = await paid(served, 5000)
  await served.psp.flush()

  const events = received.map(opened)
  expect(events.map(({ type }) => type).sort()).toEqual([
    'charge.succeeded',
    'payment_intent.created',
    'payment_intent.succeeded',
  ])
  const succeeded = events.find(({ type }) => type === 'payment_intent.succeeded')
  expect(succeeded).toMatchObject({
    object: 'event',
    livemode: false,
    api_version: Stripe.API_VERSION,
    pending_webhooks: 1,
  })
  expect(succeeded?.data.object).toMatchObject({ id: intent.id, status: 'succeeded' })
  expect(succeeded?.request?.id).toBe(intent.lastResponse.requestId)
  const { body, signature } = received[0] as Received
  expect(() => Stripe.webhooks.constructEvent(body, signature, 'whsec_other')).toThrow(/signature/i)
  expect(() => Stripe.webhooks.constructEvent(`${body} `, signature, WEBHOOK_SECRET)).toThrow(/signature/i)
})

it('come by themselves, after the reply', async () => {
  const served = await start()
  await paid(served, 5000)
  await until(() => received.length === 3)
})

it('are tried again when refused, without another request', async () => {
  const served = await start()
  answerWith = 500
  await paid(served, 5000)
  await until(() => received.length >= 3)
  const [event] = (await served.stripe.events.list({ type: 'payment_intent.succeeded' })).data
  expect(event?.pending_webhooks).toBe(1)

  answerWith = 200
  await until(() => new Set(received.slice(3).map((item) => opened(item).id)).size === 3)
  await until(() => served.psp.sums().counts.delivery === 0)
  expect((await served.stripe.events.retrieve(event?.id ?? '')).pending_webhooks).toBe(0)
})

it('are delivered now when a test says so, each once', async () => {
  const served = await start()
  answerWith = 503
  await paid(served, 5000)
  await until(() => received.length >= 3)
  const flush = async () => {
    const headers = { authorization: `Bearer ${SECRET_KEY}` }
    return (await fetch(`${served.url}/test/webhooks/flush`, { method: 'POST', headers })).json()
  }
  expect(await flush()).toEqual({ delivered: 0, failed: 3 })
  answerWith = 200
  expect(await flush()).toEqual({ delivered: 3, failed: 0 })
  expect(await flush()).toEqual({ delivered: 0, failed: 0 })
})

it('survive a restart', async () => {
  const journal = join(folder, 'psp.ndjson')
  answerWith = 500
  const first = await start({ journal })
  await paid(first, 5000)
  await until(() => received.length >= 3)
  await first.close()

  received = []
  answerWith = 200
  const second = await start({ journal })
  await until(() => received.length === 3)
  expect((await second.stripe.events.list({ delivery_success: true })).data).toHaveLength(3)
})

it('are listed as events, by type and newest first', async () => {
  const served = await start()
  await paid(served, 5000)
  const { data } = await served.stripe.events.list({ types: ['payment_intent.created', 'payment_intent.succeeded'] })
  expect(data.map(({ type }) => type)).toEqual(['payment_intent.succeeded', 'payment_intent.created'])
  expect((await served.stripe.events.list({ type: 'charge.*' })).data).toHaveLength(1)
})
