import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openWorld, type TestTenant } from '../../../../test/world.ts'
import { moveTickets, reissueTickets } from '../index.ts'
import { exportOf, givenEvent, givenTicket, HARBOUR_LIGHTS, importRows, RANDOM_ID, reportOf, secretOf, upload, type Row } from '../test/given.ts'
import { applyBatch } from './apply.ts'
import { moveImport } from './store.ts'

const world = await openWorld()
const givenMarket = async () => {
  const tenant = await world.givenTenant()
  return { tenant, eventId: await givenEvent(tenant) }
}
const factsOf = (tenant: TestTenant) => tenant.system.read((scope) => scope.db.selectFrom('facts').select(['name', 'subjectId', 'body', 'actor']).orderBy('position').execute())
const ticketsOf = async ({ admin }: TestTenant) =>
  (await admin.get('/v1/admin/tickets?limit=100')).body.items.toSorted((a: { externalRef: string }, b: { externalRef: string }) => (a.externalRef < b.externalRef ? -1 : 1))

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
  expect(ana).toMatchObject([{ ticketType: { name: 'Weekend' }, paid: { amountMinor: 8900, currency: 'EUR' }, hasCode: true }, { email: 'ana@example.org', hasCode: true }])
  const facts = await factsOf(tenant)
  expect(facts.filter((fact) => fact.name === 'ticket.imported')).toHaveLength(280)
})

test('no fact, no report and no answer to the organizer holds a secret', async () => {
  const { tenant, eventId } = await givenMarket()
  const secret = secretOf('tellnobody')
  await importRows(tenant, eventId, exportOf([{ secret, order: 'X1' }, { secret, order: 'X2' }, { secret: `${secret} `, price: secret, order: 'X3' }]))
  const broken = await upload(tenant, eventId, exportOf([{ secret, order: 'X4' }]).replace('"Status"', `"${secret}"`))
  const [id] = (await ticketsOf(tenant)).map((ticket: { id: string }) => ticket.id)
  await world.runJobs()
  const everything = JSON.stringify([
    await factsOf(tenant), broken.body, await tenant.admin.get(`/v1/admin/tickets/${id}`), await ticketsOf(tenant),
    await tenant.system.read((scope) => scope.db.selectFrom('importRows').select(['problems', 'reading']).execute()),
    await tenant.system.read((scope) => scope.db.selectFrom('imports').selectAll().execute()),
  ])
  expect(everything).not.toContain(secret)
})

test('commas, semicolons, tabs, a byte order mark and bytes cut anywhere are all read', async () => {
  const { tenant, eventId } = await givenMarket()
  const row: Row = { name: 'Zoë “the, boss”; Ødegård', order: 'SAME', secret: secretOf('sep') }
  for (const csv of [exportOf([row]), `\uFEFF${exportOf([row], ';')}`, exportOf([row], '\t')]) await importRows(tenant, eventId, csv)
  const bytes = new TextEncoder().encode(exportOf([row]))
  const drips = new ReadableStream({
    start(controller) {
      for (let i = 0; i < bytes.length; i += 7) controller.enqueue(bytes.slice(i, i + 7))
      controller.close()
    },
  })
  expect((await upload(tenant, eventId, drips)).body.counts).toMatchObject({ rows: 1, unchanged: 1 })
  expect(await ticketsOf(tenant)).toMatchObject([{ holderName: 'Zoë “the, boss”; Ødegård' }])
})

test('a row is reported by line and column: twins, prices, other events, unpaid orders', async () => {
  const { tenant, eventId } = await givenMarket()
  const twin = secretOf('twin')
  const { body } = await upload(tenant, eventId, exportOf([
    { order: 'B1', secret: twin }, { order: 'B2', secret: twin }, { order: 'B1' }, { price: '89,00' }, { slug: 'other' }, { status: 'pending' }, { secret: '' },
  ]))
  expect(await reportOf(tenant, body.id)).toEqual([
    'create', 'skip | Ticket secret: Row 2 has the same ticket secret', 'skip | Position ID: Row 2 has the same position of the same order',
    expect.stringMatching(/^skip \| Price: Write prices as 89\.00/), 'skip | Event slug: This row is of another event; here belongs “lights”',
    'skip | Status: This order is not paid', expect.stringMatching(/^create \| Ticket secret: .*cannot be offered until/),
  ])
  expect(body.counts).toEqual({ rows: 7, create: 2, update: 0, void: 0, unchanged: 0, skip: 5, problems: 6, notListable: 1 })
  const page = await tenant.admin.get(`/v1/admin/imports/${body.id}/rows?limit=2&problems=only`)
  expect(page.body.items.map((row: { line: number }) => row.line)).toEqual([3, 4])
  const next = await tenant.admin.get(`/v1/admin/imports/${body.id}/rows?limit=2&problems=only&cursor=${page.body.nextCursor}`)
  expect(next.body.items.map((row: { line: number }) => row.line)).toEqual([5, 6])
})

