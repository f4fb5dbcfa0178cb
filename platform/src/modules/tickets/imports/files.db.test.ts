import { expect, test } from 'vitest'
import { openWorld, type TestTenant } from '../../../../test/world.ts'
import { exportOf, givenEvent, importRows, reportOf, secretOf, upload, type Row } from '../test/given.ts'

const world = await openWorld()
const givenMarket = async () => {
  const tenant = await world.givenTenant()
  return { tenant, eventId: await givenEvent(tenant) }
}
const ticketsOf = async ({ admin }: TestTenant) => (await admin.get('/v1/admin/tickets?limit=100')).body.items

test('commas, semicolons, tabs, a byte order mark and bytes cut anywhere are all read', async () => {
  const { tenant, eventId } = await givenMarket()
  const row: Row = { name: 'Zoë “the, boss”; Ødegård', order: 'SAME', secret: secretOf('sep') }
  for (const csv of [exportOf([row]), `\uFEFF${exportOf([row], ';')}`, exportOf([row], '\t')])
    await importRows(tenant, eventId, csv)
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
  const { body } = await upload(
    tenant,
    eventId,
    exportOf([
      { order: 'B1', secret: twin },
      { order: 'B2', secret: twin },
      { order: 'B1' },
      { price: '89,00' },
      { slug: 'other' },
      { status: 'pending' },
      { secret: '' },
    ]),
  )
  expect(await reportOf(tenant, body.id)).toEqual([
    'create',
    'skip | Ticket secret: Row 2 has the same ticket secret',
    'skip | Position ID: Row 2 has the same position of the same order',
    expect.stringMatching(/^skip \| Price: Write prices as 89\.00/),
    'skip | Event slug: This row is of another event; here belongs “lights”',
    'skip | Status: This order is not paid',
    expect.stringMatching(/^create \| Ticket secret: .*cannot be offered until/),
  ])
  expect(body.counts).toEqual({
    rows: 7,
    create: 2,
    update: 0,
    void: 0,
    unchanged: 0,
    skip: 5,
    problems: 6,
    notListable: 1,
  })
  const page = await tenant.admin.get(`/v1/admin/imports/${body.id}/rows?limit=2&problems=only`)
  expect(page.body.items.map((row: { line: number }) => row.line)).toEqual([3, 4])
  const next = await tenant.admin.get(
    `/v1/admin/imports/${body.id}/rows?limit=2&problems=only&cursor=${page.body.nextCursor}`,
  )
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
    return new ReadableStream({
      pull: (c) => (sent ? c.error(new Error('the client left')) : c.enqueue(Buffer.from(text)), void (sent = true)),
    })
  }
  for (const [what, csv, why] of [
    ['nothing', ' ', /empty/],
    ['a header alone', exportOf([]), /no rows/],
    ['Latin-1', stream(Buffer.from('"Event slug"\nZo\xeb', 'latin1')), /UTF-8/],
    ['Excel', stream(Buffer.from('PK\x03\x04\0\0')), /not Excel/],
    ['half a file', cut(exportOf([{}, {}])), /stopped in the middle/],
    ['an open quote', `${exportOf([{}])}\r\n"A`, /never closed/],
  ] as const) {
    const { status, body } = await upload(tenant, eventId, csv)
    expect([what, status, body.errors?.[0].detail]).toEqual([what, 422, expect.stringMatching(why)])
  }
  const kept = await tenant.system.read((scope) =>
    scope.db.selectFrom('imports').select(['id', 'state', 'problems']).execute(),
  )
  expect(kept.map((one) => one.state)).toEqual(Array(7).fill('refused'))
  expect(await tenant.system.read((scope) => scope.db.selectFrom('importRows').select('line').execute())).toEqual([])
  expect((await tenant.admin.get(`/v1/admin/imports/${kept[0]!.id}`)).body.problems.length).toBeGreaterThan(0)
  expect((await tenant.admin.post(`/v1/admin/imports/${kept[0]!.id}/apply`)).body.code).toBe('import_not_ready')
  expect(
    (await tenant.admin.post(`/v1/admin/imports?eventId=${eventId}`, '{}', { 'content-type': 'application/json' })).body
      .code,
  ).toBe('not_csv')
})

test('a file beyond the limits is refused without being read to its end', async () => {
  const { tenant, eventId } = await givenMarket()
  let sent = 0
  const endless = (line: string) => {
    const block = new TextEncoder().encode(line.repeat(4096))
    return new ReadableStream(
      { pull: (c) => c.enqueue(sent++ === 0 ? new TextEncoder().encode(`${exportOf([])}\r\n`) : block) },
      { highWaterMark: 1 },
    )
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
  expect((await upload(tenant, eventId, exportOf([{ slug: 'a' }, { slug: 'b' }]))).body.errors[0]).toMatchObject({
    pointer: '#/Event slug',
  })
  expect((await upload(tenant, eventId, exportOf([{ slug: 'a' }, { slug: 'a' }]))).body.counts.create).toBe(2)
})

test('one idempotency key, one import', async () => {
  const { tenant, eventId } = await givenMarket()
  const send = () =>
    tenant.admin.post(`/v1/admin/imports?eventId=${eventId}`, exportOf([{}]), {
      'content-type': 'text/csv',
      'idempotency-key': 'import-once-please',
    })
  expect((await send()).body.id).toBe((await send()).body.id)
})
