// storefront/api.ts: the one door to the market API, in process on the server and same-origin in the browser.
import type * as Wire from './wire.ts'

export type MarketFetch = (path: string, init?: RequestInit) => Promise<Response>
type Query = Record<string, string | number | null | undefined>

/** What the market refused, in the words of its problem document. `status` 0 means it could not be reached. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly requestId: string | null
  constructor(status: number, code: string, title: string, requestId: string | null = null) {
    super(title)
    this.status = status
    this.code = code
    this.requestId = requestId
  }
}

/**
 * One click, one key: a retry after a lost answer repeats the same request instead of making a second one.
 * A final answer, yes or no, ends the click.
 */
export function createClick() {
  let key: string | null = null
  return async <T>(send: (key: string) => Promise<T>): Promise<T> => {
    key ??= crypto.randomUUID()
    try {
      const answer = await send(key)
      key = null
      return answer
    } catch (error) {
      if (error instanceof Problem && error.status >= 400 && error.status < 500 && error.status !== 409) key = null
      if (error instanceof Problem && error.status === 409 && error.code !== 'idempotency_in_flight') key = null
      throw error
    }
  }
}

export type Market = ReturnType<typeof createMarket>

export function createMarket(fetch: MarketFetch) {
  const get = <T>(path: string, query: Query = {}) => call<T>(fetch, `/v1/market${path}${search(query)}`)
  const post = <T>(path: string, body: unknown = {}, key?: string) =>
    call<T>(fetch, `/v1/market${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
      body: JSON.stringify(body),
    })
  const id = encodeURIComponent

  return {
    brand: { get: () => get<Wire.Brand>('/brand') },
    events: {
      list: (query: Query = {}) => get<Wire.Page<Wire.EventSummary>>('/events', query),
      get: (eventId: string) => get<Wire.Event>(`/events/${id(eventId)}`),
    },
    listings: {
      list: (query: Query) => get<Wire.Page<Wire.Listing>>('/listings', query),
      get: (listingId: string) => get<Wire.Listing>(`/listings/${id(listingId)}`),
      quote: (body: Wire.Ask) => post<Wire.Quote>('/listings/quote', body),
      create: (body: Wire.Ask, key: string) => post<Wire.SellerListing>('/listings', body, key),
      withdraw: (listingId: string, key: string) =>
        post<Wire.SellerListing>(`/listings/${id(listingId)}/withdraw`, {}, key),
    },
    seller: {
      get: () => get<Wire.Seller>('/seller'),
      listings: (query: Query = {}) => get<Wire.Page<Wire.SellerListing>>('/seller/listings', query),
      sales: (query: Query = {}) => get<Wire.Page<Wire.Sale>>('/seller/sales', query),
      onboard: (body: { returnPath: string; country: string }, key: string) =>
        post<{ url: string; expiresAt: string }>('/seller/onboard', body, key),
    },
    tickets: {
      list: (query: Query = {}) => get<Wire.Page<Wire.Ticket>>('/tickets', query),
      get: (ticketId: string) => get<Wire.TicketWithCode>(`/tickets/${id(ticketId)}`),
    },
    orders: {
      start: (body: { listingId: string; quantity: number }, key: string) => post<Wire.Order>('/orders', body, key),
      pay: (orderId: string, body: { confirmationToken: string }, key: string) =>
        post<Wire.Order>(`/orders/${id(orderId)}/pay`, body, key),
      cancel: (orderId: string, key: string) => post<Wire.Order>(`/orders/${id(orderId)}/cancel`, {}, key),
      get: (orderId: string) => get<Wire.Order>(`/orders/${id(orderId)}`),
      list: (query: Query = {}) => get<Wire.Page<Wire.Order>>('/orders', query),
    },
    auth: {
      session: () => get<{ user: Wire.Fan } | null>('/auth/get-session'),
      signIn: (body: { email: string; password: string }) => post('/auth/sign-in/email', body),
      signUp: (body: { name: string; email: string; password: string; callbackURL: string }) =>
        post('/auth/sign-up/email', body),
      signOut: () => post('/auth/sign-out'),
      sendVerification: (body: { email: string; callbackURL: string }) => post('/auth/send-verification-email', body),
    },
  }
}

/** The browser's market: same origin, signed in by cookie. */
export const browserMarket = () => createMarket((path, init) => fetch(path, { ...init, credentials: 'same-origin' }))

async function call<T>(fetch: MarketFetch, path: string, init?: RequestInit): Promise<T> {
  let response: Response
  try {
    response = await fetch(path, init)
  } catch {
    throw new Problem(0, 'unreachable', 'The market could not be reached.')
  }
  const body = await response.json().catch(() => null)
  if (response.ok) return body as T
  // better-auth answers { code, message }, everything else a problem document.
  const code = typeof body?.code === 'string' ? body.code : `http_${response.status}`
  throw new Problem(response.status, code, body?.title ?? body?.message ?? '', body?.requestId ?? null)
}

function search(query: Query) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '')
  return given.length ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : ''
}