test('files that are none are refused with a sentence, and stay to be read', async () => {
  const { tenant, eventId } = await givenMarket()
  const missing = await upload(tenant, eventId, '"Bestellnummer","Preis"\n"A","1"')
  expect(missing).toMatchObject({ status: 422, body: { code: 'import_refused' } })
  expect(missing.body.errors).toContainEqual({ pointer: '#/Order code', detail: expect.stringContaining('English') })
  const stream = (bytes: Uint8Array) => new ReadableStream({ start: (c) => (c.enqueue(bytes), c.close()) })
  const cut = (text: string) => {
    let sent = false
    return new ReadableStream({ pull: (c) => (sent ? c.error(new Error('the client left')) : c.enqueue(Buffer.from(text)), void (sent = true)) })
  }
  for (const [what, csv, why] of [
    ['nothing', ' ', /empty/], ['a header alone', exportOf([]), /no rows/], ['Latin-1', stream(Buffer.from('"Event slug"\nZo\xeb', 'latin1')), /UTF-8/],
    ['Excel', stream(Buffer.from('PK\x03\x04\0\0')), /not Excel/], ['half a file', cut(exportOf([{}, {}])), /stopped in the middle/], ['an open quote', `${exportOf([{}])}\r\n"A`, /never closed/],
  ] as const) {
    const { status, body } = await upload(tenant, eventId, csv)
    expect([what, status, body.errors?.[0].detail]).toEqual([what, 422, expect.stringMatching(why)])
  }
  const kept = await tenant.system.read((scope) => scope.db.selectFrom('imports').select(['id', 'state', 'problems']).execute())
  expect(kept.map((one) => one.state)).toEqual(Array(7).fill('refused'))
  expect(await tenant.system.read((scope) => scope.db.selectFrom('importRows').select('line').execute())).toEqual([])
  expect((await tenant.admin.get(`/v1/admin/imports/${kept[0]!.id}`)).body.problems.length).toBeGreaterThan(0)
  expect((await tenant.admin.post(`/v1/admin/imports/${kept[0]!.id}/apply`)).body.code).toBe('import_not_ready')
  expect((await tenant.admin.post(`/v1/admin/imports?eventId=${eventId}`, '{}', { 'content-type': 'application/json' })).body.code).toBe('not_csv')
})

test('a file beyond the limits is refused without being read to its end', async () => {
  const { tenant, eventId } = await givenMarket()
  let sent = 0
  const endless = (line: string) => {
    const block = new TextEncoder().encode(line.repeat(4096))
    return new ReadableStream({ pull: (c) => c.enqueue(sent++ === 0 ? new TextEncoder().encode(`${exportOf([])}\r\n`) : block) }, { highWaterMark: 1 })
  }
  const large = await upload(tenant, eventId, endless(`"lights","${'x'.repeat(900)}"\n`))
  expect([large.status, large.body.code]).toEqual([413, 'import_too_large'])
  sent = 0
  const long = await upload(tenant, eventId, endless('x\n'))
  expect([long.status, long.body.errors[0].detail]).toEqual([422, expect.stringContaining('100,000 rows')])
}, 120_000)

test('an event without a name in pretix is filled from one event only', async () => {
  const tenant = await world.givenTenant()
  const eventId = await givenEvent(tenant, { externalRef: undefined })
  expect((await upload(tenant, eventId, exportOf([{ slug: 'a' }, { slug: 'b' }]))).body.errors[0]).toMatchObject({ pointer: '#/Event slug' })
  expect((await upload(tenant, eventId, exportOf([{ slug: 'a' }, { slug: 'a' }]))).body.counts.create).toBe(2)
})

test('a later file updates the first holder, brings a missing secret, makes new types, and voids what was canceled', async () => {
  const { tenant, eventId } = await givenMarket()
  const [late, gone] = [secretOf('late'), secretOf('gone')]
  await importRows(tenant, eventId, exportOf([{ order: 'C1', secret: '' }, { order: 'C2', secret: gone }]))
  const second = await importRows(tenant, eventId, exportOf([
    { order: 'C1', secret: late, email: 'New@example.org', price: '45.00', product: 'Sunday', name: 'Nia', row: 'B', date: '2026-06-02', time: '11:14:31' },
    { order: 'C2', status: 'canceled' },
  ]))
  expect(second.counts).toMatchObject({ update: 1, void: 1, problems: 0, notListable: 0 })
  const tickets = await ticketsOf(tenant)
  expect(tickets[0]).toMatchObject({ email: 'new@example.org', paid: { amountMinor: 4500 }, ticketType: { name: 'Sunday' }, holderName: 'Nia', seat: { row: 'B', zone: null }, hasCode: true })
  expect(tickets[1]).toMatchObject({ state: 'void', hasCode: false })
  const check = (code: string) => tenant.admin.post('/v1/admin/gate/check', { eventId, code })
  expect([(await check(late)).body.result, (await check(gone)).body.result]).toEqual(['valid', 'void'])
  const changed = (await factsOf(tenant)).find((fact) => fact.name === 'ticket.updated')
  expect(changed?.body).toMatchObject({ changed: ['holder', 'name', 'purchase', 'type', 'price', 'seat', 'code'] })
})

