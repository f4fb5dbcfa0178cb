// `npm start` as a person meets it: it says where to look, loads something to look at, and leaves nothing behind when it
// is told to stop. What it cannot run with, it says.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Admin, Market } from '@reseat/sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../src/kit/postgres/port.ts'
import { makeScratch } from '../harness/scratch.ts'
import { until } from './instance.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const scratch = makeScratch()
const dataDir = path.join(scratch.folder, 'data')
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const running = new Set<ReturnType<typeof run>>()

afterAll(async () => {
  for (const one of running) one.send('SIGKILL')
  await scratch.tidyUp()
})

function run(settings: Record<string, string>) {
  const env = {
    PATH: process.env['PATH']!,
    HOME: scratch.folder,
    RESEAT_DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    ...settings,
  }
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (data) => (out += String(data)))
  child.stderr.on('data', (data) => (err += String(data)))
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  const started = { out: () => out, err: () => err, ended, send: (signal: NodeJS.Signals) => void child.kill(signal) }
  running.add(started)
  void ended.then(() => running.delete(started))
  return started
}

const isReady = () =>
  fetch(`${url}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  )
const json = async (address: string, init: RequestInit = {}) => (await fetch(address, init)).json()
/** The PostgreSQL of this data folder, as the system knows it. */
function postgresRuns(): boolean {
  const file = path.join(dataDir, 'postgres', 'data', 'postmaster.pid')
  return existsSync(file) && existsSync(`/proc/${readFileSync(file, 'utf8').split('\n')[0]}`)
}

describe('an empty machine', () => {
  let house: ReturnType<typeof run>
  beforeAll(async () => {
    house = run({ PORT: String(port) })
    await until(isReady, 60_000)
  })

  test('is told where to look, and the first market is filled while it already answers', async () => {
    const said = await until(async () => house.out().includes('The demo is loaded') && house.out(), 60_000)
    expect(said).toContain(`http://harbour-lights.localhost:${port}`)
    expect(said).toContain(`http://localhost:${port}/dev/inbox`)
    expect(said).toContain(`http://localhost:${port}/openapi.json`)
    expect(said).toMatch(/ana@example\.org\s+harbour-lights/)
    expect(said).toContain('Ctrl-C')
    expect(house.err()).toBe('')
  })

  test('answers on the instance host, by either of its names', async () => {
    expect(await json(`${url}/healthz`)).toEqual({ ok: true })
    expect((await json(`${url}/openapi.json`)).openapi).toMatch(/^3\.1/)
    expect((await json(`http://localhost:${port}/dev/mail`)).items.length).toBeGreaterThan(0)
    expect((await json(`${url}/dev/mail`)).items.length).toBeGreaterThan(0)
  })

  test('shows the mail and the payment server of the instance on no market’s host', async () => {
    // `fetch` does not let the host be named.
    const onMarket = (address: string) =>
      new Promise<number>((resolve) => {
        get(`${url}${address}`, { headers: { host: `harbour-lights.localhost:${port}` } }, (answer) => {
          answer.resume()
          resolve(answer.statusCode ?? 0)
        })
      })
    expect(await onMarket('/dev/mail')).toBe(404)
    expect(await onMarket('/dev/psp/v1/balance')).toBe(404)
    expect((await fetch(`${url}/dev/psp/v1/balance`)).status).toBe(401)
  })

  test('lets a newcomer buy at once, and its books know of it', async () => {
    const keys = JSON.parse(readFileSync(path.join(dataDir, 'demo.json'), 'utf8'))
    const market = new Market({ publishableKey: keys.publishableKey, baseUrl: url })
    await market.auth.signIn({ email: 'ben@example.org', password: 'harbour-lights' })
    const [event] = (await market.events.list()).items
    const { items: offers } = await market.listings.list({ eventId: event!.id, limit: 100 })
    expect(offers.length).toBeGreaterThanOrEqual(12)

    const order = await market.orders.start({ listingId: offers[0]!.id, quantity: 1 })
    const paid = await market.orders.pay(order.id, { confirmationToken: await cardOf(await market.brand.get()) })
    expect(paid.state).toBe('fulfilled')
    const admin = new Admin({ secretKey: keys.secretKey, baseUrl: url })
    expect((await admin.ledger.trialBalance()).differences.every(({ amountMinor }) => amountMinor === 0)).toBe(true)
  })

  test('told to stop, twice as Ctrl-C does, it ends well and leaves no process behind', async () => {
    house.send('SIGINT')
    house.send('SIGTERM')
    expect(await house.ended).toBe(0)
    expect(postgresRuns()).toBe(false)
  })

  test('killed in the middle of loading the demo, it completes it at the next start', async () => {
    // As a crash leaves it: the market is there, and nothing says that all is done.
    const file = path.join(dataDir, 'demo.json')
    const kept = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...kept, done: false }))
    house = run({ PORT: String(port) })
    await until(async () => house.out().includes('The demo is being loaded'), 60_000)
    house.send('SIGKILL')
    await house.ended
    expect(postgresRuns()).toBe(true)

    house = run({ PORT: String(port) })
    await until(async () => house.out().includes('The demo is loaded'), 60_000)
    const market = new Market({ publishableKey: kept.publishableKey, baseUrl: url })
    expect((await market.events.list()).items).toHaveLength(1)
    house.send('SIGTERM')
    expect(await house.ended).toBe(0)
    expect(postgresRuns()).toBe(false)
  })
})

async function cardOf({ payment }: { payment: { publishableKey: string; apiBase: string | null } }): Promise<string> {
  const card = {
    number: '4242424242424242',
    exp_month: '12',
    exp_year: String(new Date().getFullYear() + 3),
    cvc: '123',
  }
  const body = new URLSearchParams({ 'payment_method_data[type]': 'card' })
  for (const [name, value] of Object.entries(card)) body.set(`payment_method_data[card][${name}]`, value)
  const headers = { authorization: `Bearer ${payment.publishableKey}` }
  return (await json(`${payment.apiBase}/v1/confirmation_tokens`, { method: 'POST', headers, body })).id
}

describe('what it cannot run with, it says and ends with 1', () => {
  test.each([
    ['a wrong setting', { PORT: 'four thousand' }, ['PORT must be a port number']],
    [
      'production without its settings',
      { NODE_ENV: 'production' },
      ['RESEAT_SECRET is required in production', 'DATABASE_URL is required in production', 'SMTP_URL is required'],
    ],
    [
      'a database that is not there',
      { PORT: '0', DATABASE_URL: 'postgres://nobody:x@127.0.0.1:9/none' },
      ['PostgreSQL cannot be reached', 'DATABASE_URL'],
    ],
  ])('%s', async (_, settings, sentences) => {
    const house = run(settings as Record<string, string>)
    expect(await house.ended).toBe(1)
    for (const sentence of sentences) expect(house.err()).toContain(sentence)
    expect(house.err()).not.toContain('    at ')
    expect(house.out()).toBe('')
  })
})
