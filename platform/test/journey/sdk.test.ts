// The client against the real house, and nothing but the client: an organizer's server and two fans, from an empty market
// to money in the seller's account. Beside it only what is not the platform's: the mail, and the payment provider's forms.
import { randomUUID } from 'node:crypto'
import {
  Conflict,
  Forbidden,
  Invalid,
  Market,
  NotFound,
  PaymentDeclined,
  Unauthorized,
  type Admin,
  type Brand,
} from '@reseat/sdk'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { findLink, openInstance, until, type Instance, type Tenant } from './instance.ts'

const PASSWORD = 'a long enough password'
const SELLER = 'sam@example.org'
const OLD_CODES = ['secret-of-the-first-ticket-01', 'secret-of-the-second-ticket-2']
const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })

let instance: Instance
let tenant: Tenant
let admin: Admin
let eventId = ''
let endsAt = ''
let listingId = ''
let sam: Market
let bea: Market
beforeAll(async () => {
  instance = await openInstance()
  tenant = await instance.givenTenant('by-the-client')
  admin = instance.admin(tenant)
})
afterAll(() => instance?.close())

// Each goes on where the one before it stopped, so that after a failure the rest would only repeat it.
let failed = false
beforeEach(({ skip }) => skip(failed))
afterEach(({ task }) => void (failed ||= task.result?.state === 'fail'))

test('an organizer announces a show and hands in the tickets already sold', async () => {
  const start = new Date(Date.now() + 90 * 86_400_000)
  endsAt = new Date(start.getTime() + 5 * 3_600_000).toISOString()
  const draft = await admin.events.create({
    name: 'Night of Clients',
    externalRef: 'clients',
    venue: { name: 'Dock 9', city: 'Hamburg', country: 'DE' },
    timeZone: 'Europe/Berlin',
    startsAt: start.toISOString(),
    endsAt,
    currency: 'EUR',
    admission: 'gate',
    resale: {
      ceilingPercent: 100,
      buyerFeeBasisPoints: 1000,
      sellerFeeBasisPoints: 500,
      organizerShareBasisPoints: 0,
      feeTaxBasisPoints: 2000,
    },
  })
  expect(draft.state).toBe('draft')
  eventId = draft.id
  expect((await admin.events.publish(eventId)).state).toBe('published')
  expect((await admin.events.update(eventId, { description: 'Two acts and an encore.' })).description).toBe(
    'Two acts and an encore.',
  )

  const dryRun = await admin.imports.create({ eventId, file: exported() })
  expect(dryRun).toMatchObject({ state: 'ready', counts: { rows: 2, create: 2, problems: 0 } })
  const actions = []
  for await (const row of admin.imports.rows(dryRun.id, { limit: 1 })) actions.push(row.action)
  expect(actions).toEqual(['create', 'create'])
  await admin.imports.apply(dryRun.id)
  await until(async () => (await admin.imports.get(dryRun.id)).state === 'applied')
  const emails = []
  for await (const ticket of admin.tickets.list({ eventId, limit: 1 })) emails.push(ticket.email)
  expect(emails).toEqual([SELLER, SELLER])
})

test('fans sign up, prove their address, and sign in', async () => {
  sam = await join('Sam Seller', SELLER)
  bea = await join('Bea Buyer', 'bea@example.org')
  expect((await bea.auth.session())?.user).toMatchObject({ name: 'Bea Buyer', emailVerified: true })
})

