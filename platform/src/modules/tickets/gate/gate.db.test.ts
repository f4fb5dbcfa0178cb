import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { moveTickets, reissueTickets, voidTickets } from '../index.ts'
import { givenEvent, givenTicket, RANDOM_ID, secretOf } from '../test/given.ts'

const world = await openWorld()
async function givenGate() {
  const tenant = await world.givenTenant()
  const eventId = await givenEvent(tenant)
  const ask =
    (verb: 'check' | 'admit') =>
    (code: string, more: object = {}) =>
      tenant.admin.post(`/v1/admin/gate/${verb}`, { eventId, code, ...more })
  return { tenant, eventId, check: ask('check'), admit: ask('admit') }
}

test('a code is let in once; the second time is told who came first and when', async () => {
  const { tenant, eventId, check, admit } = await givenGate()
  const { code } = await givenTicket(tenant, eventId, { name: 'Ana', row: 'C' })
  expect((await check(code)).body).toMatchObject({
    result: 'valid',
    refusal: null,
    at: null,
    ticket: { holderName: 'Ana', ticketType: { name: 'Weekend' }, seat: { row: 'C' } },
  })
  const first = await admit(code, { gate: 'North 2' })
  expect(first.body).toMatchObject({
    admitted: true,
    result: 'valid',
    by: { kind: 'key', gate: 'North 2' },
    ticket: { state: 'admitted' },
  })
  const second = await admit(code)
  expect(second.body).toMatchObject({
    admitted: false,
    result: 'admitted',
    at: first.body.at,
    by: first.body.by,
    refusal: expect.stringContaining('already'),
  })
  expect((await check(` ${code} `)).body.result).toBe('admitted')
})

test('16 scanners at once let one person in', async () => {
  const { tenant, eventId, admit } = await givenGate()
  const { id, code } = await givenTicket(tenant, eventId)
  const answers = await Promise.all(Array.from({ length: 16 }, () => admit(code)))
  expect(answers.map((answer) => answer.status)).toEqual(Array(16).fill(200))
  expect(answers.filter((answer) => answer.body.admitted)).toHaveLength(1)
  expect(answers.filter((answer) => answer.body.result === 'admitted')).toHaveLength(15)
  const ticket = (await tenant.admin.get(`/v1/admin/tickets/${id}`)).body
  expect(ticket.admissions).toHaveLength(1)
  expect(ticket.history.filter((fact: { what: string }) => fact.what === 'ticket.admitted')).toHaveLength(1)
})

test("after a sale the seller's code is dead and the buyer's lives; while it is paid for, nobody comes in", async () => {
  const { tenant, eventId, check, admit } = await givenGate()
  const buyer = await tenant.givenFan(undefined, 'Bo Buyer')
  const { id, code } = await givenTicket(tenant, eventId, { name: 'Sol Seller' })
  await tenant.system.write((scope) => moveTickets(scope, [id], 'valid', 'listed'))
  expect((await check(code)).body.result).toBe('valid')
  await tenant.system.write((scope) => moveTickets(scope, [id], 'listed', 'selling'))
  expect((await admit(code)).body).toMatchObject({
    admitted: false,
    result: 'selling',
    refusal: expect.stringContaining('being sold at this moment'),
  })
  await tenant.system.write((scope) =>
    reissueTickets(scope, [{ ticketId: id, to: { fanId: buyer.id, name: buyer.name, email: buyer.email } }]),
  )
  const dead = (await admit(code)).body
  expect(dead).toMatchObject({
    admitted: false,
    result: 'reissued',
    at: expect.any(String),
    ticket: { holderName: null },
  })
  const fresh = (await buyer.get(`/v1/market/tickets/${id}`)).body
  expect(fresh.previousCodeDiedAt).toBe(dead.at)
  expect((await admit(fresh.code)).body).toMatchObject({
    admitted: true,
    ticket: { holderName: 'Bo Buyer', generation: 2 },
  })
  expect((await admit(code)).body.result).toBe('reissued')
})

test('a scan and a sale at once: either the seller is inside or the buyer has the ticket', async () => {
  const { tenant, eventId, admit } = await givenGate()
  for (let round = 0; round < 8; round++) {
    const { id, code } = await givenTicket(tenant, eventId)
    await tenant.system.write((scope) => moveTickets(scope, [id], 'valid', 'listed'))
    const [scan, sale] = await Promise.allSettled([
      admit(code),
      tenant.system.write((scope) => moveTickets(scope, [id], 'listed', 'selling')),
    ])
    const inside = scan.status === 'fulfilled' && scan.value.body.admitted
    const refused = sale.status === 'rejected' ? sale.reason.code : null
    expect([inside, refused]).toEqual(inside ? [true, 'ticket_moved_on'] : [false, null])
  }
})

