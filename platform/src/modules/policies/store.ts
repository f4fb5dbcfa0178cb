import { newId } from '../../kit/id.ts'
import type { Scope } from '../../kit/scope.ts'
import { problem } from './problems.ts'
import type { Fees } from './rules.ts'

export type PolicyTerms = Fees & { ceilingPercent: number; releaseDelayHours: number }
export type Policy = PolicyTerms & { id: string }

const COLUMNS = [
  'id',
  'ceilingPercent',
  'buyerFeeBasisPoints',
  'sellerFeeBasisPoints',
  'organizerShareBasisPoints',
  'feeTaxBasisPoints',
  'releaseDelayHours',
] as const

/** Policies are never changed: new terms are a new row, and what was agreed before keeps pointing at the old one. */
export async function createPolicy(scope: Scope, terms: PolicyTerms): Promise<Policy> {
  if (leavesNothing(terms)) throw problem('fees_take_everything')
  const policy = { id: newId(), ...terms }
  await scope.db
    .insertInto('policies')
    .values({ ...policy, createdAt: scope.now })
    .execute()
  scope.record({ name: 'policy.created', subjectId: policy.id, body: { ...terms } })
  return policy
}

const leavesNothing = (t: PolicyTerms): boolean =>
  t.sellerFeeBasisPoints +
    Math.floor((t.sellerFeeBasisPoints * t.feeTaxBasisPoints) / 10_000) +
    t.organizerShareBasisPoints >=
  10_000

export const findPolicy = (scope: Scope, id: string): Promise<Policy> =>
  scope.db.selectFrom('policies').select(COLUMNS).where('id', '=', id).executeTakeFirstOrThrow()
