// What we ask of the provider, as rows: written before the call under the id that is its idempotency key, settled after.
import type { Selectable } from 'kysely'
import type { DB } from '../../kit/db.ts'
import { newId } from '../../kit/id.ts'
import type { Scope } from '../../kit/scope.ts'
import type { Reference } from './psp.ts'

export type Operation = Selectable<DB['pspOperations']>
type NewOperation = Pick<Operation, 'kind' | 'subjectId' | 'amountMinor' | 'currency'> & {
  params?: Record<string, string>
}

/** Written in the transaction that decides; the call follows its commit. One open attempt a subject and kind: the index says so. */
export async function beginOperation(scope: Scope, { params = {}, ...wish }: NewOperation): Promise<Operation> {
  return scope.db
    .insertInto('pspOperations')
    .values({
      id: newId(),
      ...wish,
      params: JSON.stringify(params),
      state: 'sent',
      attempts: 1,
      createdAt: scope.now,
      sentAt: scope.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export const findOpenOperations = (scope: Scope, subjectId: string): Promise<Operation[]> =>
  scope.db
    .selectFrom('pspOperations')
    .selectAll()
    .where('subjectId', '=', subjectId)
    .where('state', '=', 'sent')
    .orderBy('createdAt')
    .execute()

export const findOperations = (scope: Scope, subjectId: string, kind: Operation['kind']): Promise<Operation[]> =>
  scope.db.selectFrom('pspOperations').selectAll().where('subjectId', '=', subjectId).where('kind', '=', kind).execute()

/** Closes an attempt; false when somebody else has closed it. */
export async function settleOperation(
  scope: Scope,
  id: string,
  state: 'succeeded' | 'failed',
  outcome: { object?: string | null; code?: string } = {},
): Promise<boolean> {
  const settled = await scope.db
    .updateTable('pspOperations')
    .set({
      state,
      settledAt: scope.now,
      ...(outcome.object ? { pspObject: outcome.object } : {}),
      outcome: JSON.stringify(outcome),
    })
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .executeTakeFirst()
  return settled.numUpdatedRows === 1n
}

export const referenceOf = (tenantId: string, operation: Pick<Operation, 'id' | 'subjectId'>): Reference => ({
  tenantId,
  operationId: operation.id,
  subjectId: operation.subjectId,
})
