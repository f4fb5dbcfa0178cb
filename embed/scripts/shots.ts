// scripts/shots.ts: pictures of every page, phone and desk, light and dark, each checked by axe. `node scripts/shots.ts <folder> [name…]`
import AxeBuilder from '@axe-core/playwright'
import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { chromium } from 'playwright-core'
import { uuid } from '../src/fixtures.ts'
import { server } from './preview.ts'

const PAGES: Record<string, string> = {
  home: 'harbour /',
  'home-empty': 'empty /',
  event: `harbour /events/${uuid(1)}`,
  'event-filtered': `harbour /events/${uuid(1)}?max=5500&n=2`,
  'event-empty': `empty /events/${uuid(1)}`,
  'event-closed': `closed /events/${uuid(1)}`,
  'event-northgate': `northgate /events/${uuid(1)}`,
  listing: `harbour /listings/${uuid(104)}?quantity=2`,
  'listing-visitor': `visitor /listings/${uuid(104)}`,
  'listing-held': `harbour /listings/${uuid(110)}`,
  pay: `harbour /pay/${uuid(402)}`,
  'pay-declined': `harbour /pay/${uuid(406)}`,
  'pay-action': `harbour /pay/${uuid(407)}`,
  'pay-doubt': `harbour /pay/${uuid(403)}`,
  'pay-expired': `harbour /pay/${uuid(404)}`,
  'pay-failed': `harbour /pay/${uuid(405)}`,
  'pay-done': `harbour /pay/${uuid(401)}`,
  tickets: 'harbour /tickets',
  'tickets-empty': 'empty /tickets',
  ticket: `harbour /tickets/${uuid(201)}`,
  'ticket-none': `harbour /tickets/${uuid(204)}`,
  sell: 'harbour /sell',
  price: `harbour /sell/${uuid(201)}?with=${uuid(202)}`,
  'price-blocked': `harbour /sell/${uuid(203)}`,
  sales: 'harbour /listings',
  'sales-empty': 'empty /listings',
  orders: 'harbour /orders',
  order: `harbour /orders/${uuid(401)}`,
  'sign-in': 'visitor /sign-in',
  'sign-up': 'visitor /sign-up',
  verify: 'visitor /verify?email=mara@example.org',
  'sign-in-reset': 'visitor /sign-in?reset',
  'forgot-password': 'visitor /forgot-password',
  'reset-password': 'visitor /reset-password?token=t',
  'reset-password-dead': 'visitor /reset-password',
  missing: 'harbour /nowhere',
  failed: `broken /events/${uuid(1)}`,
}
const [folder = 'test-results/shots', ...only] = process.argv.slice(2)
const VIEWS = [
  ['390-light', { width: 390, height: 844 }, 'light'],
  ['390-dark', { width: 390, height: 844 }, 'dark'],
  ['1440-light', { width: 1440, height: 900 }, 'light'],
  ['1440-dark', { width: 1440, height: 900 }, 'dark'],
] as const

mkdirSync(folder, { recursive: true })
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
const { port } = server.address() as AddressInfo
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update'],
})
let violations = 0
for (const [view, viewport, colorScheme] of VIEWS) {
  const context = await browser.newContext({
    viewport,
    colorScheme,
    deviceScaleFactor: 1,
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  })
  for (const [name, where] of Object.entries(PAGES)) {
    if (only.length && !only.includes(name) && !only.includes(view)) continue
    const [scene, path] = where.split(' ') as [string, string]
    const page = await context.newPage()
    page.on('console', (message) => {
      if (
        message.type() === 'error' &&
        !message.text().includes('404') &&
        !message.text().includes('503') &&
        !message.text().includes('410')
      )
        console.log(`${name} ${view}: ${message.text()}`)
    })
    page.on('pageerror', (error) => console.log(`${name} ${view}: ${error.message}`))
    await page.goto(`http://${scene}.localhost:${port}${path}`)
    await page
      .waitForSelector('html[data-ready]', { timeout: 5000 })
      .catch(() => console.log(`${name} ${view}: not hydrated`))
    await page.waitForTimeout(250)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    if (wide) console.log(`${name} ${view}: wider than the screen`)
    const result = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze()
    for (const found of result.violations) {
      violations++
      console.log(
        `${name} ${view}: ${found.id} ${found.nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
      )
    }
    await page.screenshot({ path: `${folder}/${name}-${view}.png`, fullPage: true })
    await page.close()
  }
  await context.close()
}
await browser.close()
server.close()
console.log(`${violations} accessibility violations`)
process.exitCode = violations ? 1 : 0
