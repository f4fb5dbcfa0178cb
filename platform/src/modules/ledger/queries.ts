import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { money } from '../../kit/money.ts'
import { page, placeOf } from '../../kit/page.ts'
import type { Scope } from '../../kit/scope.ts'

export async function listPostings(
  scope: Scope,
  query: { orderId?: string | undefined; limit: number; cursor?: string | undefined },
) {
  const from = placeOf(query.cursor, 'id')
  const rows = await scope.db
    .selectFrom('ledgerPostings as p')
    .select(['p.id', 'p.kind', 'p.reference', 'p.currency', 'p.orderId', 'p.postedAt'])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('ledgerEntries as e')
          .innerJoin('ledgerAccounts as a', 'a.id', 'e.accountId')
          .select(['a.code', 'a.owner', 'e.amount'])
          .whereRef('e.postingId', '=', 'p.id')
          .orderBy('e.seq'),
      ).as('entries'),
    ])
    .$if(query.orderId !== undefined, (q) => q.where('p.orderId', '=', query.orderId!))
    .$if(from !== null, (q) => q.where('p.id', '<', from![0]))
    .orderBy('p.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return page(
    rows,
    query.limit,
    (row) => [row.id],
    (row) => ({
      id: row.id,
      kind: row.kind,
      reference: row.reference,
      orderId: row.orderId,
      postedAt: row.postedAt,
      entries: row.entries.map((entry) => ({
        account: entry.code,
        owner: entry.owner,
        side: entry.amount > 0 ? ('debit' as const) : ('credit' as const),
        amount: money(Math.abs(entry.amount), row.currency),
      })),
    }),
  )
}
