import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openWorld, type TestTenant } from '../../../../test/world.ts'
import { moveTickets, reissueTickets } from '../index.ts'
import {
  exportOf,
  givenEvent,
  givenTicket,
  HARBOUR_LIGHTS,
  importRows,
  RANDOM_ID,
  reportOf,
  secretOf,
  upload,
} from '../test/given.ts'
import { applyBatch } from './apply.ts'
import { moveImport } from './store.ts'

const world = await openWorld()
const givenMarket = async () => {
  const tenant = await world.givenTenant()
  return { tenant, eventId: await givenEvent(tenant) }
}
const factsOf = (tenant: TestTenant) =>
  tenant.system.read((scope) =>
    scope.db.selectFrom('facts').select(['name', 'subjectId', 'body', 'actor']).orderBy('position').execute(),
  )
const ticketsOf = async ({ admin }: TestTenant) => (await admin.get('/v1/admin/tickets?limit=100')).body.items

test('300 rows of a real export: a dry run changes nothing, applying makes the tickets, the same file again changes nothing', async () => {
  const tenant = await world.givenTenant()
  const eventId = await givenEvent(tenant, { externalRef: 'harbour-lights-2027' })
  const dry = await upload(tenant, eventId, HARBOUR_LIGHTS)
  const counts = { rows: 300, create: 280, update: 0, void: 0, unchanged: 0, skip: 20, problems: 21, notListable: 1 }
  expect(dry).toMatchObject({ status: 201, body: { state: 'ready', counts, appliedAt: null } })
  expect(await ticketsOf(tenant)).toEqual([])

  const applied = await tenant.admin.post(`/v1/admin/imports/${dry.body.id}/apply`)
  expect(applied.body).toMatchObject({ state: 'applied', counts, appliedAt: expect.any(String) })
  const again = await importRows(tenant, eventId, HARBOUR_LIGHTS)
  expect(again.counts).toEqual({ ...counts, create: 0, unchanged: 280 })
  expect((await tenant.admin.post(`/v1/admin/imports/${dry.body.id}/apply`)).body.state).toBe('applied')

  const ana = (await tenant.admin.get(`/v1/admin/tickets?eventId=${eventId}&email=Ana@example.org`)).body.items
  expect(ana).toMatchObject([
    { ticketType: { name: 'Weekend' }, paid: { amountMinor: 8900, currency: 'EUR' }, hasCode: true },
    { email: 'ana@example.org', hasCode: true },
  ])
  const facts = await factsOf(tenant)
  expect(facts.filter((fact) => fact.name === 'ticket.imported')).toHaveLength(280)
})

test('no fact, no report and no answer to the organizer holds a secret', async () => {
  const { tenant, eventId } = await givenMarket()
  const secret = secretOf('tellnobody')
  await importRows(
    tenant,
    eventId,
    exportOf([
      { secret, order: 'X1' },
      { secret, order: 'X2' },
      { secret: `${secret} `, price: secret, order: 'X3' },
    ]),
  )
  const broken = await upload(tenant, eventId, exportOf([{ secret, order: 'X4' }]).replace('"Status"', `"${secret}"`))
  const [id] = (await ticketsOf(tenant)).map((ticket: { id: string }) => ticket.id)
  await world.runJobs()
  const everything = JSON.stringify([
    await factsOf(tenant),
    broken.body,
    await tenant.admin.get(`/v1/admin/tickets/${id}`),
    await ticketsOf(tenant),
    await tenant.system.read((scope) => scope.db.selectFrom('importRows').select(['problems', 'reading']).execute()),
    await tenant.system.read((scope) => scope.db.selectFrom('imports').selectAll().execute()),
  ])
  expect(everything).not.toContain(secret)
})

test('a later file updates the first holder, brings a missing secret, makes new types, and voids what was canceled', async () => {
  const { tenant, eventId } = await givenMarket()
  const [late, gone] = [secretOf('late'), secretOf('gone')]
  await importRows(
    tenant,
    eventId,
    exportOf([
      { order: 'C1', secret: '' },
      { order: 'C2', secret: gone },
    ]),
  )
  const second = await importRows(
    tenant,
    eventId,
    exportOf([
      {
        order: 'C1',
        secret: late,
        email: 'New@example.org',
        price: '45.00',
        product: 'Sunday',
        name: 'Nia',
        row: 'B',
        date: '2026-06-02',
        time: '11:14:31',
      },
      { order: 'C2', status: 'canceled' },
    ]),
  )
  expect(second.counts).toMatchObject({ update: 1, void: 1, problems: 0, notListable: 0 })
  const tickets = await ticketsOf(tenant)
  expect(tickets[0]).toMatchObject({
    email: 'new@example.org',
    paid: { amountMinor: 4500 },
    ticketType: { name: 'Sunday' },
    holderName: 'Nia',
    seat: { row: 'B', zone: null },
    hasCode: true,
  })
  expect(tickets[1]).toMatchObject({ state: 'void', hasCode: false })
  const check = (code: string) => tenant.admin.post('/v1/admin/gate/check', { eventId, code })
  expect([(await check(late)).body.result, (await check(gone)).body.result]).toEqual(['valid', 'void'])
  const changed = (await factsOf(tenant)).find((fact) => fact.name === 'ticket.updated')
  expect(changed?.body).toMatchObject({ changed: ['holder', 'name', 'purchase', 'type', 'price', 'seat', 'code'] })
})

