// fixture-market.ts: answers the market's routes from the fixtures, so that a page can be looked at without a platform.
import * as fixed from './fixtures.ts'
import type { MarketFetch } from './storefront/api.ts'
import type { Brand, Order } from './storefront/wire.ts'

export type Scene = Partial<{
  brand: Brand
  fan: boolean
  empty: boolean
  listings: typeof fixed.listings
  event: Partial<typeof fixed.event>
  seller: 'none' | 'onboarding' | 'enabled' | 'restricted'
  failing: string
}>

const page = <T>(items: T[]) => ({ items, nextCursor: null })

export function fixtureMarket(scene: Scene = {}): MarketFetch {
  const listings = scene.empty ? [] : (scene.listings ?? fixed.listings)
  const paid = new Map<string, Order>()

  return async (path, init) => {
    const url = new URL(path, 'http://market.invalid')
    const route = `${init?.method ?? 'GET'} ${url.pathname.replace('/v1/market', '')}`
    const body = typeof init?.body === 'string' ? JSON.parse(init.body) : {}
    if (scene.failing && route.includes(scene.failing)) return problem(500, 'internal')
    const [, , resource, id, verb] = route.replace(' ', '/').split('/')
    const find = <T extends { id: string }>(items: T[]) => items.find((item) => item.id === id)

    switch (resource) {
      case 'brand':
        return json(scene.brand ?? fixed.harbour)
      case 'auth':
        return json(id === 'get-session' ? (scene.fan === false ? null : { user: fixed.FAN }) : { ok: true })
      case 'events': {
        const event = { ...fixed.event, ...scene.event, ...(scene.empty ? { available: 0, fromPrice: null } : {}) }
        if (!id) return json(page(scene.empty ? [] : fixed.events))
        return fixed.events.some((one) => one.id === id) ? json({ ...event, id }) : problem(404, 'event_not_found')
      }
      case 'listings':
        if (id === 'quote') return json(fixed.quoteFor(body.price, body.ticketIds.length))
        if (verb === 'withdraw') return json({ ...fixed.sellerListings[0], state: 'withdrawn' })
        if (init?.method === 'POST') return json({ ...fixed.sellerListings[0], quote: fixed.quoteFor(body.price, 1) }, 201)
        return id ? json(find(listings)) : json(page(listings))
      case 'seller':
        if (id === 'listings') return json(page(scene.empty ? [] : fixed.sellerListings))
        if (id === 'sales') return json(page(scene.empty ? [] : fixed.sales))
        if (id === 'onboard') return json({ url: '/listings?onboarded', expiresAt: fixed.NOW })
        return json({ status: scene.seller ?? 'none', requirements: [], payable: [] })
      case 'tickets':
        return id ? json(find(fixed.tickets)) : json(page(scene.empty ? [] : fixed.tickets))
      case 'orders':
        return orders()
    }
    return problem(404, 'not_found')

    function orders(): Response {
      if (!id && init?.method === 'POST') return json(fixed.orders[1], 201)
      if (!id) return json(page(scene.empty ? [] : fixed.orders))
      const order = paid.get(id) ?? find(fixed.orders)
      if (!order) return problem(404, 'order_not_found')
      if (verb === 'pay' && String(body.confirmationToken).includes('declined')) return problem(402, 'payment_declined', 'Your bank declined the card.')
      if (verb === 'pay' || verb === 'cancel') {
        const next = { ...fixed.orderIn(verb === 'pay' ? 'fulfilled' : 'cancelled'), id, number: order.number }
        paid.set(id, next)
        return json(next)
      }
      return json(order)
    }
  }
}

function json(value: unknown, status = 200): Response {
  return value === undefined ? problem(404, 'not_found') : Response.json(value, { status })
}

function problem(status: number, code: string, title = 'Not possible'): Response {
  const body = { type: 'about:blank', title, status, code, requestId: 'req_preview' }
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } })
}
