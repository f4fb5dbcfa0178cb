// test/storefront.test.ts: what a fan's browser is given, page by page, from the build as it is delivered.
import { beforeAll, describe, expect, it } from 'vitest'
import { event, festival, harbour, listings, orderIn, ticket, uuid } from '../src/fixtures.ts'
import type { Storefront } from '../src/storefront/entry-server.ts'
import { builtStorefront, open } from './built.ts'

const HOUSE = /reseat/i
const PAGES = {
  '/': 'Plans change',
  [`/events/${festival.id}`]: 'Tickets for sale',
  [`/listings/${uuid(104)}`]: 'Continue to payment',
  [`/pay/${uuid(401)}`]: 'It is yours',
  [`/pay/${uuid(402)}`]: 'Your ticket is kept for you',
  [`/pay/${uuid(403)}`]: 'Your money is safe',
  [`/pay/${uuid(404)}`]: 'The time ran out',
  [`/pay/${uuid(405)}`]: 'goes back to your card in full',
  [`/pay/${uuid(406)}`]: 'not enough money on it',
  [`/pay/${uuid(407)}`]: 'Confirm with your bank',
  '/tickets': 'Coming up',
  [`/tickets/${uuid(201)}`]: 'The one before it stopped working then.',
  '/sell': 'Free tickets cannot be sold',
  [`/sell/${uuid(201)}`]: 'You receive',
  [`/sell/${uuid(204)}`]: 'Free tickets cannot be sold',
  '/listings': 'Where your money is',
  '/orders': 'HL-48213',
  [`/orders/${uuid(401)}`]: 'Released to the seller',
  '/forgot-password': 'Send the link',
  '/reset-password?token=t': 'New password',
  '/reset-password': 'Ask for a new link',
  '/nowhere': 'This page is not here',
}
let storefront: Storefront

beforeAll(async () => {
  storefront = await builtStorefront()
}, 120_000)

const html = async (path: string, scene = {}) => (await open(storefront, path, scene)).text()

describe('every page', () => {
  it.each(Object.entries(PAGES))('%s can be read without JavaScript', async (path, words) => {
    const page = await html(path)
    const body = page.slice(0, page.indexOf('<script type="application/json"'))
    expect(body).toContain(words)
    expect(page).toContain('lang="en-GB"')
    expect(page).toContain('<h1')
  })

  it.each([...Object.keys(PAGES), '/theme.css', '/robots.txt', '/manifest.webmanifest'])(
    '%s names only the organizer',
    async (path) => {
      const response = await open(storefront, path)
      expect(JSON.stringify([...response.headers])).not.toMatch(HOUSE)
      expect(await response.text()).not.toMatch(HOUSE)
    },
  )

  it('allows no inline script, no inline style and no frame', async () => {
    const response = await open(storefront, `/events/${festival.id}`)
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    const page = await response.text()
    expect(page).not.toMatch(/ style=| on[a-z]+="/)
    const scripts = [...page.matchAll(/<script\b([^>]*)>/g)].map(([, attributes]) => attributes)
    for (const attributes of scripts) expect(attributes).toMatch(/src=|application\/(ld\+)?json/)
  })

  it('lets only the payment page reach the payment service', async () => {
    const policy = async (path: string, scene = {}) =>
      (await open(storefront, path, scene)).headers.get('content-security-policy')
    expect(await policy(`/pay/${uuid(402)}`)).toContain("connect-src 'self' http://localhost:4242")
    expect(await policy('/')).not.toContain('4242')
    const stripe = { brand: { ...harbour, payment: { form: 'stripe', publishableKey: 'pk_live_1', apiBase: null } } }
    expect(await policy(`/pay/${uuid(402)}`, stripe)).toContain('https://js.stripe.com')
    expect(await policy('/', stripe)).not.toContain('stripe')
  })

  it('keeps a signed-in page out of every cache', async () => {
    const cached = async (path: string, headers = {}) =>
      (await open(storefront, path, {}, headers)).headers.get('cache-control')
    expect(await cached('/tickets')).toBe('private, no-store')
    expect(await cached('/')).toBe('private, no-store')
    expect(await cached('/', { cookie: '' })).toBe('private, no-cache')
  })

  it('cannot be broken out of by what people call things', async () => {
    const hostile = `</script><script>alert(1)</script><img src=x onerror=alert(1)>"'`
    const page = await html(`/events/${festival.id}`, {
      event: { name: hostile, description: hostile },
      brand: { ...harbour, name: hostile, texts: { ...harbour.texts, footer: hostile } },
    })
    expect(page).not.toContain('<script>alert')
    expect(page).not.toContain('<img src=x')
    const block = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1]
    expect(JSON.parse(block ?? '').data.event.name).toBe(hostile)
  })

  it('takes only colours into the stylesheet', async () => {
    const light = { ...harbour.tokens.light, accent: 'red;}body{display:none' }
    const response = await open(storefront, '/theme.css', {
      brand: { ...harbour, tokens: { ...harbour.tokens, light } },
    })
    expect(await response.text()).not.toContain('display:none')
  })
})

