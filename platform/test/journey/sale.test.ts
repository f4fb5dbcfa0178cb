// One sale, end to end, as people see it: from the organizer's own export to the money in the seller's account, in a real
// browser on a phone's screen. `KEEP_SCREENS=1` renews the screenshots in docs/screens.
import { mkdirSync, openAsBlob } from 'node:fs'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { BRAND } from '../../src/demo/harbour-lights.ts'
import { CHROMIUM_ARGS, findChromium } from '../harness/chromium.ts'
import { findLink, openInstance, until } from './instance.ts'

const FILE = fileURLToPath(new URL('../../../examples/data/harbour-lights-positions.csv', import.meta.url))
// Kept beside the documentation on request; a test run must not change what is committed.
const SCREENS = fileURLToPath(
  new URL(process.env['KEEP_SCREENS'] ? '../../../docs/screens/' : '../../../test-results/screens/', import.meta.url),
)
const PHONE = { width: 390, height: 844 }
const DESK = { width: 1440, height: 900 }
const PASSWORD = 'a long enough password'
const SLUG = 'harbour-lights'

const FAILED = fileURLToPath(new URL('../../../test-results/sale-', import.meta.url))
mkdirSync(SCREENS, { recursive: true })
const instance = await openInstance()
const browser: Browser = await chromium.launch({ executablePath: findChromium()!, args: CHROMIUM_ARGS })
afterAll(async () => {
  await browser.close()
  await instance.close()
})

test('from the export to the payout', async () => {
  await sale().catch(async (error: unknown) => {
    for (const [i, { page }] of people.entries())
      await page.screenshot({ path: `${FAILED}${i}.png`, fullPage: true }).catch(() => {})
    throw error
  })
}, 240_000)

async function sale(): Promise<void> {
  const tenant = await instance.givenTenant(SLUG, 'Harbour Lights')
  const admin = instance.admin(tenant)
  const site = instance.storefront(tenant)

  await admin.brand.update(BRAND)
  const event = await announce(admin)
  const dryRun = await admin.imports.create({ eventId: event.id, format: 'pretix', file: await openAsBlob(FILE) })
  expect(dryRun.counts.rows).toBe(300)
  await admin.imports.apply(dryRun.id)
  const applied = await until(async () => {
    const now = await admin.imports.get(dryRun.id)
    return now.state === 'applied' ? now : null
  })
  expect(applied.counts.create).toBeGreaterThan(250)
  const secret = await secretOf('ana@example.org')

  const ana = await open(PHONE)
  await signUp(ana.page, site, 'Ana Ferreira', 'ana@example.org', '/tickets')
  await ana.page.getByText('Weekend').first().waitFor()
  await look(ana, 'tickets')
  await sell(ana, site)

  const bea = await open(PHONE)
  await bea.page.goto(`${site}/events/${event.id}`)
  await bea.page.getByRole('heading', { name: 'Harbour Lights 2027' }).first().waitFor()
  await look(bea, 'event')
  await buy(bea, site)
  await look(bea, 'bought')

  // At the door: the seller's old code is dead, the buyer's new one opens.
  const market = instance.visitor(tenant)
  await market.auth.signIn({ email: 'bea@example.org', password: PASSWORD })
  const [mine] = (await market.tickets.list()).items
  const { code } = await market.tickets.get(mine!.id)
  expect(await admin.gate.check({ eventId: event.id, code: secret })).toMatchObject({ result: 'reissued' })
  expect(await admin.gate.check({ eventId: event.id, code: code! })).toMatchObject({ result: 'valid' })
  expect(await admin.gate.admit({ eventId: event.id, code: code! })).toMatchObject({ admitted: true })
  expect(await admin.gate.admit({ eventId: event.id, code: secret })).toMatchObject({ admitted: false })

  await ana.page.goto(`${site}/listings`)
  await ana.page.getByText('Where your money is').first().click()
  await look(ana, 'sales-held')
  await admin.clock.set({ now: new Date(Date.parse(event.endsAt) + 3 * 86_400_000).toISOString() })
  await onboard(ana, site)
  await until(async () => (await admin.payouts.list()).items.some((p) => p.party === 'seller' && p.state === 'paid'))
  await ana.page.goto(`${site}/listings`)
  await ana.page.getByText('Where your money is').first().click()
  await ana.page.getByText('Sent to your bank').first().waitFor()
  await look(ana, 'sales-paid')
  expect((await admin.ledger.trialBalance()).differences).toEqual([{ amountMinor: 0, currency: 'EUR' }])
  expect(ana.errors.concat(bea.errors)).toEqual([])

  const desk = await open(DESK)
  for (const [name, path] of [
    ['home', '/'],
    ['event', `/events/${event.id}`],
  ] as const) {
    await desk.page.goto(site + path)
    await look(desk, name)
    expect(await desk.page.content()).not.toMatch(/reseat/i)
  }
}

