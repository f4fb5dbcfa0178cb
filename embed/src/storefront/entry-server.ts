// storefront/entry-server.ts: the storefront as one function from a request to a page, run inside the platform's process.
import { render } from 'svelte/server'
import { formatFor } from '../ui/format.ts'
import { textsFor } from '../texts/index.ts'
import { wordsFor } from '../texts/needs.ts'
import { serverMarket, type Market, type MarketFetch } from './api.ts'
import App from './App.svelte'
import Frame from './Frame.svelte'
import { problemOf } from './click.ts'
import { loadAssets } from './assets.ts'
import { renderDocument } from './document.ts'
import { answerFile } from './files.ts'
import { pageHeaders } from './headers.ts'
import { signInPath } from './next.ts'
import { Missing, Redirect, type Loaded, type Visit } from './loads/load.ts'
import { findLoad } from './routes.ts'
import { components, heads } from './server-pages.ts'
import { themeOf } from './theme.ts'
import type { Brand, Fan } from './wire.ts'

export type { MarketFetch }
export type Environment = { market: MarketFetch; now: Date; clientAddress?: string }
export type Storefront = { respond(request: Request, env: Environment): Promise<Response> }

export function createStorefront(options: { clientDir: string }): Storefront {
  const assets = loadAssets(options.clientDir)

  return {
    async respond(request, env) {
      const url = new URL(request.url)
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return plain(405, 'Method not allowed', { allow: 'GET, HEAD' })
      if (url.pathname.startsWith('/assets/')) {
        return assets.respond(url.pathname, request.headers.get('accept-encoding') ?? '') ?? plain(404, 'Not found')
      }

      const market = serverMarket(env.market)
      try {
        const [brand, fan] = await Promise.all([market.brand.get(), whoIs(market, request)])
        return answerFile(request, url, brand) ?? (await page(url, brand, fan, market, env))
      } catch (error) {
        // Without a brand there is no page to dress: say so plainly, with nothing that names anyone.
        if (problemOf(error)?.status === 404) return plain(404, 'Not found')
        return plain(503, 'This page is not available right now. Please try again in a moment.', { 'retry-after': '5' })
      }
    },
  }

  async function page(url: URL, brand: Brand, fan: Fan | null, market: Market, env: Environment) {
    const f = formatFor(brand.locale)
    const t = textsFor(brand.locale)
    const found = findLoad(url.pathname)
    const visit: Visit = { market, brand, fan, url, id: found?.id ?? '', now: env.now, t, f }
    try {
      const loaded = found ? await found.load(visit) : missing(visit)
      return dress(visit, loaded)
    } catch (error) {
      if (error instanceof Redirect) return redirect(error.to)
      const status = error instanceof Missing ? 404 : problemOf(error)?.status
      if (status === 401) return redirect(signInPath(url.pathname + url.search))
      if (status === 404 || status === 422) return dress(visit, missing(visit))
      return dress(visit, failed(visit, error))
    }
  }

  function dress(visit: Visit, loaded: Loaded): Response {
    const { brand, fan, url } = visit
    const shell = { brand: brand, fan: fan && { name: fan.name, email: fan.email }, path: url.pathname, now: brand.now }
    const hydration = { page: loaded.page, words: wordsFor(loaded.page, brand.locale), shell, data: loaded.data }
    const app = { ...shell, t: visit.t, f: visit.f, market: null }
    const { body } = render(App, { props: { Page: components[loaded.page], app, data: loaded.data } })
    const Head = heads[loaded.page]
    const head = Head ? render(App, { props: { Page: Head, app, data: loaded.data } }).body : ''
    const [top, bottom] = (['top', 'bottom'] as const).map((part) => render(Frame, { props: { app, part } }).body)
    const theme = themeOf(brand)
    const html = renderDocument({ hydration, loaded, top: top!, head, body, bottom: bottom!, url, theme, assets })
    const personal = Boolean(loaded.personal || fan)
    // As bytes: a string would be checked character by character on its way into the response.
    return new Response(new TextEncoder().encode(html), {
      status: loaded.status ?? 200,
      headers: pageHeaders(brand, { personal, pays: Boolean(loaded.pays), secret: Boolean(loaded.secret) }),
    })
  }
}

/** No cookie, no fan: a visitor's page costs no look-up. */
async function whoIs(market: Market, request: Request): Promise<Fan | null> {
  if (!request.headers.get('cookie')) return null
  const session = await market.auth.session().catch(() => null)
  return session?.user ?? null
}

const missing = ({ t }: Visit): Loaded<'missing'> => ({
  page: 'missing',
  data: {},
  title: t.state.notFoundTitle,
  status: 404,
})

function failed({ t }: Visit, error: unknown): Loaded<'failed'> {
  const problem = problemOf(error)
  // An unknown error is a defect: whoever runs the process must see it, the fan sees only that no money moved.
  if (!problem) console.error(error)
  return {
    page: 'failed',
    data: { requestId: problem?.requestId ?? null },
    title: t.state.errorTitle,
    status: 503,
    personal: true,
  }
}

const redirect = (to: string) =>
  new Response(null, { status: 303, headers: { location: to, 'cache-control': 'private, no-store' } })

const plain = (status: number, text: string, headers: Record<string, string> = {}) =>
  new Response(text, {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      ...headers,
    },
  })
