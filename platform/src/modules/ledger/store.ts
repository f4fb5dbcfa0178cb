import { sql } from 'kysely'
import { newId } from '../../kit/id.ts'
import { money } from '../../kit/money.ts'
import type { Scope } from '../../kit/scope.ts'
import { CHART, type AccountCode } from './chart.ts'
import type { Entry } from './rules.ts'

export type Posting = { kind: string; reference: string; currency: string; orderId?: string; entries: Entry[] }

/**
 * Writes one balanced posting; says false when this reference was posted before, and then writes nothing.
 * Entries are inserted in the order of their accounts: unordered locks would deadlock under load.
 */
export async function post(scope: Scope, posting: Posting): Promise<boolean> {
  if (posting.entries.length === 0) return true
  const accounts = await ensureAccounts(scope, posting)
  const id = newId()
  const fresh = await scope.db
    .insertInto('ledgerPostings')
    .values({
      id,
      kind: posting.kind,
      reference: posting.reference,
      currency: posting.currency,
      orderId: posting.orderId ?? null,
      postedAt: scope.now,
    })
    .onConflict((conflict) => conflict.constraint('a_reference_is_posted_once').doNothing())
    .executeTakeFirst()
  if (fresh.numInsertedOrUpdatedRows !== 1n) return false

  const entries = posting.entries
    .map((entry) => ({ accountId: accounts.get(keyOf(entry))!, amount: entry.amount }))
    .toSorted((a, b) => (a.accountId < b.accountId ? -1 : a.accountId > b.accountId ? 1 : a.amount - b.amount))
  await scope.db
    .insertInto('ledgerEntries')
    .values(entries.map((entry, seq) => ({ postingId: id, seq, currency: posting.currency, ...entry })))
    .execute()
  return true
}

const keyOf = ({ code, owner }: { code: string; owner: string }): string => `${code} ${owner}`

async function ensureAccounts(scope: Scope, { currency, entries }: Posting): Promise<Map<string, string>> {
  const wanted = [...new Map(entries.map((entry) => [keyOf(entry), entry])).values()].toSorted((a, b) =>
    keyOf(a) < keyOf(b) ? -1 : 1,
  )
  const find = () =>
    scope.db
      .selectFrom('ledgerAccounts')
      .select(['id', 'code', 'owner'])
      .where('currency', '=', currency)
      .where(
        (eb) =>
          sql<boolean>`(${eb.ref('code')}, ${eb.ref('owner')}) in (select * from unnest(${wanted.map((e) => e.code)}::text[], ${wanted.map((e) => e.owner)}::text[]))`,
      )
      .execute()
  let known = await find()
  if (known.length < wanted.length) {
    const missing = wanted.filter((w) => !known.some((k) => keyOf(k) === keyOf(w)))
    await scope.db
      .insertInto('ledgerAccounts')
      .values(
        missing.map(({ code, owner }) => ({
          id: newId(),
          currency,
          code,
          owner,
          normal: CHART[code].normal,
          tracked: CHART[code].guarded,
          floor: CHART[code].guarded ? 0 : null,
        })),
      )
      .onConflict((conflict) => conflict.columns(['tenantId', 'currency', 'code', 'owner']).doNothing())
      .execute()
    known = await find()
  }
  return new Map(known.map((account) => [keyOf(account), account.id]))
}

/** What a guarded account holds, locked so that it cannot be spent twice; 0 when there is none yet. */
export async function lockBalance(scope: Scope, currency: string, code: AccountCode, owner: string): Promise<number> {
  const row = await scope.db
    .selectFrom('ledgerAccounts')
    .select(['balance', 'normal'])
    .where('currency', '=', currency)
    .where('code', '=', code)
    .where('owner', '=', owner)
    .forUpdate()
    .executeTakeFirst()
  return row ? row.normal * row.balance : 0
}

/** A frozen line keeps its money where it is: only the outcome of a dispute may move it. */
export async function freezeLines(scope: Scope, lineIds: string[], frozen: boolean): Promise<void> {
  await scope.db
    .updateTable('ledgerAccounts')
    .set({ frozen })
    .where('code', 'in', ['escrow', 'fee_deferred'])
    .where('owner', 'in', lineIds)
    .execute()
}

export async function isFrozen(scope: Scope, currency: string, lineId: string): Promise<boolean> {
  const escrow = await scope.db
    .selectFrom('ledgerAccounts')
    .select('frozen')
    .where('currency', '=', currency)
    .where('code', '=', 'escrow')
    .where('owner', '=', lineId)
    .executeTakeFirst()
  return escrow?.frozen ?? false
}

/** Every account's total in its normal direction, by code; the books balance when `difference` is zero. */
export async function trialBalance(scope: Scope) {
  const rows = await scope.db
    .selectFrom('ledgerEntries as e')
    .innerJoin('ledgerAccounts as a', 'a.id', 'e.accountId')
    .select(['a.currency', 'a.code', 'a.normal'])
    .select((eb) => [
      eb.cast<number>(eb.fn.sum(sql<number>`greatest(e.amount, 0)`), 'bigint').as('debit'),
      eb.cast<number>(eb.fn.sum(sql<number>`greatest(-e.amount, 0)`), 'bigint').as('credit'),
    ])
    .groupBy(['a.currency', 'a.code', 'a.normal'])
    .orderBy('a.currency')
    .orderBy('a.code')
    .execute()
  const currencies = [...new Set(rows.map((row) => row.currency))]
  return {
    items: rows.map((row) => ({
      code: row.code,
      normal: row.normal === 1 ? ('debit' as const) : ('credit' as const),
      debit: money(row.debit, row.currency),
      credit: money(row.credit, row.currency),
      balance: money(row.normal * (row.debit - row.credit), row.currency),
    })),
    differences: currencies.map((currency) =>
      money(
        rows.filter((r) => r.currency === currency).reduce((sum, r) => sum + r.debit - r.credit, 0),
        currency,
      ),
    ),
  }
}
