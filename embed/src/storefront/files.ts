// storefront/files.ts: the small files a market has beside its pages: its colours, its robots rules, its app manifest.
import { icon } from './document.ts'
import { themeOf } from './theme.ts'
import type { Brand } from './wire.ts'

export function answerFile(request: Request, url: URL, brand: Brand): Response | null {
  if (url.pathname === '/theme.css') return theme(request, url, brand)
  if (url.pathname === '/robots.txt') return text(robots(brand), 'text/plain; charset=utf-8')
  if (url.pathname === '/manifest.webmanifest') return text(manifest(brand), 'application/manifest+json')
  return null
}

/** Pages name the version they were made for, which never changes; a bare address asks again each time. */
function theme(request: Request, url: URL, brand: Brand): Response {
  const { css, version } = themeOf(brand)
  const etag = `"${version}"`
  const exact = url.searchParams.get('v') === version
  const headers = {
    'content-type': 'text/css; charset=utf-8',
    'cache-control': exact ? 'public, max-age=31536000, immutable' : 'public, no-cache',
    'x-content-type-options': 'nosniff',
    etag,
  }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  return new Response(css, { headers })
}

const DOORS = ['/sign-in', '/sign-up', '/verify', '/forgot-password', '/reset-password']
const OWN = ['/pay', '/tickets', '/sell', '/listings', '/orders', ...DOORS, '/v1/']

/** A test market is nobody's search result; a live one shows its events and nothing of its fans. */
function robots(brand: Brand): string {
  if (brand.mode === 'test') return 'User-agent: *\nDisallow: /\n'
  return `User-agent: *\n${OWN.map((path) => `Disallow: ${path}\n`).join('')}`
}

function manifest(brand: Brand): string {
  const { light } = brand.tokens
  return JSON.stringify({
    name: brand.name,
    short_name: brand.name,
    lang: brand.locale,
    start_url: '/tickets',
    display: 'minimal-ui',
    background_color: light.surface,
    theme_color: light.surface,
    icons: [{ src: icon(brand.name, light.accent, light.onAccent), sizes: 'any', type: 'image/svg+xml' }],
  })
}

function text(body: string, type: string): Response {
  return new Response(body, {
    headers: { 'content-type': type, 'cache-control': 'public, max-age=300', 'x-content-type-options': 'nosniff' },
  })
}
