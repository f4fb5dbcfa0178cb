// Sellers' accounts and the hosted pages that enable them, through the real SDK.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type Stripe from 'stripe'
import { servePsp, submitOnboarding, type Served } from '../served.ts'

let served: Served
let stripe: Stripe
beforeAll(async () => {
  served = await servePsp()
  stripe = served.stripe
})
afterAll(() => served.close())

const GOOD = { name: 'Sam Seller', iban: 'DE89370400440532013000', accept: 'yes' }
const open = (url: string) => fetch(url, { redirect: 'manual' })

async function linkFor(account: string) {
  const link = await stripe.accountLinks.create({
    account,
    type: 'account_onboarding',
    refresh_url: 'https://market.example/again',
    return_url: 'https://market.example/back',
  })
  return link.url
}

const newAccount = () =>
  stripe.accounts.create({
    country: 'DE',
    email: 'sam@example.org',
    capabilities: { transfers: { requested: true } },
    controller: {
      fees: { payer: 'application' },
      losses: { payments: 'application' },
      stripe_dashboard: { type: 'express' },
    },
    metadata: { seller: 's-1' },
  })

describe('an account', () => {
  it('starts with everything still due and nothing allowed', async () => {
    const account = await newAccount()
    expect(account).toMatchObject({
      type: 'express',
      country: 'DE',
      default_currency: 'eur',
      details_submitted: false,
      payouts_enabled: false,
      capabilities: { transfers: 'inactive' },
    })
    expect(account.requirements?.currently_due).toContain('external_account')
    expect((await stripe.accounts.retrieve(account.id)).metadata).toEqual({ seller: 's-1' })
  })

  it('tells the platform of every change, with what was there before', async () => {
    const account = await newAccount()
    await stripe.accounts.update(account.id, { email: 'new@example.org' })
    const [event] = (await stripe.events.list({ type: 'account.updated', limit: 1 })).data
    expect(event).toMatchObject({
      account: account.id,
      data: { object: { email: 'new@example.org' }, previous_attributes: { email: 'sam@example.org' } },
    })
  })
})

describe('the onboarding page', () => {
  it('says what it is, and enables the account once the form is complete', async () => {
    const account = await newAccount()
    const url = await linkFor(account.id)
    expect(url.startsWith(`${served.url}/onboard/`)).toBe(true)
    const shown = await open(url)
    const html = await shown.text()
    expect(html).toContain('Test payment provider')
    for (const label of ['Full name', 'IBAN', 'I accept the terms']) expect(html).toContain(label)

    const done = await submitOnboarding(await linkFor(account.id), GOOD)
    expect(done.status).toBe(303)
    expect(done.headers.get('location')).toBe('https://market.example/back')
    const enabled = await stripe.accounts.retrieve(account.id)
    expect(enabled).toMatchObject({
      details_submitted: true,
      charges_enabled: true,
      payouts_enabled: true,
      capabilities: { transfers: 'active' },
      requirements: { currently_due: [], disabled_reason: null },
    })
    expect(JSON.stringify(enabled)).not.toContain('370400440532')
    expect(enabled.external_accounts?.data[0]).toMatchObject({ last4: '3000', country: 'DE' })
  })

  it('opens once: a second visit, or a late one, is sent to ask for another link', async () => {
    const { id } = await newAccount()
    const url = await linkFor(id)
    await fetch(url, { method: 'HEAD' })
    expect((await open(url)).status).toBe(200)
    expect((await open(url)).headers.get('location')).toBe('https://market.example/again')

    let now = new Date()
    const late = await servePsp({ now: () => now })
    const account = await late.stripe.accounts.create({ country: 'DE' })
    const link = await late.stripe.accountLinks.create({
      account: account.id,
      type: 'account_onboarding',
      refresh_url: 'https://market.example/again',
      return_url: 'https://market.example/back',
    })
    now = new Date(link.expires_at * 1000)
    expect((await open(link.url)).headers.get('location')).toBe('https://market.example/again')
    await late.close()
  })

  it('returns unfinished where the seller will come back later', async () => {
    const { id } = await newAccount()
    const back = await submitOnboarding(await linkFor(id), { action: 'later' })
    expect(back.headers.get('location')).toBe('https://market.example/back')
    expect((await stripe.accounts.retrieve(id)).details_submitted).toBe(false)
  })

  it('names what is wrong, and keeps what was typed', async () => {
    const { id } = await newAccount()
    const reply = await submitOnboarding(await linkFor(id), { name: '<Sam>', iban: 'DE00370400440532013000' })
    const html = await reply.text()
    expect(reply.status).toBe(422)
    expect(html).toContain('role="alert"')
    expect(html).toContain('value="&lt;Sam&gt;"')
    expect(html).toContain('aria-describedby="iban-problem"')
  })

  it('takes a form only from whoever opened the page', async () => {
    const { id } = await newAccount()
    const url = await linkFor(id)
    const reply = await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(GOOD) })
    expect(reply.headers.get('location')).toBe('https://market.example/again')
    expect((await stripe.accounts.retrieve(id)).details_submitted).toBe(false)
  })
})

describe('version 2', () => {
  it('opens, onboards and shows the same account', async () => {
    const account = await stripe.v2.core.accounts.create({
      contact_email: 'sam@example.org',
      display_name: 'Sam',
      dashboard: 'express',
      identity: { country: 'DE', entity_type: 'individual' },
      configuration: { recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } } },
      include: ['configuration.recipient', 'requirements'],
    })
    const status = (shown: Stripe.V2.Core.Account) =>
      shown.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers?.status
    expect(status(account)).toBe('restricted')

    const useCase = { refresh_url: 'https://m.example/a', return_url: 'https://m.example/b' }
    const link = await stripe.v2.core.accountLinks.create({
      account: account.id,
      use_case: { type: 'account_onboarding', account_onboarding: useCase },
    })
    expect((await submitOnboarding(link.url, GOOD)).headers.get('location')).toBe('https://m.example/b')
    const enabled = await stripe.v2.core.accounts.retrieve(account.id, { include: ['configuration.recipient'] })
    expect(status(enabled)).toBe('active')
    expect(enabled).toMatchObject({ contact_email: 'sam@example.org', display_name: 'Sam', identity: null })
    expect((await stripe.accounts.retrieve(account.id)).capabilities).toEqual({ transfers: 'active' })
  })
})
