// A buyer's bank for tests: it takes money back, decides, and what really moved is counted at the provider.
import { expect } from 'vitest'
import { SECRET_KEY, submitOnboarding } from '../../../../dev/psp/served.ts'
import type { Caller, TestTenant, World } from '../../../../test/world.ts'

export function bankIn(world: World) {
  const { psp } = world.outside
  const IBAN = { name: 'Sam Seller', iban: 'DE89 3704 0044 0532 0130 00', accept: 'yes' }

  const moved = (): Record<string, number> => ({
    ...(psp.sums().moved as Record<string, Record<string, number>>)['eur'],
  })

  /** What really moved at the provider since `before`. `bank`: what the buyer's bank gave the buyer. */
  async function cash(tenant: TestTenant, before: Record<string, number>) {
    const after = moved()
    const delta = (kind: string) => (after[kind] ?? 0) - (before[kind] ?? 0)
    const accounts = await tenant.system.read((scope) =>
      scope.db.selectFrom('connectedAccounts').select(['party', 'pspAccount']).execute(),
    )
    const balances = psp.sums().accounts as Record<string, Record<string, number | undefined>>
    const of = (party: string) =>
      accounts.filter((a) => a.party === party).reduce((sum, a) => sum + (balances[a.pspAccount!]?.['eur'] ?? 0), 0)
    const books = await booksOf(tenant)
    const platform = delta('charge') + delta('refund') + delta('transfer') + delta('adjustment') - delta('fees')
    expect(books['psp'], 'our account at the provider is what the provider says').toBe(platform)
    return {
      buyer: -delta('charge') - delta('refund') - delta('adjustment'),
      seller: of('seller'),
      organizer: of('organizer'),
      provider: delta('fees'),
      tax: books['tax_payable'] ?? 0,
    }
  }

  async function booksOf(tenant: TestTenant): Promise<Record<string, number>> {
    const { items, differences } = (await tenant.admin.get('/v1/admin/ledger/trial-balance')).body
    expect(differences.every((d: { amountMinor: number }) => d.amountMinor === 0)).toBe(true)
    return Object.fromEntries(
      items.map((i: { code: string; balance: { amountMinor: number } }) => [i.code, i.balance.amountMinor]),
    )
  }

  async function payOut(tenant: TestTenant, seller: Caller): Promise<void> {
    const page = await seller.post('/v1/market/seller/onboard', { returnPath: '/listings', country: 'DE' })
    await submitOnboarding(page.body.url, IBAN)
    await submitOnboarding((await tenant.admin.post('/v1/admin/payouts/onboard', { country: 'DE' })).body.url, IBAN)
    await news()
  }
  const news = async () => {
    await psp.flush()
    await world.runJobs()
  }

  async function atTheBank(path: string, body: Record<string, unknown>): Promise<{ id: string }> {
    const answer = await fetch(`${world.outside.url}/test/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SECRET_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as { id: string }
  }

  async function disputed(sale: { tenant: TestTenant; order: { id: string } }, amount?: number) {
    const { pspIntent } = await sale.tenant.system.read((scope) =>
      scope.db.selectFrom('orders').select('pspIntent').where('id', '=', sale.order.id).executeTakeFirstOrThrow(),
    )
    const bank = await atTheBank('disputes', { payment_intent: pspIntent, ...(amount ? { amount } : {}) })
    await news()
    const list = (await sale.tenant.admin.get(`/v1/admin/disputes?orderId=${sale.order.id}`)).body.items
    expect(list).toHaveLength(1)
    const decide = (liability: string) =>
      sale.tenant.admin.post(`/v1/admin/disputes/${list[0].id}/decide`, { liability })
    const end = async (outcome: 'won' | 'lost') => {
      await atTheBank(`disputes/${bank.id}/decide`, { outcome })
      await news()
    }
    return { bank, dispute: list[0], decide, end }
  }
  return { atTheBank, booksOf, cash, disputed, moved, news, payOut }
}

export const stepOf = (body: { timeline: { code: string; state: string }[] }, code: string) =>
  body.timeline.find((step) => step.code === code)