test('a buyer in good faith is never voided, and a ticket being paid for waits', async () => {
  const { tenant, eventId } = await givenMarket()
  const fan = await tenant.givenFan()
  const [sold, selling] = [
    await givenTicket(tenant, eventId, { order: 'D1' }),
    await givenTicket(tenant, eventId, { order: 'D2' }),
  ]
  await tenant.system.write((scope) => moveTickets(scope, [sold.id, selling.id], 'valid', 'listed'))
  await tenant.system.write((scope) => moveTickets(scope, [sold.id, selling.id], 'listed', 'selling'))
  await tenant.system.write((scope) =>
    reissueTickets(scope, [{ ticketId: sold.id, to: { fanId: fan.id, name: fan.name, email: fan.email } }]),
  )
  const { id, counts } = await importRows(
    tenant,
    eventId,
    exportOf([
      { order: 'D1', status: 'canceled' },
      { order: 'D2', status: 'canceled' },
    ]),
  )
  expect(counts).toMatchObject({ void: 0, skip: 2 })
  expect(await reportOf(tenant, id)).toEqual([
    expect.stringContaining('already resold'),
    expect.stringContaining('being paid for at this moment'),
  ])
  expect((await ticketsOf(tenant)).map((ticket: { state: string }) => ticket.state)).toEqual(['valid', 'selling'])
})

test('what changed between the dry run and applying is decided again', async () => {
  const { tenant, eventId } = await givenMarket()
  const ticket = await givenTicket(tenant, eventId, { order: 'E1' })
  const { body } = await upload(tenant, eventId, exportOf([{ order: 'E1', secret: ticket.code, price: '1.00' }]))
  expect(body.counts.update).toBe(1)
  await tenant.system.write((scope) => moveTickets(scope, [ticket.id], 'valid', 'listed'))
  expect((await tenant.admin.post(`/v1/admin/imports/${body.id}/apply`)).body.counts).toMatchObject({
    update: 0,
    skip: 1,
  })
})

test('an import that stopped in the middle goes on by itself, and a half-read file is refused', async () => {
  const { tenant, eventId } = await givenMarket()
  const { body } = await upload(tenant, eventId, exportOf(Array.from({ length: 450 }, () => ({}))))
  await tenant.system.write((scope) => moveImport(scope, body.id, 'ready', 'applying', { dueAt: scope.now }))
  await tenant.system.write((scope) => applyBatch(scope, body.id))
  expect((await tenant.admin.get(`/v1/admin/imports/${body.id}`)).body.state).toBe('applying')
  const half = await tenant.system.write(async (scope) => {
    await scope.db
      .insertInto('imports')
      .values({ id: RANDOM_ID, eventId, format: 'pretix', createdAt: scope.now, dueAt: scope.now })
      .execute()
    return RANDOM_ID
  })
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 180 })
  await world.runJobs()
  expect((await tenant.admin.get(`/v1/admin/imports/${body.id}`)).body).toMatchObject({
    state: 'applied',
    counts: { create: 450 },
  })
  expect((await tenant.admin.get(`/v1/admin/imports/${half}`)).body).toMatchObject({
    state: 'refused',
    problems: [{ detail: expect.stringContaining('send the file again') }],
  })
  expect((await factsOf(tenant)).filter((fact) => fact.name === 'ticket.imported')).toHaveLength(450)
})

test('two files of one event applied at once make each ticket once', async () => {
  const { tenant, eventId } = await givenMarket()
  const csv = exportOf(Array.from({ length: 250 }, () => ({})))
  const [one, two] = [await upload(tenant, eventId, csv), await upload(tenant, eventId, csv)]
  const applied = await Promise.all(
    [one, two].flatMap(({ body }) => [1, 2].map(() => tenant.admin.post(`/v1/admin/imports/${body.id}/apply`))),
  )
  expect(applied.map((answer) => answer.status)).toEqual([200, 200, 200, 200])
  const { total } = await tenant.system.read((scope) =>
    scope.db
      .selectFrom('tickets')
      .select(sql<number>`count(*)`.as('total'))
      .executeTakeFirstOrThrow(),
  )
  expect(total).toBe(250)
})

test("another tenant's event and import answer as ones that do not exist", async () => {
  const { tenant, eventId } = await givenMarket()
  const other = await world.givenTenant()
  const { body } = await upload(tenant, eventId, exportOf([{}]))
  for (const ask of [
    (id: string) => other.admin.get(`/v1/admin/imports/${id === eventId ? body.id : id}`),
    (id: string) => other.admin.get(`/v1/admin/imports/${id === eventId ? body.id : id}/rows`),
    (id: string) => other.admin.post(`/v1/admin/imports/${id === eventId ? body.id : id}/apply`),
    (id: string) => upload(other, id, exportOf([{}])),
  ]) {
    const [foreign, unknown] = [await ask(eventId), await ask(RANDOM_ID)]
    expect(foreign.status).toBe(404)
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
  }
})