test('a buyer in good faith is never voided, and a ticket being paid for waits', async () => {
  const { tenant, eventId } = await givenMarket()
  const fan = await tenant.givenFan()
  const [sold, selling] = [await givenTicket(tenant, eventId, { order: 'D1' }), await givenTicket(tenant, eventId, { order: 'D2' })]
  await tenant.system.write((scope) => moveTickets(scope, [sold.id, selling.id], 'valid', 'listed'))
  await tenant.system.write((scope) => moveTickets(scope, [sold.id, selling.id], 'listed', 'selling'))
  await tenant.system.write((scope) => reissueTickets(scope, [{ ticketId: sold.id, to: { fanId: fan.id, name: fan.name, email: fan.email } }]))
  const { id, counts } = await importRows(tenant, eventId, exportOf([{ order: 'D1', status: 'canceled' }, { order: 'D2', status: 'canceled' }]))
  expect(counts).toMatchObject({ void: 0, skip: 2 })
  expect(await reportOf(tenant, id)).toEqual([expect.stringContaining('already resold'), expect.stringContaining('being paid for at this moment')])
  expect((await ticketsOf(tenant)).map((ticket: { state: string }) => ticket.state)).toEqual(['valid', 'selling'])
})

test('what changed between the dry run and applying is decided again', async () => {
  const { tenant, eventId } = await givenMarket()
  const ticket = await givenTicket(tenant, eventId, { order: 'E1' })
  const { body } = await upload(tenant, eventId, exportOf([{ order: 'E1', secret: ticket.code, price: '1.00' }]))
  expect(body.counts.update).toBe(1)
  await tenant.system.write((scope) => moveTickets(scope, [ticket.id], 'valid', 'listed'))
  expect((await tenant.admin.post(`/v1/admin/imports/${body.id}/apply`)).body.counts).toMatchObject({ update: 0, skip: 1 })
})

test('an import that stopped in the middle goes on by itself, and a half-read file is refused', async () => {
  const { tenant, eventId } = await givenMarket()
  const { body } = await upload(tenant, eventId, exportOf(Array.from({ length: 450 }, () => ({}))))
  await tenant.system.write((scope) => moveImport(scope, body.id, 'ready', 'applying', { dueAt: scope.now }))
  await tenant.system.write((scope) => applyBatch(scope, body.id))
  expect((await tenant.admin.get(`/v1/admin/imports/${body.id}`)).body.state).toBe('applying')
  const half = await tenant.system.write(async (scope) => {
    await scope.db.insertInto('imports').values({ id: RANDOM_ID, eventId, format: 'pretix', createdAt: scope.now, dueAt: scope.now }).execute()
    return RANDOM_ID
  })
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 180 })
  await world.runJobs()
  expect((await tenant.admin.get(`/v1/admin/imports/${body.id}`)).body).toMatchObject({ state: 'applied', counts: { create: 450 } })
  expect((await tenant.admin.get(`/v1/admin/imports/${half}`)).body).toMatchObject({ state: 'refused', problems: [{ detail: expect.stringContaining('send the file again') }] })
  expect((await factsOf(tenant)).filter((fact) => fact.name === 'ticket.imported')).toHaveLength(450)
})

test('two files of one event applied at once make each ticket once', async () => {
  const { tenant, eventId } = await givenMarket()
  const csv = exportOf(Array.from({ length: 250 }, () => ({})))
  const [one, two] = [await upload(tenant, eventId, csv), await upload(tenant, eventId, csv)]
  const applied = await Promise.all([one, two].flatMap(({ body }) => [1, 2].map(() => tenant.admin.post(`/v1/admin/imports/${body.id}/apply`))))
  expect(applied.map((answer) => answer.status)).toEqual([200, 200, 200, 200])
  const { total } = await tenant.system.read((scope) => scope.db.selectFrom('tickets').select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow())
  expect(total).toBe(250)
})

test("another tenant's event and import answer as ones that do not exist", async () => {
  const { tenant, eventId } = await givenMarket()
  const other = await world.givenTenant()
  const { body } = await upload(tenant, eventId, exportOf([{}]))
  for (const ask of [
    (id: string) => other.admin.get(`/v1/admin/imports/${id === eventId ? body.id : id}`), (id: string) => other.admin.get(`/v1/admin/imports/${id === eventId ? body.id : id}/rows`),
    (id: string) => other.admin.post(`/v1/admin/imports/${id === eventId ? body.id : id}/apply`), (id: string) => upload(other, id, exportOf([{}])),
  ]) {
    const [foreign, unknown] = [await ask(eventId), await ask(RANDOM_ID)]
    expect(foreign.status).toBe(404)
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
  }
})

test('one idempotency key, one import', async () => {
  const { tenant, eventId } = await givenMarket()
  const send = () => tenant.admin.post(`/v1/admin/imports?eventId=${eventId}`, exportOf([{}]), { 'content-type': 'text/csv', 'idempotency-key': 'import-once-please' })
  expect((await send()).body.id).toBe((await send()).body.id)
})
