// Money on its way to the bank, and back from there, through the real SDK.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type Stripe from 'stripe'
import { ask, onboardedAccount, paid, refusalOf, servePsp, submitOnboarding, type Served } from '../served.ts'

let served: Served
let stripe: Stripe
beforeAll(async () => {
  served = await servePsp()
  stripe = served.stripe
})
afterAll(() => served.close())

/** A seller who was paid for a sale. */
async function seller(amount = 3000) {
  const destination = await onboardedAccount(served)
  const { latest_charge: source } = await paid(served, 5000)
  const sale = { amount, currency: 'eur', destination, source_transaction: source as string }
  const transfer = await stripe.transfers.create(sale)
  return { account: destination, as: { stripeAccount: destination }, transfer }
}
const available = async (as?: Stripe.RequestOptions) =>
  (await stripe.balance.retrieve({}, as)).available.find(({ currency }) => currency === 'eur')?.amount ?? 0
const EURO = { currency: 'eur' }

async function onboard(account: string, iban: string) {
  const link = await stripe.accountLinks.create({
    account,
    type: 'account_onboarding',
    refresh_url: 'https://market.example/again',
    return_url: 'https://market.example/back',
  })
  await submitOnboarding(link.url, { name: 'Sam Seller', iban, accept: 'yes' })
}

describe('a payout of a connected account', () => {
  it('leaves the balance when it is made, and arrives when the bank says so', async () => {
    const { account, as } = await seller()
    const payout = await stripe.payouts.create({ ...EURO, amount: 2500 }, as)
    expect(payout).toMatchObject({ status: 'pending', automatic: false, amount: 2500 })
    expect(await available(as)).toBe(500)
    const shown = await stripe.payouts.retrieve(payout.id, { expand: ['balance_transaction'] }, as)
    expect(shown.balance_transaction).toMatchObject({ amount: -2500, type: 'payout', source: payout.id })

    await ask(served, `payouts/${payout.id}/arrive`)
    expect((await stripe.payouts.retrieve(payout.id, {}, as)).status).toBe('paid')
    const [event] = (await stripe.events.list({ type: 'payout.paid', limit: 1 })).data
    expect(event).toMatchObject({ account, data: { object: { id: payout.id } } })
  })

  it('takes everything there is where the schedule makes it', async () => {
    const { account, as } = await seller()
    const made = (await ask(served, `accounts/${account}/payout`)) as { data: Stripe.Payout[] }
    expect(made.data).toMatchObject([{ amount: 3000, automatic: true, status: 'pending' }])
    expect(await available(as)).toBe(0)
    await ask(served, `payouts/${made.data[0]?.id ?? ''}/arrive`)
    const { data } = await stripe.events.list({ types: ['payout.paid', 'payout.reconciliation_completed'], limit: 1 })
    expect(data[0]?.data.object).toMatchObject({ reconciliation_status: 'completed' })
    expect(await ask(served, `accounts/${account}/payout`)).toEqual({ object: 'list', data: [] })
  })

  it('is refused beyond the balance, and a transfer is not reversed once its money is gone', async () => {
    const { as, transfer } = await seller()
    const tooMuch = stripe.payouts.create({ ...EURO, amount: 3001 }, as)
    expect(await refusalOf(tooMuch)).toMatchObject({ code: 'balance_insufficient' })

    await stripe.payouts.create({ ...EURO, amount: 2500 }, as)
    const reversal = stripe.transfers.createReversal(transfer.id, { amount: 501 })
    expect(await refusalOf(reversal)).toMatchObject({ code: 'balance_insufficient', statusCode: 400 })
    await stripe.transfers.createReversal(transfer.id, { amount: 500 })
    expect(await available(as)).toBe(0)
  })

  it('returns the money when it fails, even after it was paid, and stops until there is another bank account', async () => {
    const { account, as } = await seller()
    const payout = await stripe.payouts.create({ ...EURO, amount: 3000 }, as)
    await ask(served, `payouts/${payout.id}/arrive`)
    await ask(served, `payouts/${payout.id}/fail`, { failure_code: 'account_closed' })

    const failed = await stripe.payouts.retrieve(payout.id, { expand: ['failure_balance_transaction'] }, as)
    expect(failed).toMatchObject({ status: 'failed', failure_code: 'account_closed' })
    expect(failed.failure_balance_transaction).toMatchObject({ amount: 3000, type: 'payout_failure' })
    expect(await available(as)).toBe(3000)
    const [event] = (await stripe.events.list({ type: 'payout.failed', limit: 1 })).data
    expect(event).toMatchObject({ account, data: { object: { id: payout.id, status: 'failed' } } })

    expect(await stripe.accounts.retrieve(account)).toMatchObject({
      payouts_enabled: false,
      requirements: { currently_due: ['external_account'] },
      external_accounts: { data: [{ status: 'errored' }] },
    })
    const again = () => stripe.payouts.create({ ...EURO, amount: 3000 }, as)
    expect(await refusalOf(again())).toMatchObject({ code: 'payouts_not_allowed' })
    await onboard(account, 'DE89370400440532013000')
    expect((await again()).status).toBe('pending')
    expect(await ask(served, `payouts/${payout.id}/fail`)).toHaveProperty('error')
  })

  it('fails by itself at the bank accounts made for that', async () => {
    const { account, as } = await seller()
    await onboard(account, 'DE62370400440532013001')
    const { id } = await stripe.payouts.create({ ...EURO, amount: 3000 }, as)
    await ask(served, `payouts/${id}/arrive`)
    expect(await stripe.payouts.retrieve(id, {}, as)).toMatchObject({ status: 'failed', failure_code: 'no_account' })
  })

  it('is canceled only while it waits', async () => {
    const { as } = await seller()
    const [first, second] = [
      await stripe.payouts.create({ ...EURO, amount: 1000 }, as),
      await stripe.payouts.create({ ...EURO, amount: 1000 }, as),
    ]
    expect((await stripe.payouts.cancel(first.id, {}, as)).status).toBe('canceled')
    expect(await available(as)).toBe(2000)
    await ask(served, `payouts/${second.id}/arrive`)
    expect((await refusalOf(stripe.payouts.cancel(second.id, {}, as))).statusCode).toBe(400)
  })

  it('is seen by its own account alone, newest first', async () => {
    const { as } = await seller()
    const other = await seller()
    const made = [await stripe.payouts.create({ ...EURO, amount: 1000 }, as)]
    made.unshift(await stripe.payouts.create({ ...EURO, amount: 1100 }, as))
    expect((await stripe.payouts.list({}, as)).data.map(({ id }) => id)).toEqual(made.map(({ id }) => id))
    expect((await stripe.payouts.list({ status: 'paid' }, as)).data).toEqual([])
    expect((await stripe.payouts.list({}, other.as)).data).toEqual([])
    expect((await refusalOf(stripe.payouts.retrieve(made[0]?.id ?? '', {}, other.as))).statusCode).toBe(404)
  })
})

describe('a payout of the platform', () => {
  it('takes from its own balance, and comes back when it fails', async () => {
    await paid(served, 10_000)
    const before = await available()
    const payout = await stripe.payouts.create({ ...EURO, amount: 4000, metadata: { operation: 'w-1' } })
    expect(payout.metadata).toEqual({ operation: 'w-1' })
    expect(await available()).toBe(before - 4000)
    await ask(served, `payouts/${payout.id}/fail`)
    expect(await available()).toBe(before)
    expect((await stripe.balanceTransactions.list({ source: payout.id })).data.map(({ type }) => type)).toEqual([
      'payout_failure',
      'payout',
    ])
  })
})
