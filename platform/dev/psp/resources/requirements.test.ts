// Accounts that are asked for more after they worked, in both versions, through the real SDK.
import { Hono } from 'hono'
import Stripe from 'stripe'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ask, listen, onboardedAccount, servePsp, submitOnboarding, type Served } from '../served.ts'

const SECRET = 'whsec_thin'
type Received = { body: string; signature: string }

let served: Served
let stripe: Stripe
let receiver: Awaited<ReturnType<typeof listen>>
let received: Received[]
beforeAll(async () => {
  const app = new Hono()
  app.post('/hooks/thin', async (c) => {
    received.push({ body: await c.req.text(), signature: c.req.header('stripe-signature') ?? '' })
    return c.body(null, 200)
  })
  receiver = await listen(app)
  served = await servePsp({ notifications: { url: () => `${receiver.url}/hooks/thin`, secret: SECRET } })
  stripe = served.stripe
})
beforeEach(() => {
  received = []
})
afterAll(async () => {
  await served.close()
  receiver.stop()
})

const want = (account: string, wish: object) => ask(served, `accounts/${account}/requirements`, wish)
const eventsOf = async (account: string) => {
  const { data } = await stripe.events.list({ types: ['account.updated', 'capability.updated'], limit: 10 })
  return data.filter((event) => event.account === account)
}

describe('an account that is asked for more', () => {
  it('works until the deadline, and the platform is told what is due', async () => {
    const id = await onboardedAccount(served)
    await want(id, { currently_due: ['individual.verification.document'], current_deadline: 1_900_000_000 })
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      capabilities: { transfers: 'active' },
      payouts_enabled: true,
      requirements: {
        currently_due: ['individual.verification.document'],
        current_deadline: 1_900_000_000,
        disabled_reason: null,
        past_due: [],
      },
    })
    const [event] = await eventsOf(id)
    expect(event).toMatchObject({ type: 'account.updated', data: { previous_attributes: { payouts_enabled: true } } })
  })

  it('stops when the answer is past due, and works again once nothing is', async () => {
    const id = await onboardedAccount(served)
    await want(id, { past_due: ['individual.verification.document'] })
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      capabilities: { transfers: 'inactive' },
      payouts_enabled: false,
      requirements: { disabled_reason: 'requirements.past_due', past_due: ['individual.verification.document'] },
    })
    const transfer = stripe.transfers.create({ amount: 100, currency: 'eur', destination: id })
    await expect(transfer).rejects.toMatchObject({ code: 'insufficient_capabilities_for_transfer' })
    const [capability] = await eventsOf(id)
    expect(capability).toMatchObject({
      type: 'capability.updated',
      data: { object: { id: 'transfers', object: 'capability', status: 'inactive', account: id } },
    })

    await want(id, {})
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      capabilities: { transfers: 'active' },
      payouts_enabled: true,
      requirements: { currently_due: [], disabled_reason: null },
    })
  })

  it('may lose a capability without being asked for anything, while Stripe looks at it', async () => {
    const id = await onboardedAccount(served)
    await want(id, { capability: 'pending', pending_verification: ['individual.id_number'] })
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      capabilities: { transfers: 'pending' },
      payouts_enabled: true,
      requirements: { pending_verification: ['individual.id_number'] },
    })
  })
})

describe('version 2', () => {
  const include = ['configuration.recipient', 'requirements'] as const
  async function opened() {
    const account = await stripe.v2.core.accounts.create({
      contact_email: 'sam@example.org',
      identity: { country: 'DE', entity_type: 'individual' },
      configuration: { recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } } },
    })
    const useCase = { refresh_url: 'https://m.example/a', return_url: 'https://m.example/b' }
    const link = await stripe.v2.core.accountLinks.create({
      account: account.id,
      use_case: { type: 'account_onboarding', account_onboarding: useCase },
    })
    await submitOnboarding(link.url, { name: 'Sam', iban: 'DE89370400440532013000', accept: 'yes' })
    await served.psp.flush()
    received = []
    return account.id
  }

  it('shows who has to do what by when, and what is restricted meanwhile', async () => {
    const id = await opened()
    await want(id, { past_due: ['identity.individual.documents'], current_deadline: 1_900_000_000 })
    const account = await stripe.v2.core.accounts.retrieve(id, { include: [...include] })
    expect(account.requirements).toMatchObject({
      entries: [
        {
          awaiting_action_from: 'user',
          description: 'identity.individual.documents',
          minimum_deadline: { status: 'past_due' },
          requested_reasons: [{ code: 'routine_verification' }],
        },
      ],
      summary: { minimum_deadline: { status: 'past_due', time: '2030-03-17T17:46:40.000Z' } },
    })
    expect(account.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers).toMatchObject({
      status: 'restricted',
      status_details: [{ code: 'requirements_past_due', resolution: 'provide_info' }],
    })
  })

  it('tells it in thin events, which say nothing until they are fetched', async () => {
    const id = await opened()
    await want(id, { past_due: ['identity.individual.documents'] })
    await served.psp.flush()

    const notes = received.map(({ body, signature }) => stripe.parseEventNotification(body, signature, SECRET))
    expect(notes.map(({ type }) => type).sort()).toEqual([
      'v2.core.account[configuration.recipient].capability_status_updated',
      'v2.core.account[requirements].updated',
    ])
    for (const { body } of received) expect(body).not.toContain('"data"')
    const changed = notes.find(({ type }) => type.endsWith('capability_status_updated'))
    if (changed?.type !== 'v2.core.account[configuration.recipient].capability_status_updated') throw new Error('none')
    expect((await changed.fetchEvent()).data).toEqual({ updated_capability: 'stripe_balance.stripe_transfers' })
    expect((await changed.fetchRelatedObject()).id).toBe(id)

    const { body, signature } = received[0] as Received
    expect(() => stripe.parseEventNotification(body, signature, 'whsec_other')).toThrow(/signature/i)
    expect(() => Stripe.webhooks.constructEvent(body, signature, SECRET)).toThrow(/thin/i)
    const listed = await stripe.v2.core.events.list({ object_id: id, limit: 2 })
    expect(listed.data.map((event) => event.id).sort()).toEqual(notes.map((note) => note.id).sort())
  })

  it('is silent about accounts that were opened in version 1, which version 1 tells of', async () => {
    const id = await onboardedAccount(served)
    await want(id, { past_due: ['external_account'] })
    await served.psp.flush()
    expect(received).toEqual([])
    expect(await eventsOf(id)).not.toEqual([])
  })
})
