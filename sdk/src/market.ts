// The fan's side of a market: browse, sign in, sell, buy.
import { Http, type ClientOptions } from './internal/http.ts'
import { baseFor, checkPublishableKey, isBrowser, isOwnHost } from './internal/place.ts'
import { Auth } from './resources/market/auth.ts'
import { Brand } from './resources/market/brand.ts'
import { Events } from './resources/market/events.ts'
import { Listings } from './resources/market/listings.ts'
import { Orders } from './resources/market/orders.ts'
import { Seller } from './resources/market/seller.ts'
import { Tickets } from './resources/market/tickets.ts'

export * from './core/errors.ts'
export type { Fan, Session, SignIn, SignUp } from './resources/market/auth.ts'
export type * from './types.ts'

export interface MarketOptions extends ClientOptions {
  /** Names the market (pk_…). Not needed where the host does: on its own pages, or with its host as baseUrl. */
  publishableKey?: string | undefined
  /** The token of a fan who signed in earlier. */
  token?: string | undefined
  /** Told whenever the token changes, null after signing out, so that you can keep it. */
  onToken?: ((token: string | null) => void) | undefined
}

export class Market {
  readonly brand: Brand
  readonly events: Events
  readonly listings: Listings
  readonly tickets: Tickets
  readonly orders: Orders
  readonly seller: Seller
  readonly auth: Auth
  #token: string | null

  constructor(options: MarketOptions = {}) {
    const { publishableKey, token, onToken } = options
    checkPublishableKey(publishableKey)
    if (!publishableKey && !options.baseUrl && !isBrowser()) {
      throw new TypeError('Which market? Pass its publishableKey (pk_…), or its own address as baseUrl.')
    }
    const base = baseFor(options.baseUrl)
    const cookies = isOwnHost(base)
    this.#token = token ?? null
    const keep = (next: string | null) => {
      if (cookies || next === this.#token) return
      this.#token = next
      onToken?.(next)
    }
    const http = new Http({
      ...options,
      root: `${base}/v1/market`,
      credentials: 'same-origin',
      headers: () => ({
        ...(publishableKey && { 'publishable-key': publishableKey }),
        ...(this.#token && { authorization: `Bearer ${this.#token}` }),
      }),
      heard: (response) => {
        const next = response.headers.get('set-auth-token')
        if (next) keep(next)
      },
    })
    this.brand = new Brand(http)
    this.events = new Events(http)
    this.listings = new Listings(http)
    this.tickets = new Tickets(http)
    this.orders = new Orders(http)
    this.seller = new Seller(http)
    this.auth = new Auth(http, () => keep(null))
  }

  /** The fan's bearer token. Always null on the market's own pages, where a cookie does its work. */
  get token(): string | null {
    return this.#token
  }
}
