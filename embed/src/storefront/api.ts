// storefront/api.ts: the one door to the market, through the SDK: in process on the server, same-origin in the browser.
import { Market } from '@reseat/sdk/market'

export type { Market }
export type MarketFetch = (path: string, init?: RequestInit) => Promise<Response>

const IN_PROCESS = 'http://market.invalid'

/** Nothing is tried twice: the market is in this very process, and a page that fails can be loaded again. */
export function serverMarket(fetch: MarketFetch): Market {
  return new Market({
    baseUrl: IN_PROCESS,
    maxRetries: 0,
    fetch: (url, init) => fetch(url.slice(IN_PROCESS.length), init),
  })
}

/** Same origin, signed in by a cookie no script can read. */
export const browserMarket = () => new Market()
