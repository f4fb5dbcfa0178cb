// Sellers: onboarding on the hosted pages, being paid, and paying back, through the real SDK.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type Stripe from 'stripe'
import { onboardedAccount, paid, refusalOf, servePsp, submitOnboarding, type Served } from '../served.ts'

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

describe('a transfer', () => {
  const chargeOf = async (amount: number, group?: string) =>
    (await paid(served, amount, group === undefined ? {} : { transfer_group: group })).latest_charge as string

  it('moves money from the platform to the seller, and both balances show it', async () => {
    const destination = await onboardedAccount(served)
    const source = await chargeOf(5000, 'order-9')
    const before = await available()
    const transfer = await stripe.transfers.create({
      amount: 3000,
      currency: 'eur',
      destination,
      source_transaction: source,
      metadata: { line: 'l-1' },
      expand: ['balance_transaction'],
    })
    expect(transfer).toMatchObject({
      amount_reversed: 0,
      reversed: false,
      transfer_group: 'order-9',
      metadata: { line: 'l-1' },
    })
    expect(transfer.balance_transaction).toMatchObject({ amount: -3000, net: -3000, fee: 0, type: 'transfer' })
    expect(await available()).toBe(before - 3000)
    expect(await available(destination)).toBe(3000)
    const listed = await stripe.transfers.list({ transfer_group: 'order-9' })
    expect(listed.data.map(({ id }) => id)).toEqual([transfer.id])
    expect((await stripe.events.list({ type: 'transfer.created', limit: 1 })).data[0]?.data.object).toMatchObject({
      id: transfer.id,
    })
    const own = await stripe.balanceTransactions.list({}, { stripeAccount: destination })
    expect(own.data).toMatchObject([{ amount: 3000, type: 'payment' }])
  })

  const available = async (stripeAccount?: string) => {
    const balance = await stripe.balance.retrieve({}, stripeAccount === undefined ? {} : { stripeAccount })
    return balance.available.find(({ currency }) => currency === 'eur')?.amount ?? 0
  }

  it('is refused before the seller may receive', async () => {
    const { id } = await newAccount()
    const source = await chargeOf(5000)
    const attempt = stripe.transfers.create({
      amount: 100,
      currency: 'eur',
      destination: id,
      source_transaction: source,
    })
    expect(await refusalOf(attempt)).toMatchObject({ code: 'insufficient_capabilities_for_transfer', statusCode: 400 })
  })

  it('is refused beyond the charge it draws on, all its transfers together, until one is reversed', async () => {
    const destination = await onboardedAccount(served)
    const draw = { currency: 'eur', destination, source_transaction: await chargeOf(5000) }
    const first = await stripe.transfers.create({ ...draw, amount: 4000 })
    expect((await refusalOf(stripe.transfers.create({ ...draw, amount: 1001 }))).message).toContain('€50.00')

    await stripe.transfers.createReversal(first.id, { amount: 500 })
    await stripe.transfers.create({ ...draw, amount: 1500 })
  })

  it('is refused from a charge that is not captured, in another currency or of another group', async () => {
    const destination = await onboardedAccount(served)
    const held = await paid(served, 5000, { capture_method: 'manual' })
    const draw = { amount: 100, currency: 'eur', destination }
    const uncaptured = stripe.transfers.create({ ...draw, source_transaction: held.latest_charge as string })
    expect(await refusalOf(uncaptured)).toMatchObject({ param: 'source_transaction' })
    const source = await chargeOf(5000, 'mine')
    const other = stripe.transfers.create({ ...draw, source_transaction: source, transfer_group: 'other' })
    expect(await refusalOf(other)).toMatchObject({ param: 'transfer_group' })
    const dollars = stripe.transfers.create({ ...draw, currency: 'usd', source_transaction: source })
    expect(await refusalOf(dollars)).toMatchObject({ param: 'source_transaction' })
  })

  it('without a source is refused beyond the available balance', async () => {
    const alone = await servePsp()
    const destination = await onboardedAccount(alone)
    await paid(alone, 1000)
    const attempt = alone.stripe.transfers.create({ amount: 961, currency: 'eur', destination })
    expect(await refusalOf(attempt)).toMatchObject({ code: 'balance_insufficient', type: 'StripeInvalidRequestError' })
    await alone.stripe.transfers.create({ amount: 960, currency: 'eur', destination })
    await alone.close()
  })

  it('is reversed in parts, never beyond itself, and says so', async () => {
    const destination = await onboardedAccount(served)
    const draw = { currency: 'eur', destination, source_transaction: await chargeOf(5000) }
    const { id } = await stripe.transfers.create({ ...draw, amount: 3000 })
    const before = await available()
    const reversal = await stripe.transfers.createReversal(id, { amount: 1000, metadata: { why: 'refund' } })
    expect(reversal).toMatchObject({ amount: 1000, transfer: id, metadata: { why: 'refund' } })
    expect(await available()).toBe(before + 1000)
    expect(await available(destination)).toBe(2000)
    expect(await stripe.transfers.retrieve(id)).toMatchObject({ amount_reversed: 1000, reversed: false })
    expect((await refusalOf(stripe.transfers.createReversal(id, { amount: 2001 }))).param).toBe('amount')

    await stripe.transfers.createReversal(id)
    const whole = await stripe.transfers.retrieve(id)
    expect(whole).toMatchObject({ amount_reversed: 3000, reversed: true })
    expect(whole.reversals.data).toHaveLength(2)
    expect((await stripe.transfers.listReversals(id)).data.map(({ amount }) => amount)).toEqual([2000, 1000])
    expect((await refusalOf(stripe.transfers.createReversal(id))).statusCode).toBe(400)
    expect((await stripe.transfers.retrieveReversal(id, reversal.id)).amount).toBe(1000)
    expect((await stripe.events.list({ type: 'transfer.reversed' })).data.length).toBeGreaterThan(1)
  })
})
