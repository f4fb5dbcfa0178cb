import { expect, test } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { lockTickets, moveTickets, reissueTickets, tellWhereabouts, voidTickets } from './index.ts'
import { exportOf, givenEvent, givenTicket, importRows, RANDOM_ID, secretOf } from './test/given.ts'

const world = await openWorld()
async function givenMarket() {
  const tenant = await world.givenTenant()
  return { tenant, eventId: await givenEvent(tenant) }
}

test('fans see the tickets of their verified address; that of the order stands in where the attendee has none', async () => {
  const { tenant, eventId } = await givenMarket()
  await importRows(
    tenant,
    eventId,
    exportOf([
      { email: 'ana@example.org', attendee: 'Ana@example.org', name: 'Ana' },
      { email: 'ana@example.org' },
      { email: 'ana@example.org', attendee: 'bo@example.org' },
    ]),
  )
  const [ana, bo, stranger] = [
    await tenant.givenFan('ana@example.org'),
    await tenant.givenFan('bo@example.org'),
    await tenant.givenFan(),
  ]
  const list = async (fan: typeof ana) => (await fan.get('/v1/market/tickets')).body.items
  expect(await list(ana)).toHaveLength(2)
  expect(await list(bo)).toHaveLength(1)
  expect(await list(stranger)).toEqual([])
  expect((await list(ana))[0]).toMatchObject({
    event: { id: eventId, state: 'published', venue: { city: 'Hamburg' } },
    ticketType: { name: 'Weekend' },
    holderName: 'Ana',
    state: 'valid',
    generation: 1,
    origin: 'import',
    paid: { amountMinor: 8900, currency: 'EUR' },
    seat: null,
    listingId: null,
    orderId: null,
    resale: {
      canList: true,
      reason: null,
      why: null,
      floor: { amountMinor: 0 },
      ceiling: { amountMinor: 9790, currency: 'EUR' },
      ceilingPercent: 110,
    },
  })
  await tenant.system.write((scope) =>
    scope.db.updateTable('fans').set({ emailVerified: false }).where('id', '=', ana.id).execute(),
  )
  expect(await list(ana)).toEqual([])
})

test('my ticket shows its code to me alone, and not while somebody pays for it', async () => {
  const { tenant, eventId } = await givenMarket()
  const [ana, bo] = [await tenant.givenFan('ana@example.org'), await tenant.givenFan('bo@example.org')]
  const { id, code } = await givenTicket(tenant, eventId)
  const mine = await ana.get(`/v1/market/tickets/${id}`)
  expect([mine.body.code, mine.body.previousCodeDiedAt, mine.headers.get('cache-control')]).toEqual([
    code,
    null,
    'no-store',
  ])
  expect((await bo.get(`/v1/market/tickets/${id}`)).body.code).toBe('ticket_not_found')
  expect((await tenant.visitor.get(`/v1/market/tickets/${id}`)).status).toBe(401)

  await tenant.system.write((scope) => moveTickets(scope, [id], 'valid', 'listed', { holderId: ana.id }))
  expect((await ana.get(`/v1/market/tickets/${id}`)).body).toMatchObject({
    code,
    resale: { canList: false, reason: 'ticket_listed', why: 'This ticket is already offered' },
  })
  await tenant.system.write((scope) => moveTickets(scope, [id], 'listed', 'selling'))
  expect((await ana.get(`/v1/market/tickets/${id}`)).body.code).toBeNull()

  await tenant.system.write((scope) =>
    reissueTickets(scope, [{ ticketId: id, to: { fanId: bo.id, name: 'Bo', email: 'Bo@example.org' } }]),
  )
  expect((await ana.get(`/v1/market/tickets/${id}`)).status).toBe(404)
  const his = (await bo.get(`/v1/market/tickets/${id}`)).body
  expect(his).toMatchObject({
    generation: 2,
    origin: 'resale',
    holderName: 'Bo',
    previousCodeDiedAt: his.codeSince,
    resale: { canList: true, ceiling: { amountMinor: 9790 } },
  })
  expect(his.code).toMatch(/^[2-9A-Z]{24}$/)
  expect(
    JSON.stringify(await tenant.system.read((scope) => scope.db.selectFrom('facts').selectAll().execute())),
  ).not.toContain(his.code)
})

test('staff see who held a ticket, which codes lived when, and what happened; never a code', async () => {
  const { tenant, eventId } = await givenMarket()
  const bo = await tenant.givenFan()
  const { id, code, order } = await givenTicket(tenant, eventId)
  await tenant.system.write((scope) => moveTickets(scope, [id], 'valid', 'listed'))
  await tenant.system.write((scope) => moveTickets(scope, [id], 'listed', 'selling'))
  await tenant.system.write((scope) =>
    reissueTickets(scope, [{ ticketId: id, to: { fanId: bo.id, name: bo.name, email: bo.email } }]),
  )
  await tenant.system.write((scope) => voidTickets(scope, [id], 'goodwill'))
  const { body } = await tenant.admin.get(`/v1/admin/tickets/${id}`)
  expect(body).toMatchObject({
    state: 'void',
    externalRef: `${order}-1`,
    holderId: bo.id,
    email: bo.email,
    hasCode: false,
    codes: [
      { generation: 1, state: 'revoked', revokedAt: expect.any(String) },
      { generation: 2, state: 'revoked' },
    ],
    admissions: [],
  })
  expect(body.history.map((fact: { what: string }) => fact.what)).toEqual([
    'ticket.imported',
    'ticket.reissued',
    'ticket.voided',
  ])
  expect(body.history.at(-1)).toMatchObject({ by: { kind: 'system' }, detail: { reason: 'goodwill' } })
  expect(JSON.stringify(body)).not.toContain(code)
})

