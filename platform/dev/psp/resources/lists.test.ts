// How what is lost is found again: search that lags, and the lists a recovery walks, through the real SDK.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type Stripe from 'stripe'
import { ask, onboardedAccount, paid, servePsp, type Served } from '../served.ts'

let now = new Date('2027-05-01T10:00:00Z')
let served: Served
let stripe: Stripe
beforeAll(async () => {
  served = await servePsp({ now: () => now })
  stripe = served.stripe
})
afterAll(() => served.close())

const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
  return Math.floor(now.getTime() / 1000)
}
const ids = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => id)

describe('search', () => {
  it('finds nothing younger than it is told to lag, while reading by id does', async () => {
    await ask(served, 'search', { lag_seconds: 60 })
    const { id } = await paid(served, 1000, { metadata: { operation: 'op-1' } })
    const search = () => stripe.paymentIntents.search({ query: "metadata['operation']:'op-1'" })
    later(59)
    expect((await search()).data).toEqual([])
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded')
    later(1)
    expect(ids(await search())).toEqual([id])
    await ask(served, 'search', { lag_seconds: 0 })
  })
})

describe('lists', () => {
  it('narrow refunds and disputes to a payment, and transfers to a group or a seller', async () => {
    const [one, other] = [await paid(served, 5000), await paid(served, 5000, { transfer_group: 'o-1' })]
    const refund = await stripe.refunds.create({ payment_intent: one.id, amount: 100 })
    await stripe.refunds.create({ payment_intent: other.id, amount: 100 })
    const dispute = await ask(served, 'disputes', { payment_intent: one.id })
    expect(ids(await stripe.refunds.list({ payment_intent: one.id }))).toEqual([refund.id])
    expect(ids(await stripe.disputes.list({ payment_intent: one.id }))).toEqual([dispute.id])
    expect((await stripe.disputes.list({ payment_intent: other.id })).data).toEqual([])

    const destination = await onboardedAccount(served)
    const sale = { currency: 'eur', destination, source_transaction: other.latest_charge as string }
    const transfers = [await stripe.transfers.create({ ...sale, amount: 100 })]
    transfers.unshift(await stripe.transfers.create({ ...sale, amount: 200 }))
    const made = transfers.map(({ id }) => id)
    expect(ids(await stripe.transfers.list({ transfer_group: 'o-1' }))).toEqual(made)
    expect(ids(await stripe.transfers.list({ destination }))).toEqual(made)
    expect((await stripe.transfers.list({ destination: 'acct_none' })).data).toEqual([])
  })

  it('walk the movements of a balance by source, type and time, page by page', async () => {
    const from = later(10)
    const sale = await paid(served, 5000)
    const refund = await stripe.refunds.create({ payment_intent: sale.id })
    const until = later(10)
    await paid(served, 7000)

    const within = { created: { gte: from, lt: until } }
    const walked = await stripe.balanceTransactions.list({ ...within, limit: 1 }).autoPagingToArray({ limit: 10 })
    expect(walked.map(({ type, amount }) => [type, amount])).toEqual([
      ['refund', -5000],
      ['charge', 5000],
    ])
    expect((await stripe.balanceTransactions.list({ ...within, type: 'refund' })).data).toHaveLength(1)
    const [moved] = (await stripe.balanceTransactions.list({ source: refund.id })).data
    expect(moved).toMatchObject({ type: 'refund', source: refund.id })
  })

  it('walk the movements of a seller the same way', async () => {
    const destination = await onboardedAccount(served)
    const { latest_charge: source } = await paid(served, 5000)
    const draw = { currency: 'eur', destination, source_transaction: source as string }
    const from = later(10)
    for (const amount of [100, 200, 300]) await stripe.transfers.create({ ...draw, amount })
    const until = later(10)
    await stripe.transfers.create({ ...draw, amount: 400 })

    const within = { created: { gte: from, lt: until }, limit: 2 }
    const as = { stripeAccount: destination }
    const walked = await stripe.balanceTransactions.list(within, as).autoPagingToArray({ limit: 10 })
    expect(walked.map(({ amount }) => amount)).toEqual([300, 200, 100])
  })
})
