// orders/pay.ts: pays for what is held. The payment is written down first, asked for after, and settled by what the provider says.
import { after, seconds } from '../../kit/clock.ts'
import { Problem } from '../../kit/problem.ts'
import { fanOf, type Ctx, type Scope } from '../../kit/scope.ts'
import { beginOperation, findOperations } from '../payments/index.ts'
import { moveTickets } from '../tickets/index.ts'
import { giveUp } from './free.ts'
import { fulfil } from './fulfil.ts'
import { problem, refuse } from './problems.ts'
import { whyNotPay } from './rules.ts'
import { settleOrder } from './settle.ts'
import { lockOrder, moveOrder } from './store.ts'

/** How long a reply may take before the sweep asks on its own. */
export const REPLY_SECONDS = 30

export async function payOrder(ctx: Ctx, id: string, confirmationToken: string): Promise<void> {
  // Moved clocks and cards that are not real must never meet real money, nor real tickets a card that is not.
  if (ctx.outside.psp.mode !== ctx.tenant.mode) throw problem('payments_off')
  try {
    // Written down with all that is asked: under one key the same words must be said, wherever we run by then.
    const wish = { confirmationToken, returnUrl: `${ctx.origin}/orders/${id}`, description: ctx.tenant.name }
    await ctx.write((scope) => beginPayment(scope, id, wish))
  } catch (error) {
    if (error instanceof Problem && error.code === 'ticket_moved_on') await ctx.write((scope) => loseTickets(scope, id))
    throw error
  }
  await settleOrder(ctx, id)

  const outcome = await ctx.read((scope) =>
    scope.db.selectFrom('orders').select(['state', 'declinedCode']).where('id', '=', id).executeTakeFirstOrThrow(),
  )
  if (outcome.state === 'held' && outcome.declinedCode)
    throw problem('payment_declined', [{ pointer: '#/confirmationToken', detail: outcome.declinedCode }])
}

type Wish = { confirmationToken: string; returnUrl: string; description: string }

async function beginPayment(scope: Scope, id: string, wish: Wish): Promise<void> {
  const order = await lockOrder(scope, id)
  if (order.buyerId !== fanOf(scope).id) throw problem('order_not_found')
  // The same token is the same attempt: whoever asks again, after whatever broke, learns what became of it.
  if (await isAttempt(scope, id, wish.confirmationToken)) return
  refuse(whyNotPay(order, scope.now))

  await moveTickets(
    scope,
    order.lines.map((line) => line.ticketId),
    'listed',
    'selling',
  )
  if (order.totalMinor === 0) {
    // A gift needs no card: neither provider nor ledger has anything to say.
    await fulfil(scope, await moveOrder(scope, order, 'securing'), null)
    return
  }
  await beginOperation(scope, {
    kind: 'authorize',
    subjectId: id,
    amountMinor: order.totalMinor,
    currency: order.currency,
    params: wish,
  })
  await moveOrder(scope, order, 'paying', {
    declinedCode: null,
    pspIntent: null,
    actionSecret: null,
    dueAt: after(scope.now, seconds(REPLY_SECONDS)),
  })
  scope.record({ name: 'order.paying', subjectId: id, body: { orderId: id } })
}

const isAttempt = async (scope: Scope, id: string, confirmationToken: string): Promise<boolean> =>
  (await findOperations(scope, id, 'authorize')).some(
    ({ params }) => (params as { confirmationToken?: string }).confirmationToken === confirmationToken,
  )

// The ticket was scanned or voided while it was held: the order is over before anything was charged.
async function loseTickets(scope: Scope, id: string): Promise<void> {
  const order = await lockOrder(scope, id)
  if (order.state === 'held') await giveUp(scope, order, 'cancelled', 'ticket_moved_on')
}
