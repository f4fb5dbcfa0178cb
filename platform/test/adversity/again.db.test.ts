// What is asked again under one key, and what the clock asks again for ever.
import { expect, test, vi } from 'vitest'
import { findDue } from '../../src/kit/sweeps.ts'
import { SWEEPS } from '../../src/modules.ts'
import { PspInDoubt } from '../../src/modules/payments/index.ts'
import { givenOrder } from '../sale.ts'
import { openWorld } from '../world.ts'

const world = await openWorld()
const { psp } = world.outside.adapters

test('another file under a key that was used is refused, as any other body is', async () => {
  const { tenant, event } = await givenOrder(world)
  const header =
    'Event slug,Order code,Position ID,Status,Email,Product,Price,Attendee name,Attendee email,Ticket secret'
  const fileOf = (code: string) =>
    `${header}\nshow,${code},1,Paid,a@example.org,Weekend,89.00,Sam,a@example.org,secret-of-${code}-000000`
  const send = (code: string) =>
    tenant.admin.post(`/v1/admin/imports?eventId=${event.id}&format=pretix`, fileOf(code), {
      'content-type': 'text/csv',
      'idempotency-key': 'nightly-import',
      'content-length': String(fileOf(code).length),
    })
  const [first, second] = [await send('AAAAA'), await send('BBBBBB')]
  expect(first.status).toBe(201)
  expect([second.status, second.body.code]).toEqual([422, 'idempotency_key_reused'])
})

test('a sweep that finds nothing to do does not come back for ever: a cancel in doubt after a decline', async () => {
  const { buyer, order, tenant } = await givenOrder(world)
  const lost = vi.spyOn(psp, 'cancel').mockRejectedValue(new PspInDoubt('cancel', null))
  await buyer.post(`/v1/market/orders/${order.id}/pay`, {
    confirmationToken: await world.outside.token('4000000000000002'),
  })
  lost.mockRestore()
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 20 })
  await world.runJobs()
  const due = await findDue(
    world.pool,
    SWEEPS.find((sweep) => sweep.table === 'orders')!,
    new Date(),
  )
  expect(due.filter((row) => row.id === order.id)).toEqual([])
})
