// Paying sellers and taking it back, through the real SDK.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type Stripe from 'stripe'
import { onboardedAccount, paid, refusalOf, servePsp, type Served } from '../served.ts'

let served: Served
let stripe: Stripe
beforeAll(async () => {
  served = await servePsp()
  stripe = served.stripe
})
afterAll(() => served.close())

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
    const { id } = await stripe.accounts.create({ country: 'DE', capabilities: { transfers: { requested: true } } })
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
