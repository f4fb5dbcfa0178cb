// Nothing that was answered is lost when the process dies, and nothing half-written is believed.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ask, onboardedAccount, paid, refusalOf, servePsp, type Served } from '../served.ts'

let folder: string
let journal: string
const running: Served[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psp-'))
  journal = join(folder, 'state', 'psp.ndjson')
})
afterEach(async () => {
  for (const served of running.splice(0)) await served.close()
  rmSync(folder, { recursive: true })
})

async function start() {
  const served = await servePsp({ journal })
  running.push(served)
  return served
}

/** As kill -9 does it: nobody says goodbye. */
async function restart(before: Served) {
  before.abandon()
  return start()
}

it('remembers everything after the process is gone: objects, balances, keys, indexes', async () => {
  const first = await start()
  const destination = await onboardedAccount(first)
  const key = { idempotencyKey: 'k1' }
  const params = { amount: 4800, currency: 'eur', allowed_payment_method_types: ['card'], metadata: { order: 'o-7' } }
  const open = await first.stripe.paymentIntents.create(params, key)
  const sold = await paid(first, 5000)
  await first.stripe.transfers.create({
    amount: 3000,
    currency: 'eur',
    destination,
    source_transaction: sold.latest_charge as string,
  })
  const sums = first.psp.sums()

  const second = await restart(first)
  expect(second.psp.sums()).toEqual(sums)
  expect((await second.stripe.paymentIntents.create(params, key)).id).toBe(open.id)
  expect((await second.stripe.paymentIntents.search({ query: "metadata['order']:'o-7'" })).data).toHaveLength(1)
  const beyond = second.stripe.transfers.create({
    amount: 2001,
    currency: 'eur',
    destination,
    source_transaction: sold.latest_charge as string,
  })
  expect((await refusalOf(beyond)).statusCode).toBe(400)
  expect((await second.stripe.paymentIntents.confirm(open.id, { payment_method: 'pm_card_visa' })).status).toBe(
    'succeeded',
  )
})

it('remembers disputes, payouts and what was to be told of them', async () => {
  const first = await start()
  const account = await first.stripe.v2.core.accounts.create({ contact_email: 'sam@example.org' })
  const { id: intent } = await paid(first, 5000)
  const { id: dispute } = await ask(first, 'disputes', { payment_intent: intent })
  await paid(first, 9000)
  const payout = await first.stripe.payouts.create({ amount: 1000, currency: 'eur' })

  const second = await restart(first)
  expect((await second.stripe.disputes.list({ payment_intent: intent })).data).toMatchObject([{ id: dispute }])
  await ask(second, `disputes/${dispute as string}/decide`, { outcome: 'won' })
  await ask(second, `payouts/${payout.id}/fail`)
  expect((await second.stripe.payouts.list()).data).toMatchObject([{ id: payout.id, status: 'failed' }])
  expect((await second.stripe.balance.retrieve()).available[0]?.amount).toBe(5000 - 100 + 9000 - 160)
  const { data } = await second.stripe.v2.core.events.list({ object_id: account.id })
  expect(data.map(({ type }) => type)).toEqual(['v2.core.account.created'])
})

it('keeps an answer whose connection was lost when the process then dies', async () => {
  const first = await start()
  const params = { amount: 4800, currency: 'eur', allowed_payment_method_types: ['card' as const] }
  first.psp.faults.add({ kind: 'lost_after', path: '/v1/payment_intents', times: 2, ms: 0 })
  await refusalOf(first.stripe.paymentIntents.create(params, { idempotencyKey: 'k1' }))

  const second = await restart(first)
  const recovered = await second.stripe.paymentIntents.create(params, { idempotencyKey: 'k1' })
  expect(recovered.lastResponse.headers).toMatchObject({ 'idempotent-replayed': 'true' })
  expect(second.psp.sums().counts.payment_intent).toBe(1)
})

it('drops a last line that was torn, and goes on after it', async () => {
  const first = await start()
  const kept = await paid(first, 5000)
  first.abandon()
  appendFileSync(journal, '[["payment_intent","pi_torn",{"id":"pi_t')

  const second = await start()
  expect(second.psp.sums().counts.payment_intent).toBe(1)
  const next = await paid(second, 6000)
  const third = await restart(second)
  const listed = await third.stripe.paymentIntents.list()
  expect(listed.data.map(({ id }) => id)).toEqual([next.id, kept.id])
})

it('stops at a line damaged in the middle, and says where', async () => {
  const first = await start()
  await paid(first, 5000)
  await paid(first, 5000)
  first.abandon()
  const [one, ...rest] = readFileSync(journal, 'utf8').split('\n')
  writeFileSync(journal, [`${one?.slice(5)}`, ...rest].join('\n'))
  await expect(servePsp({ journal })).rejects.toThrow(/damaged at .*psp\.ndjson:1/)
})

it('never writes a card number', async () => {
  const first = await start()
  await fetch(`${first.url}/v1/payment_methods`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_local' },
    body: new URLSearchParams({
      type: 'card',
      'card[number]': '4000000000009995',
      'card[exp_month]': '12',
      'card[exp_year]': '2040',
      'card[cvc]': '987',
    }),
  })
  const written = readFileSync(journal, 'utf8')
  expect(written).toContain('"last4":"9995"')
  expect(written).not.toMatch(/400000000000|987/)
})