describe('the event page', () => {
  it('says what is on sale, from which all-in price, and tells search engines the same', async () => {
    const page = await html(`/events/${festival.id}`)
    expect(page).toMatch(/23 tickets\s*<span[^>]*>from €47.95/)
    const block = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1]
    expect(JSON.parse(block ?? '')).toMatchObject({
      '@type': 'Event',
      name: event.name,
      offers: { lowPrice: '47.95', priceCurrency: 'EUR', offerCount: 23 },
    })
    expect(page).toContain(`<link rel="canonical" href="http://harbour.localhost/events/${festival.id}">`)
  })

  it('leaves a held offer in its place and says why', async () => {
    const page = await html(`/events/${festival.id}`)
    const held = page.indexOf(`data-listing="${listings[2]!.id}"`)
    expect(held).toBeGreaterThan(page.indexOf(`data-listing="${listings[1]!.id}"`))
    expect(page.slice(held, page.indexOf('</li>', held))).toContain('Someone is paying')
  })

  it('filters by its address, so that it answers without JavaScript', async () => {
    const page = await html(`/events/${festival.id}?max=5100&n=2`)
    const shown = [...page.matchAll(/data-listing="([^"]+)"/g)].map(([, id]) => id)
    expect(shown).toEqual([listings[1]!.id])
  })

  it('says what to do when nothing is for sale, and why when it is closed', async () => {
    expect(await html(`/events/${festival.id}`, { empty: true })).toContain('Fans can offer tickets until')
    const closed = { open: false, reason: 'resale_not_open_yet', opensAt: '2026-07-01T08:00:00.000Z' }
    const scene = { listings: [], event: { resale: { ...event.resale, ...closed } } }
    expect(await html(`/events/${festival.id}`, scene)).toContain('Resale opens on 1 Jul, 10:00.')
  })

  it('answers a market that is down with calm and without a guess', async () => {
    const response = await open(storefront, `/events/${festival.id}`, { failing: '/events' })
    expect(response.status).toBe(503)
    expect(await response.text()).toContain('No money moved')
  })
})

describe('signing in', () => {
  it.each(['/tickets', `/pay/${uuid(402)}`, '/sell', '/orders', '/listings'])('%s asks a visitor to', async (path) => {
    const response = await open(storefront, path, { fan: false })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(path)}`)
  })

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example', 'javascript:alert(1)'])(
    'never leads to %s',
    async (next) => {
      const response = await open(storefront, `/sign-in?next=${encodeURIComponent(next)}`)
      expect(response.headers.get('location')).toBe('/tickets')
      expect(await html(`/sign-in?next=${encodeURIComponent(next)}`, { fan: false })).toContain('"next":"/tickets"')
    },
  )

  it('leads back to where the fan was', async () => {
    const response = await open(storefront, `/sign-in?next=${encodeURIComponent('/listings/1?event=2')}`)
    expect(response.headers.get('location')).toBe('/listings/1?event=2')
  })
})

describe('a forgotten password', () => {
  it('is asked about on the way in, and after a sign-up that was one too many', async () => {
    for (const path of ['/sign-in', '/verify?email=mara@example.org'])
      expect(await html(path, { fan: false })).toMatch(/<a href="\/forgot-password[^>]+>Forgot your password\?<\/a>/)
  })

  it('is replaced on a page whose address no cache, no index and no other page learns', async () => {
    const response = await open(storefront, '/reset-password?token=a-secret', { fan: false })
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    const page = await response.text()
    expect(page).toContain('<meta name="robots" content="noindex">')
    expect(page.replace(/<script type="application\/json".*<\/script>/s, '')).not.toContain('a-secret')
  })

  it('ends where the fan signs in with the new one', async () => {
    expect(await html('/sign-in?reset', { fan: false })).toContain('Your new password is set.')
  })
})

describe('codes', () => {
  it('are drawn as a picture on the ticket', async () => {
    expect(await html(`/tickets/${ticket.id}`)).toMatch(/<path d="M0 0h7v1h-7z/)
  })

  it.each([`/sell/${ticket.id}`, `/orders/${uuid(401)}`])('never reach %s, which has no use for them', async (path) => {
    expect(await html(path)).not.toContain(ticket.code)
  })

  it('are not shown before the payment is through', async () => {
    expect(await html(`/pay/${orderIn('held', 402).id}`)).not.toContain(ticket.code)
  })
})

describe('files', () => {
  it('gives the theme light, dark and a tag that saves sending it again', async () => {
    const first = await open(storefront, '/theme.css')
    expect(await first.text()).toMatch(/--rs-accent:#c43d2b[\s\S]+prefers-color-scheme:dark[\s\S]+--rs-accent:#ff9274/)
    const again = await open(storefront, '/theme.css', {}, { 'if-none-match': first.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
  })

  it('serves hashed files for ever, compressed, and nothing outside their folder', async () => {
    const page = await html('/')
    const style = /href="(\/assets\/[^"]+\.css)"/.exec(page)?.[1] ?? ''
    const response = await open(storefront, style, {}, { 'accept-encoding': 'gzip, br' })
    expect(response.headers.get('content-encoding')).toBe('br')
    expect(response.headers.get('cache-control')).toContain('immutable')
    for (const path of [
      '/assets/../manifest.json',
      '/assets/%2e%2e/manifest.json',
      '/assets/..%2fmanifest.json',
      '/assets/nothing.js',
    ])
      expect((await open(storefront, path)).status).toBe(404)
  })

  it('keeps a test market out of search engines', async () => {
    expect(await (await open(storefront, '/robots.txt')).text()).toContain('Disallow: /\n')
  })
})
