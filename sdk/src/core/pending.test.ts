// Lists: one page when awaited, every item when walked.
import { expect, test } from 'vitest'
import { misbehave, problem, type Step } from '../../test/server.ts'
import { ServerError } from './errors.ts'
import { Market } from '../market.ts'

// 5 events over pages of 2; the cursor is the position.
const shelf: Step = (response, { path }) => {
  const from = Number(new URL(path, 'http://x').searchParams.get('cursor') ?? 0)
  const items = [0, 1, 2, 3, 4].slice(from, from + 2).map((n) => ({ id: `e${n}` }))
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ items, nextCursor: from + 2 < 5 ? String(from + 2) : null }))
}

const marketAt = (server: { url: string }) => new Market({ publishableKey: 'pk_test_1', baseUrl: server.url })

test('awaiting a list answers its first page', async () => {
  await using server = await misbehave(shelf)
  const page = await marketAt(server).events.list({ limit: 2 })
  expect(page).toEqual({ items: [{ id: 'e0' }, { id: 'e1' }], nextCursor: '2' })
  expect(server.heard).toHaveLength(1)
})

test('for await walks every item, keeps the question and asks for each page once', async () => {
  await using server = await misbehave(shelf)
  const seen: string[] = []
  for await (const event of marketAt(server).events.list({ limit: 2 })) seen.push(event.id)
  expect(seen).toEqual(['e0', 'e1', 'e2', 'e3', 'e4'])
  expect(server.heard.map((asked) => asked.path)).toEqual([
    '/v1/market/events?limit=2',
    '/v1/market/events?limit=2&cursor=2',
    '/v1/market/events?limit=2&cursor=4',
  ])
})

test('leaving the loop early fetches nothing more', async () => {
  await using server = await misbehave(shelf)
  for await (const event of marketAt(server).events.list()) if (event.id === 'e1') break
  expect(server.heard).toHaveLength(1)
})

test('a list can be walked page by page, and a page that fails throws out of the loop', async () => {
  await using server = await misbehave(shelf, problem(503, 'unreachable', {}, { 'retry-after': '0' }))
  const sizes: number[] = []
  const walk = async () => {
    for await (const page of marketAt(server).events.list().pages()) sizes.push(page.items.length)
  }
  await expect(walk()).rejects.toThrow(ServerError)
  expect(sizes).toEqual([2])
})

test('a call is a promise: it can be raced, gathered and caught, and is sent whether or not anyone waits', async () => {
  await using server = await misbehave(shelf)
  const market = marketAt(server)
  const both: Promise<unknown>[] = [market.events.list(), market.events.list()]
  expect(await Promise.all(both)).toHaveLength(2)
  void market.events.list()
  await expect.poll(() => server.heard.length).toBe(3)
})