test('the holder lists what was imported for their address, within the ceiling', async () => {
  const mine = []
  for await (const ticket of sam.tickets.list({ limit: 1 })) mine.push(ticket)
  expect(mine.map((ticket) => [ticket.state, ticket.resale.canList, ticket.paid])).toEqual(
    OLD_CODES.map(() => ['valid', true, eur(8000)]),
  )
  const codes = await Promise.all(mine.map(async ({ id }) => (await sam.tickets.get(id)).code))
  expect(codes.toSorted()).toEqual(OLD_CODES.toSorted())

  const ticketIds = mine.map((ticket) => ticket.id)
  const quote = await sam.listings.quote({ ticketIds, price: eur(7000) })
  expect(quote.perTicket).toMatchObject({
    buyerFee: eur(700),
    buyerFeeTax: eur(140),
    buyerPays: eur(7840),
    sellerFee: eur(350),
    sellerFeeTax: eur(70),
    sellerReceives: eur(6580),
  })
  await expect(sam.listings.create({ ticketIds, price: eur(8001) })).rejects.toMatchObject({
    code: 'price_above_ceiling',
    constructor: Invalid,
  })
  const listing = await sam.listings.create({ ticketIds, price: eur(7000) })
  expect(listing).toMatchObject({ state: 'active', quote: { sellerReceives: quote.sellerReceives } })
  listingId = listing.id
  const offered = []
  for await (const own of sam.seller.listings()) offered.push(own.id)
  expect(offered).toEqual([listingId])
})

test('anybody may look, and nobody may buy without signing in', async () => {
  const visitor = instance.visitor(tenant)
  const { data, requestId } = await visitor.events.list().withResponse()
  expect(data.items).toMatchObject([{ id: eventId, available: 2, fromPrice: eur(7840) }])
  expect(requestId).toMatch(/^[\w-]{8,}$/)
  expect((await visitor.events.get(eventId)).resale.open).toBe(true)
  expect((await visitor.listings.list({ eventId })).items).toMatchObject([{ id: listingId, quantity: 2, mine: false }])
  await expect(visitor.orders.start({ listingId })).rejects.toThrow(Unauthorized)
  await expect(sam.orders.start({ listingId })).rejects.toMatchObject({ code: 'own_listing', constructor: Conflict })
})

test('a fan buys: one key makes one order, a declined card costs nothing, the code moves with the money', async () => {
  const idempotencyKey = randomUUID()
  const order = await bea.orders.start({ listingId }, { idempotencyKey })
  expect(order).toMatchObject({ state: 'held', quantity: 1, total: { total: eur(7840) } })
  expect((await bea.orders.start({ listingId }, { idempotencyKey })).id).toBe(order.id)
  await expect(sam.orders.get(order.id)).rejects.toThrow(NotFound)

  const brand = await bea.brand.get()
  const broke = { confirmationToken: await payAsABrowser(brand, '4000000000009995') }
  await expect(bea.orders.pay(order.id, broke)).rejects.toThrow(PaymentDeclined)
  await bea.orders.pay(order.id, { confirmationToken: await payAsABrowser(brand, '4242424242424242') })
  const paid = await until(async () => {
    const now = await bea.orders.get(order.id)
    return now.state === 'fulfilled' && now
  })
  const { code, id } = await bea.tickets.get(paid.lines[0]!.ticketId)
  expect(OLD_CODES).not.toContain(code)
  await expect(sam.tickets.get(id)).rejects.toThrow(NotFound)

  const results = await Promise.all(
    OLD_CODES.map(async (old) => (await admin.gate.check({ eventId, code: old })).result),
  )
  expect(results).toContain('reissued')
  expect(await admin.gate.check({ eventId, code: code! })).toMatchObject({ result: 'valid', refusal: null })
  const list = await admin.gate.codes({ eventId }).withResponse()
  expect(list.data.codes).toContainEqual(expect.objectContaining({ code, state: 'valid' }))
  expect(await admin.gate.codes({ eventId, ifNoneMatch: list.response.headers.get('etag') })).toBe(null)
  expect(await admin.gate.admit({ eventId, code: code!, gate: 'North 2' })).toMatchObject({ admitted: true })
  expect(await admin.gate.admit({ eventId, code: code! })).toMatchObject({ admitted: false, result: 'admitted' })
})