test('an offered ticket goes in, and the fact says that it was on offer', async () => {
  const { tenant, eventId, admit } = await givenGate()
  const { id, code } = await givenTicket(tenant, eventId)
  await tenant.system.write((scope) => moveTickets(scope, [id], 'valid', 'listed'))
  expect((await admit(code)).body.admitted).toBe(true)
  const { history } = (await tenant.admin.get(`/v1/admin/tickets/${id}`)).body
  expect(history.at(-1)).toMatchObject({
    what: 'ticket.admitted',
    by: { kind: 'key' },
    detail: { wasListed: true, generation: 1 },
  })
})

test('void, blocked, unknown and of another event are each told apart', async () => {
  const { tenant, eventId, check, admit } = await givenGate()
  const elsewhere = await givenTicket(tenant, await givenEvent(tenant, { externalRef: 'lights-2' }), {
    slug: 'lights-2',
  })
  const [voided, blocked] = [await givenTicket(tenant, eventId), await givenTicket(tenant, eventId)]
  await tenant.system.write((scope) => voidTickets(scope, [voided.id], 'test'))
  await tenant.system.write((scope) => moveTickets(scope, [blocked.id], 'valid', 'blocked'))
  expect((await check(voided.code)).body).toMatchObject({ result: 'void', at: expect.any(String) })
  expect((await admit(blocked.code)).body).toMatchObject({ admitted: false, result: 'blocked' })
  expect((await admit(elsewhere.code)).body).toMatchObject({ admitted: false, result: 'wrong_event', ticket: null })
  expect((await admit('nobody knows this')).body).toMatchObject({ admitted: false, result: 'unknown', ticket: null })
})

test('the list has every code, living and dead, and a new ETag whenever one changes', async () => {
  const { tenant, eventId, admit } = await givenGate()
  const buyer = await tenant.givenFan()
  const [stays, moves] = [await givenTicket(tenant, eventId), await givenTicket(tenant, eventId)]
  const list = (etag?: string) =>
    tenant.admin.get(`/v1/admin/gate/codes?eventId=${eventId}`, etag ? { 'if-none-match': etag } : {})
  const first = await list()
  const etag = first.headers.get('etag')!
  expect(first.body.codes.map((one: { code: string; state: string }) => [one.code, one.state])).toEqual([
    [stays.code, 'valid'],
    [moves.code, 'valid'],
  ])
  expect([(await list(etag)).status, (await list(`"x", W/${etag}`)).status]).toEqual([304, 304])

  await tenant.system.write((scope) => moveTickets(scope, [moves.id], 'valid', 'listed'))
  await tenant.system.write((scope) => moveTickets(scope, [moves.id], 'listed', 'selling'))
  await tenant.system.write((scope) =>
    reissueTickets(scope, [{ ticketId: moves.id, to: { fanId: buyer.id, name: buyer.name, email: buyer.email } }]),
  )
  const second = await list(etag)
  expect(second.status).toBe(200)
  const states = Object.fromEntries(
    second.body.codes.map((one: { code: string; state: string }) => [one.code, one.state]),
  )
  expect(states).toMatchObject({ [stays.code]: 'valid', [moves.code]: 'revoked' })
  expect(second.body.codes).toHaveLength(3)
  await admit(stays.code)
  expect((await list(second.headers.get('etag')!)).status).toBe(200)
})

test("another tenant's event answers as one that does not exist, and its codes are unknown here", async () => {
  const { tenant, eventId } = await givenGate()
  const { code } = await givenTicket(tenant, eventId, { secret: secretOf('shared') })
  const other = await givenGate()
  for (const ask of [
    (id: string) => other.tenant.admin.post('/v1/admin/gate/check', { eventId: id, code }),
    (id: string) => other.tenant.admin.post('/v1/admin/gate/admit', { eventId: id, code }),
    (id: string) => other.tenant.admin.get(`/v1/admin/gate/codes?eventId=${id}`),
  ]) {
    const [foreign, unknown] = [await ask(eventId), await ask(RANDOM_ID)]
    expect([foreign.status, foreign.body.code]).toEqual([404, 'event_not_found'])
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
  }
  expect((await other.check(code)).body.result).toBe('unknown')
})
