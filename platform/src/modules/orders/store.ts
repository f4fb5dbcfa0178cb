// Every lock and write of orders, their lines and refunds. Locks go down the stairs: the order first, then its listing, its
// tickets, and the ledger last.
import type { Selectable } from 'kysely'
import type { DB } from '../../kit/db.ts'
import { brokeConstraint } from '../../kit/db.ts'
import type { Scope } from '../../kit/scope.ts'
import { problem } from './problems.ts'

export type OrderRow = Selectable<DB['orders']>
export type LineRow = Selectable<DB['orderLines']>
export type LockedOrder = OrderRow & { lines: LineRow[] }
type State = OrderRow['state']

type NewOrder = Pick<
  OrderRow,
  | 'id'
  | 'number'
  | 'eventId'
  | 'listingId'
  | 'buyerId'
  | 'policyId'
  | 'currency'
  | 'quantity'
  | 'totalMinor'
  | 'heldUntil'
>
type NewLine = Omit<LineRow, 'tenantId' | 'orderId' | 'state' | 'dueAt' | 'releaseAt' | 'releasedAt' | 'refundedAt'>

export async function insertOrder(scope: Scope, order: NewOrder, lines: NewLine[]): Promise<void> {
  await scope.db
    .insertInto('orders')
    .values({ ...order, dueAt: order.heldUntil, createdAt: scope.now })
    .execute()
  await scope.db
    .insertInto('orderLines')
    .values(lines.map((line) => ({ ...line, orderId: order.id })))
    .execute()
    .catch((error: unknown) => {
      throw brokeConstraint(error, 'one_live_order_a_ticket') ? problem('order_not_payable') : error
    })
}

export async function lockOrder(scope: Scope, id: string): Promise<LockedOrder> {
  const order = await scope.db.selectFrom('orders').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!order) throw problem('order_not_found')
  return { ...order, lines: await linesOf(scope, id) }
}

export const linesOf = (scope: Scope, orderId: string): Promise<LineRow[]> =>
  scope.db.selectFrom('orderLines').selectAll().where('orderId', '=', orderId).orderBy('line').execute()

/** One move of the state machine, naming the old state. The order is locked, so a miss is a defect. */
export async function moveOrder<O extends OrderRow>(
  scope: Scope,
  order: O,
  to: State,
  change: Partial<Omit<OrderRow, 'state'>> = {},
): Promise<O> {
  const moved = await scope.db
    .updateTable('orders')
    .set({ ...change, state: to })
    .where('id', '=', order.id)
    .where('state', '=', order.state)
    .executeTakeFirst()
  if (moved.numUpdatedRows !== 1n) throw new Error(`order ${order.id} is not ${order.state} any more`)
  return { ...order, ...change, state: to }
}

export const saveOrder = (scope: Scope, id: string, change: Partial<Omit<OrderRow, 'state'>>) =>
  scope.db.updateTable('orders').set(change).where('id', '=', id).execute()

export async function moveLines(
  scope: Scope,
  lines: LineRow[],
  from: LineRow['state'],
  to: LineRow['state'],
  change: Partial<LineRow> = {},
): Promise<void> {
  if (lines.length === 0) return
  const ids = lines.map((line) => line.id)
  const moved = await scope.db
    .updateTable('orderLines')
    .set({ ...change, state: to })
    .where('id', 'in', ids)
    .where('state', '=', from)
    .executeTakeFirst()
  if (Number(moved.numUpdatedRows) !== ids.length)
    throw new Error(`lines of order ${lines[0]!.orderId} are not ${from} any more`)
}

/** How many orders a buyer holds unpaid; the buyer's row is locked, so that two starts at once count each other. */
export async function lockHolds(scope: Scope, buyerId: string): Promise<number> {
  await scope.db.selectFrom('fans').select('id').where('id', '=', buyerId).forNoKeyUpdate().execute()
  const { held } = await scope.db
    .selectFrom('orders')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('held'))
    .where('buyerId', '=', buyerId)
    .where('state', 'in', ['held', 'paying', 'in_doubt'])
    .executeTakeFirstOrThrow()
  return held
}
