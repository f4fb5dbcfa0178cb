// served.ts: a payment server on a port of its own with the real SDK pointed at it, for tests.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import Stripe from 'stripe'
import { createPsp, type Psp, type PspOptions } from './index.ts'

export const SECRET_KEY = 'sk_test_local'
export const PUBLISHABLE_KEY = 'pk_test_local'
export const WEBHOOK_SECRET = 'whsec_local'

export type Served = { psp: Psp; stripe: Stripe; url: string; close(): Promise<void>; abandon(): void }

export async function servePsp(options: Partial<PspOptions> = {}): Promise<Served> {
  const psp = createPsp({ secretKey: SECRET_KEY, publishableKey: PUBLISHABLE_KEY, origin: () => url, ...options })
  const listening = await listen(psp.app)
  const { url } = listening
  return {
    psp,
    url,
    stripe: sdkFor(url),
    abandon: listening.stop,
    async close() {
      listening.stop()
      await psp.close()
    },
  }
}

export async function listen(app: Hono): Promise<{ url: string; stop(): void }> {
  const server: Server = createServer(getRequestListener(app.fetch))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}

export function sdkFor(url: string, key = SECRET_KEY): Stripe {
  const { hostname, port } = new URL(url)
  return new Stripe(key, { host: hostname, port, protocol: 'http', telemetry: false, maxNetworkRetries: 0 })
}

/** What the browser's test form does: a token for a typed card, with the publishable key. */
export async function tokenFor(url: string, number: string, more: Record<string, string> = {}): Promise<string> {
  const reply = await createToken(url, number, more)
  return ((await reply.json()) as { id: string }).id
}

export function createToken(url: string, number: string, more: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/v1/confirmation_tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${PUBLISHABLE_KEY}`, origin: 'https://market.example' },
    body: new URLSearchParams({
      'payment_method_data[type]': 'card',
      'payment_method_data[card][number]': number,
      'payment_method_data[card][exp_month]': '12',
      'payment_method_data[card][exp_year]': String(new Date().getUTCFullYear() + 2),
      'payment_method_data[card][cvc]': '123',
      'payment_method_data[billing_details][name]': 'Ada Fan',
      ...more,
    }),
  })
}

/** A seller who has walked through the hosted pages. */
export async function onboardedAccount({ stripe }: Pick<Served, 'stripe'>): Promise<string> {
  const account = await stripe.accounts.create({ country: 'DE', capabilities: { transfers: { requested: true } } })
  const link = await stripe.accountLinks.create({
    account: account.id,
    type: 'account_onboarding',
    refresh_url: 'https://market.example/again',
    return_url: 'https://market.example/back',
  })
  await submitOnboarding(link.url, { name: 'Sam Seller', iban: 'DE89 3704 0044 0532 0130 00', accept: 'yes' })
  return account.id
}

/** Opens the page as a browser would, and sends its form. */
export async function submitOnboarding(url: string, fields: Record<string, string>): Promise<Response> {
  const shown = await (await fetch(url, { redirect: 'manual' })).text()
  const session = /name="session" value="([^"]*)"/.exec(shown)?.[1] ?? ''
  return fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ session, ...fields }) })
}

/** A captured card payment, as a sale leaves it. */
export function paid(
  { stripe }: Pick<Served, 'stripe'>,
  amount: number,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
) {
  return stripe.paymentIntents.create({
    amount,
    currency: 'eur',
    confirm: true,
    payment_method: 'pm_card_visa',
    allowed_payment_method_types: ['card'],
    ...more,
  })
}

export async function refusalOf(attempt: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await attempt
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error
    throw error
  }
  throw new Error('It was not refused')
}

/** What only tests may ask: `/test/disputes` and its siblings. */
export async function ask(
  { url }: Pick<Served, 'url'>,
  path: string,
  body: object = {},
  method = 'POST',
): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${SECRET_KEY}`, 'content-type': 'application/json' }
  const reply = await fetch(`${url}/test/${path}`, {
    method,
    headers,
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  })
  return (await reply.json()) as Record<string, unknown>
}
