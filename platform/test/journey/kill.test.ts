// The process is killed at the two worst moments of a purchase. After a restart the books are right and the ticket is where
// the money went.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { PUBLISHABLE_KEY, SECRET_KEY, servePsp, tokenFor, WEBHOOK_SECRET } from '../../dev/psp/served.ts'
import { openInstance, until } from './instance.ts'

const psp = await servePsp()
const between = await openProxy(psp.url)
const instance = await openInstance({
  STRIPE_SECRET_KEY: SECRET_KEY,
  STRIPE_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
  STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
  STRIPE_API_BASE: between.url,
})
afterAll(async () => {
  await instance.close()
  between.stop()
  await psp.close()
})

test.each([
  ['between authorize and capture', 'request'],
  ['between capture and commit', 'reply'],
] as const)('killed %s: the restart finishes the sale, charges once, and the books balance', async (name, moment) => {
  const { tenant, admin, buyer, order, oldCode, event } = await givenHeldOrder(`kill-${moment}`)
  const before = charges()
  const caught = between.catchNext(moment, '/capture')
  const lost = buyer.orders
    .pay(order.id, { confirmationToken: await tokenFor(psp.url, '4242424242424242') }, { maxRetries: 0 })
    .catch((error: unknown) => error)
  await caught
  await instance.kill()
  between.letGo()
  expect(await lost, name).toBeInstanceOf(Error)
  await instance.start()
  await admin.clock.advance({ seconds: 60 })

  const done = await until(async () => {
    const now = await buyer.orders.get(order.id)
    return now.state === 'fulfilled' ? now : null
  })
  expect(charges() - before).toBe(1)
  expect(done.lines[0]!.state).toBe('holding')
  const books = await admin.ledger.trialBalance()
  expect(books.differences).toEqual([{ amountMinor: 0, currency: 'EUR' }])
  expect(books.items.find((item) => item.code === 'escrow')?.balance.amountMinor).toBe(8900)
  expect((await admin.gate.check({ eventId: event.id, code: oldCode })).result).toBe('reissued')
  const mine = await buyer.tickets.get(done.lines[0]!.ticketId)
  expect((await admin.gate.check({ eventId: event.id, code: mine.code! })).result).toBe('valid')
  void tenant
})

async function givenHeldOrder(slug: string) {
  const tenant = await instance.givenTenant(slug)
  const admin = instance.admin(tenant)
  const start = new Date(Date.now() + 90 * 86_400_000)
  const event = await admin.events.create({
    name: 'Night of Faults',
    venue: { name: 'Dock 9', city: 'Hamburg', country: 'DE' },
    timeZone: 'Europe/Berlin',
    startsAt: start.toISOString(),
    endsAt: new Date(start.getTime() + 86_400_000).toISOString(),
    currency: 'EUR',
    ticketTypes: [],
    admission: 'gate',
    resale: { ceilingPercent: 100 },
  })
  await admin.events.publish(event.id)
  const oldCode = `secret-of-${slug}-0123456789`
  const file = `Event slug,Order code,Position ID,Status,Email,Product,Price,Attendee name,Attendee email,Ticket secret\nshow,ABCDE,1,Paid,seller@example.org,Standing,89.00,Sam,seller@example.org,${oldCode}\n`
  await admin.imports.apply((await admin.imports.create({ eventId: event.id, format: 'pretix', file })).id)
  const seller = await instance.givenFan(tenant, 'seller@example.org')
  const [ticket] = (await seller.tickets.list()).items
  const listing = await seller.listings.create({
    ticketIds: [ticket!.id],
    price: { amountMinor: 8900, currency: 'EUR' },
  })
  const buyer = await instance.givenFan(tenant, 'buyer@example.org', 'Bea Buyer')
  const order = await buyer.orders.start({ listingId: listing.id, quantity: 1 })
  return { tenant, admin, event, buyer, order, oldCode }
}

const charges = () => (psp.psp.sums().counts as Record<string, number>)['charge'] ?? 0

/** Stands between the platform and its provider, and can hold one request before, or one reply after, its effect. */
async function openProxy(target: string) {
  let trap: { moment: 'request' | 'reply'; part: string; sprung: () => void } | null = null
  let release = () => {}
  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request)
      const hold = trap && request.url!.includes(trap.part) ? trap : null
      if (hold) trap = null
      const wait = () =>
        new Promise<void>((go) => {
          release = go
          hold!.sprung()
        })
      if (hold?.moment === 'request') {
        await wait()
        return void response.destroy()
      }
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([key]) => !['host', 'connection', 'content-length'].includes(key)),
      ) as Record<string, string>
      const answer = await fetch(target + request.url, {
        method: request.method!,
        headers,
        ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
      })
      const text = await answer.text()
      if (hold) {
        await wait()
        return void response.destroy()
      }
      response
        .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' })
        .end(text)
    })().catch(() => response.destroy())
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    catchNext: (moment: 'request' | 'reply', part: string) =>
      new Promise<void>((sprung) => (trap = { moment, part, sprung })),
    letGo: () => release(),
    stop: () => server.close(),
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
