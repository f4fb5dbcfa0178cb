// What the books refuse, whoever writes them.
import { expect, test } from 'vitest'
import { newId } from '../../src/kit/id.ts'
import { post } from '../../src/modules/ledger/index.ts'
import { givenSale } from '../sale.ts'
import { openWorld } from '../world.ts'

const world = await openWorld()
type Entries = Parameters<typeof post>[1]['entries']
const posting = (entries: Entries, reference = newId()) => ({ kind: 'by_hand', reference, currency: 'EUR', entries })

test.each<[string, Entries]>([
  [
    'a cent is missing',
    [
      { code: 'psp', owner: '', amount: 100 },
      { code: 'equity', owner: '', amount: -99 },
    ],
  ],
  ['one side is missing', [{ code: 'psp', owner: '', amount: 100 }]],
])('a posting that does not balance cannot be committed: %s', async (_, entries) => {
  const { tenant } = await givenSale(world)
  const before = (await tenant.admin.get('/v1/admin/ledger/trial-balance')).body
  await expect(tenant.system.write((scope) => post(scope, posting(entries)))).rejects.toMatchObject({
    constraint: 'a_posting_sums_to_zero',
  })
  expect((await tenant.admin.get('/v1/admin/ledger/trial-balance')).body).toEqual(before)
})

test('a guarded account is never overdrawn', async () => {
  const { tenant, seller } = await givenSale(world)
  const overdraft = posting([
    { code: 'seller_payable', owner: seller.id, amount: 1 },
    { code: 'psp', owner: '', amount: -1 },
  ])
  await expect(tenant.system.write((scope) => post(scope, overdraft))).rejects.toMatchObject({
    constraint: 'a_balance_never_falls_below_its_floor',
  })
})

test('a reference that was posted posts nothing again', async () => {
  const { tenant } = await givenSale(world)
  const entries: Entries = [
    { code: 'psp', owner: '', amount: 100 },
    { code: 'equity', owner: '', amount: -100 },
  ]
  const twice = posting(entries)
  expect(await tenant.system.write((scope) => post(scope, twice))).toBe(true)
  const before = (await tenant.admin.get('/v1/admin/ledger/trial-balance')).body
  expect(await tenant.system.write((scope) => post(scope, twice))).toBe(false)
  expect((await tenant.admin.get('/v1/admin/ledger/trial-balance')).body).toEqual(before)
})