const people: Person[] = []

type Person = { page: Page; context: BrowserContext; width: number; errors: string[] }

async function open(viewport: { width: number; height: number }): Promise<Person> {
  const context = await browser.newContext({
    viewport,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text()))
      errors.push(message.text())
  })
  const person = { page, context, width: viewport.width, errors }
  people.push(person)
  return person
}

/** A screenshot to keep, and no barrier on the page. */
async function look({ page, width }: Person, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: `${SCREENS}${name}-${width}.png`, fullPage: true })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map((v) => `${name}: ${v.id} ${v.nodes[0]?.html}`)).toEqual([])
}

async function signUp(page: Page, site: string, name: string, email: string, next: string): Promise<void> {
  if (!page.url().includes('/sign-up')) await page.goto(`${site}/sign-up?next=${encodeURIComponent(next)}`)
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: /create|sign up/i }).click()
  await page.waitForURL(/\/verify/)
  await page.goto(await findLink(instance.url, { slug: SLUG }, email, 'verify-email'))
  await page.waitForURL((url) => !url.pathname.startsWith('/v1/'))
  await page.goto(site + next)
}

async function sell(person: Person, site: string): Promise<void> {
  const { page } = person
  await page.goto(`${site}/sell`)
  await look(person, 'sell')
  await page
    .getByRole('checkbox', { name: /Weekend/ })
    .first()
    .check()
  await page.getByRole('button', { name: 'Choose a price' }).click()
  await page
    .getByText(/You receive/)
    .first()
    .waitFor()
  await look(person, 'price')
  await page.getByRole('button', { name: 'Put up for sale' }).click()
  await page.getByRole('link', { name: 'See it as buyers do' }).waitFor()
  await look(person, 'on-sale')
}

async function buy(person: Person, site: string): Promise<void> {
  const { page } = person
  await page
    .getByRole('link', { name: /^Buy Weekend/ })
    .first()
    .click()
  await page.waitForURL(/\/listings\//)
  const listing = new URL(page.url())
  await look(person, 'listing')
  await signUp(page, site, 'Bea Buyer', 'bea@example.org', listing.pathname + listing.search)
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await page.waitForURL(/\/pay\//)
  await look(person, 'pay')
  await card(page, '4000000000009995')
  await page
    .getByText(/not enough money/)
    .first()
    .waitFor()
  await look(person, 'pay-declined')
  await card(page, '4242424242424242')
  await page.getByText('It is yours').first().waitFor()
  await page.getByRole('img', { name: /code/i }).first().waitFor()
}

async function card(page: Page, number: string): Promise<void> {
  await page.getByLabel('Card number').fill(number)
  await page.getByLabel('Expiry').fill('12 / 30')
  await page.getByLabel('Security code').fill('123')
  await page.getByLabel('Name on card').fill('Bea Buyer')
  await page.getByRole('button', { name: /^Pay/ }).click()
}

async function onboard({ page }: Person, site: string): Promise<void> {
  await page.goto(`${site}/listings`)
  await page.getByRole('button', { name: 'Add your bank account' }).click()
  await page.waitForURL(/\/onboard\//)
  await page.getByLabel('Full name').fill('Ana Ferreira')
  await page.getByLabel(/IBAN/i).fill('DE89 3704 0044 0532 0130 00')
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Finish' }).click()
  await page.waitForURL(/\/listings/)
}

async function announce(admin: ReturnType<typeof instance.admin>) {
  const start = new Date(Date.now() + 200 * 86_400_000)
  start.setUTCHours(13, 0, 0, 0)
  const event = await admin.events.create({
    name: 'Harbour Lights 2027',
    externalRef: 'harbour-lights-2027',
    description: 'Three evenings on the old quay: forty acts on four stages, the big one facing the water.',
    venue: { name: 'Pier 9', city: 'Hamburg', country: 'DE', address: 'Kleiner Grasbrook' },
    timeZone: 'Europe/Berlin',
    startsAt: start.toISOString(),
    endsAt: new Date(start.getTime() + 2 * 86_400_000).toISOString(),
    currency: 'EUR',
    ticketTypes: [],
    admission: 'gate',
    resale: { ceilingPercent: 110 },
  })
  return admin.events.publish(event.id)
}

async function secretOf(email: string): Promise<string> {
  const { parse } = await import('csv-parse/sync')
  const { readFileSync } = await import('node:fs')
  const rows = parse(readFileSync(FILE), { columns: true, bom: true }) as Record<string, string>[]
  return rows.find((row) => row['Email'] === email && row['Product'] === 'Weekend')!['Ticket secret']!
}