test('tickets are found by event, address and state, page by page', async () => {
  const { tenant, eventId } = await givenMarket()
  await importRows(tenant, eventId, exportOf([{}, {}, { email: 'bo@example.org' }, {}, {}]))
  const seen: string[] = []
  for (let cursor = ''; ;) {
    const { body } = await tenant.admin.get(
      `/v1/admin/tickets?eventId=${eventId}&limit=2${cursor && `&cursor=${cursor}`}`,
    )
    seen.push(...body.items.map((ticket: { id: string }) => ticket.id))
    if (!body.nextCursor) break
    cursor = body.nextCursor
  }
  expect(new Set(seen).size).toBe(5)
  const count = async (query: string) => (await tenant.admin.get(`/v1/admin/tickets?${query}`)).body.items.length
  expect([
    await count('email=BO@example.org'),
    await count('state=valid'),
    await count('state=void'),
    await count(`eventId=${RANDOM_ID}`),
  ]).toEqual([1, 5, 0, 0])
})

test('a move names the state it comes from: for all tickets or for none, and what is missing is a 404', async () => {
  const { tenant, eventId } = await givenMarket()
  const [one, two] = [await givenTicket(tenant, eventId), await givenTicket(tenant, eventId)]
  const ids = [two.id, one.id]
  await tenant.system.write((scope) => moveTickets(scope, [one.id], 'valid', 'listed'))
  await expect(tenant.system.write((scope) => moveTickets(scope, ids, 'valid', 'listed'))).rejects.toMatchObject({
    code: 'ticket_moved_on',
    status: 409,
  })
  const locked = await tenant.system.write((scope) => lockTickets(scope, ids))
  expect(locked.map((ticket) => [ticket.id, ticket.state, ticket.hasCode])).toEqual([
    [one.id, 'listed', true],
    [two.id, 'valid', true],
  ])
  await tenant.system.write((scope) => moveTickets(scope, ids, ['valid', 'listed'], 'void'))
  await expect(tenant.system.write((scope) => lockTickets(scope, [one.id, RANDOM_ID]))).rejects.toMatchObject({
    code: 'ticket_not_found',
  })
  const other = await world.givenTenant()
  await expect(other.system.write((scope) => lockTickets(scope, [one.id]))).rejects.toMatchObject({
    code: 'ticket_not_found',
  })
  const foreign = await other.admin.get(`/v1/admin/tickets/${one.id}`)
  const unknown = await other.admin.get(`/v1/admin/tickets/${RANDOM_ID}`)
  expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
})

test('only a ticket that is being sold is handed on, unless the caller says from where', async () => {
  const { tenant, eventId } = await givenMarket()
  const bo = await tenant.givenFan()
  const { id } = await givenTicket(tenant, eventId)
  const moves = [{ ticketId: id, to: { fanId: bo.id, name: bo.name, email: bo.email } }]
  await expect(tenant.system.write((scope) => reissueTickets(scope, moves))).rejects.toMatchObject({
    code: 'ticket_moved_on',
  })
  await tenant.system.write((scope) => reissueTickets(scope, moves, 'valid'))
  await expect(tenant.system.write((scope) => voidTickets(scope, [id, RANDOM_ID], 'x'))).rejects.toMatchObject({
    code: 'ticket_moved_on',
  })
})

test('one ticket, one living code: the database refuses a second', async () => {
  const { tenant, eventId } = await givenMarket()
  const { id } = await givenTicket(tenant, eventId)
  const second = tenant.system.write((scope) =>
    scope.db
      .insertInto('ticketCodes')
      .values({
        ticketId: id,
        eventId,
        generation: 2,
        hash: Buffer.from(secretOf('h')),
        sealed: Buffer.from('s'),
        issuedAt: scope.now,
      })
      .execute(),
  )
  await expect(second).rejects.toMatchObject({ constraint: 'one_living_code_a_ticket' })
})

test('rooms above tell where a ticket is offered', async () => {
  const { tenant, eventId } = await givenMarket()
  const ana = await tenant.givenFan('ana@example.org')
  const { id } = await givenTicket(tenant, eventId)
  tellWhereabouts(
    async (_, ids) => new Map(ids.filter((one) => one === id).map((one) => [one, { listingId: RANDOM_ID }])),
  )
  expect((await ana.get('/v1/market/tickets')).body.items[0]).toMatchObject({ listingId: RANDOM_ID, orderId: null })
})
