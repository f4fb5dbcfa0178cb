import { expect, test } from 'vitest'
import { festival } from '../../../test/given.ts'
import { openWorld } from '../../../test/world.ts'

const world = await openWorld()

test('an event is drafted, changed and published; new terms are a new policy', async () => {
  const { admin } = await world.givenTenant()
  const draft = await admin.post('/v1/admin/events', festival())
  expect([draft.status, draft.body.state, draft.body.resale.ceilingPercent]).toEqual([201, 'draft', 110])
  const changed = await admin.patch(`/v1/admin/events/${draft.body.id}`, {
    name: 'Renamed',
    resale: { ceilingPercent: 100 },
    ticketTypes: [{ name: 'Sunday', faceValue: { amountMinor: 4500, currency: 'EUR' } }],
  })
  expect(changed.body).toMatchObject({ name: 'Renamed', resale: { ceilingPercent: 100, sellerFeeBasisPoints: 300 } })
  expect(changed.body.resale.policyId).not.toBe(draft.body.resale.policyId)
  expect(changed.body.ticketTypes.map((t: { name: string }) => t.name)).toContain('Sunday')
  expect((await admin.post(`/v1/admin/events/${draft.body.id}/publish`)).body.state).toBe('published')
  const twice = await admin.post(`/v1/admin/events/${draft.body.id}/publish`)
  expect([twice.status, twice.body.code]).toEqual([409, 'event_not_draft'])
})

test.each([
  [
    'a face value in another currency',
    { ticketTypes: [{ name: 'A', faceValue: { amountMinor: 1, currency: 'USD' } }] },
    'currency_mismatch',
  ],
  ['a zone that is none', { timeZone: 'Nowhere/Here' }, 'unknown_time_zone'],
  ['an end before the start', { endsAt: '2027-01-01T00:00:00Z' }, 'event_ends_before_start'],
  [
    'fees that take everything',
    { resale: { ceilingPercent: 110, sellerFeeBasisPoints: 5000, organizerShareBasisPoints: 5000 } },
    'fees_take_everything',
  ],
  ['a field nobody knows', { colour: 'red' }, 'invalid_request'],
  ['a date nobody can read', { startsAt: 'soon' }, 'invalid_request'],
])('%s is refused with what to do', async (_, change, code) => {
  const { admin } = await world.givenTenant()
  const answer = await admin.post('/v1/admin/events', { ...festival(), ...change })
  expect([answer.status, answer.body.code]).toEqual([422, code])
  expect((await admin.get('/v1/admin/events')).body.items).toEqual([])
})

test('one external reference, one event', async () => {
  const { admin } = await world.givenTenant()
  await admin.post('/v1/admin/events', festival({ externalRef: 'twin' }))
  const twin = await admin.post('/v1/admin/events', festival({ externalRef: 'twin' }))
  expect([twin.status, twin.body.code]).toEqual([409, 'event_exists'])
})

test("another tenant's event answers as one that does not exist", async () => {
  const mine = await world.givenTenant()
  const other = await world.givenTenant()
  const { id } = (await mine.admin.post('/v1/admin/events', festival())).body
  const random = '01890000-0000-7000-8000-000000000000'
  for (const ask of [
    (x: string) => other.admin.get(`/v1/admin/events/${x}`),
    (x: string) => other.admin.patch(`/v1/admin/events/${x}`, { name: 'Mine' }),
    (x: string) => other.admin.post(`/v1/admin/events/${x}/publish`),
  ]) {
    const [foreign, unknown] = [await ask(id), await ask(random)]
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
    expect(foreign.status).toBe(404)
  }
})

test('pages follow each other without loss, and a cursor of our own making is refused', async () => {
  const { admin } = await world.givenTenant()
  for (let i = 0; i < 5; i++) await admin.post('/v1/admin/events', festival({ name: `Night ${i}` }))
  const seen: string[] = []
  for (let cursor = ''; ;) {
    const { body } = await admin.get(`/v1/admin/events?limit=2${cursor && `&cursor=${cursor}`}`)
    seen.push(...body.items.map((e: { name: string }) => e.name))
    if (!body.nextCursor) break
    cursor = body.nextCursor
  }
  expect(seen).toEqual(['Night 4', 'Night 3', 'Night 2', 'Night 1', 'Night 0'])
  expect((await admin.get('/v1/admin/events?cursor=bogus')).body.code).toBe('invalid_request')
})

test('an event that ended completes by the clock of its market', async () => {
  const { admin } = await world.givenTenant()
  const event = (await admin.post('/v1/admin/events', festival())).body
  await admin.post(`/v1/admin/events/${event.id}/publish`)
  await world.runJobs()
  expect((await admin.get(`/v1/admin/events/${event.id}`)).body.state).toBe('published')
  await admin.put('/v1/admin/clock', { now: event.endsAt })
  await world.runJobs()
  expect((await admin.get(`/v1/admin/events/${event.id}`)).body.state).toBe('completed')
  expect((await admin.patch(`/v1/admin/events/${event.id}`, { name: 'Late' })).body.code).toBe('event_over')
})