test('after the show the money goes to the seller, and the books balance to the cent', async () => {
  expect((await sam.seller.sales()).items).toMatchObject([{ state: 'holding', price: eur(7000), receives: eur(6580) }])
  await settleBank((await sam.seller.onboard({ returnPath: '/listings', country: 'DE' })).url)
  await until(async () => (await sam.seller.get()).status === 'enabled')

  await admin.clock.set({ now: new Date(Date.parse(endsAt) + 3 * 86_400_000).toISOString() })
  await expect(admin.clock.set({ now: new Date().toISOString() })).rejects.toMatchObject({ code: 'clock_goes_forward' })
  const payout = await until(async () => {
    const { items } = await admin.payouts.list({ state: 'paid' })
    return items.find((one) => one.party === 'seller') ?? null
  })
  expect(payout.amount).toEqual(eur(6580))
  const sold = (await sam.seller.sales()).items[0]!
  expect([sold.state, sold.payout?.state]).toEqual(['released', 'paid'])
  expect((await sam.listings.get(listingId)).state).toBe('expired')

  const books = await admin.ledger.trialBalance()
  expect(books.differences).toEqual([eur(0)])
  expect(books.items.find((item) => item.code === 'escrow')?.balance).toEqual(eur(0))
  const sides = { debit: 0, credit: 0 }
  for await (const { entries } of admin.ledger.postings({ limit: 1 }))
    for (const { side, amount } of entries) sides[side as 'debit'] += amount.amountMinor
  expect(sides.debit).toBe(sides.credit)
  expect(sides.debit).toBeGreaterThan(0)
})

test('whoever signs out is out, with the old token too', async () => {
  const token = bea.token!
  await bea.auth.signOut()
  expect(bea.token).toBe(null)
  expect(await bea.auth.session()).toBe(null)
  const old = new Market({ publishableKey: tenant.publishableKey, baseUrl: instance.url, token })
  await expect(old.tickets.list()).rejects.toThrow(Unauthorized)
})

/** A file that comes in pieces, as from a disk: the client streams it. */
async function* exported(): AsyncGenerator<string> {
  yield 'Event slug,Order code,Position ID,Status,Email,Product,Price,Attendee name,Attendee email,Ticket secret\n'
  for (const [n, code] of OLD_CODES.entries())
    yield `clients,ABCD${n},1,Paid,${SELLER},Standing,80.00,Sam Seller,${SELLER},${code}\n`
}

async function join(name: string, email: string): Promise<Market> {
  const market = instance.visitor(tenant)
  await market.auth.signUp({ name, email, password: PASSWORD, callbackURL: '/tickets' })
  await expect(market.auth.signIn({ email, password: PASSWORD })).rejects.toMatchObject({
    code: 'email_not_verified',
    constructor: Forbidden,
  })
  const link = new URL(await findLink(instance.url, tenant, email, 'verify-email'))
  await market.auth.verifyEmail(link.searchParams.get('token')!)
  await market.auth.signIn({ email, password: PASSWORD })
  expect(market.token).not.toBe(null)
  return market
}

/** What the card form does: the card's number goes to the provider, and only a token of it to the market. */
async function payAsABrowser({ payment }: Brand, number: string): Promise<string> {
  const card = {
    '[number]': number,
    '[exp_month]': '12',
    '[exp_year]': String(new Date().getFullYear() + 3),
    '[cvc]': '123',
  }
  const body = new URLSearchParams({ 'payment_method_data[type]': 'card' })
  for (const [field, value] of Object.entries(card)) body.set(`payment_method_data[card]${field}`, value)
  const headers = { authorization: `Bearer ${payment.publishableKey}` }
  const answer = await fetch(`${payment.apiBase}/v1/confirmation_tokens`, { method: 'POST', headers, body })
  expect(answer.status, await answer.clone().text()).toBe(200)
  return ((await answer.json()) as { id: string }).id
}

/** What a seller does on the provider's own page. */
async function settleBank(url: string): Promise<void> {
  const session = /name="session" value="([^"]+)"/.exec(await (await fetch(url)).text())![1]!
  const form = { session, name: 'Sam Seller', iban: 'DE89 3704 0044 0532 0130 00', accept: 'yes', action: 'finish' }
  const back = await fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
  expect(back.status).toBe(303)
}
