// The database knows every state machine: a move that is not named cannot be written, not even by the owner of the tables.
import { expect, test } from 'vitest'
import { afterTheShow, givenSale } from '../sale.ts'
import { openWorld } from '../world.ts'

const world = await openWorld()
const sold = await givenSale(world)
const refunded = await givenSale(world)
await refunded.tenant.admin.post(`/v1/admin/orders/${refunded.order.id}/refund`, { reason: 'Ill', ticket: 'void' })
const shown = await givenSale(world)
await afterTheShow(world, shown.tenant, shown.event)

test.each([
  ['orders', 'fulfilled', 'held', sold],
  ['order_lines', 'holding', 'held', sold],
  ['order_lines', 'refunded', 'holding', refunded],
  ['tickets', 'valid', 'selling', sold],
  ['tickets', 'void', 'listed', refunded],
  ['ticket_codes', 'revoked', 'alive', sold],
  ['listings', 'sold', 'withdrawn', sold],
  ['listing_tickets', 'sold', 'open', sold],
  ['psp_operations', 'succeeded', 'sent', sold],
  ['refunds', 'succeeded', 'pending', refunded],
  ['payouts', 'blocked', 'paid', shown],
])('%s make no move that is not named: from %s to %s', async (table, from, to, { tenant }) => {
  const move = world.owner.query(`update ${table} set state = $1 where tenant_id = $2 and state = $3`, [
    to,
    tenant.id,
    from,
  ])
  await expect(move).rejects.toMatchObject({ constraint: `${table}_moves` })
})
