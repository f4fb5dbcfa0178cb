// ui/shelf.svelte.ts: an event's offers while someone reads them: filtered, kept fresh, never rearranged.
import { createClick, problemOf, type Ask } from '../storefront/click.ts'
import { signInPath } from '../storefront/next.ts'
import type { Fan, Listing } from '../storefront/wire.ts'
import { isBuyable, matches, merge, type Filter } from './prices.ts'

const FRESH_EVERY_MS = 20_000

export class Shelf {
  listings = $state.raw<Listing[]>([])
  waiting = $state.raw<Listing[]>([])
  more = $state<string | null>(null)
  filter = $state.raw<Filter>({ typeId: null, maxMinor: null, quantity: 1 })
  busyId = $state<string | null>(null)
  raced = $state(false)
  error = $state<'unreachable' | 'wrong' | null>(null)
  readonly shown = $derived(this.listings.filter((listing) => matches(listing, this.filter)))
  readonly cheapest = $derived(this.shown.find(isBuyable) ?? null)

  private readonly eventId: string
  private readonly market: Ask | null
  private readonly fan: Fan | null
  private readonly click = createClick()

  constructor(given: {
    eventId: string
    listings: Listing[]
    more: string | null
    filter: Filter
    market: Ask | null
    fan: Fan | null
  }) {
    this.eventId = given.eventId
    this.listings = given.listings
    this.more = given.more
    this.filter = given.filter
    this.market = given.market
    this.fan = given.fan
  }

  /** Straight to payment for a fan who is in; everyone else follows the link to the offer's own page. */
  buy = async (event: MouseEvent, listing: Listing) => {
    const { market, fan } = this
    if (!market || !fan || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    if (this.busyId) return

    this.busyId = listing.id
    this.error = null
    this.raced = false
    try {
      const quantity = Math.min(this.filter.quantity, listing.quantity)
      const order = await this.click((options) =>
        market((client) => client.orders.start({ listingId: listing.id, quantity }, options)),
      )
      location.assign(`/pay/${order.id}`)
    } catch (error) {
      this.busyId = null
      const told = problemOf(error)
      if (!told) throw error
      if (told.status === 401) return location.assign(signInPath(`/listings/${listing.id}`))
      if (told.status === 409 || told.status === 404) {
        this.raced = true
        return this.refresh()
      }
      this.error = told.status === 0 ? 'unreachable' : 'wrong'
    }
  }

  refresh = async () => {
    const fresh = await this.market?.((client) => client.listings.list({ eventId: this.eventId, limit: 100 })).catch(
      () => null,
    )
    if (!fresh || (this.more && this.listings.length > 100)) return
    const { shown, waiting } = merge(this.listings, fresh.items)
    this.listings = shown
    this.waiting = waiting
  }

  showWaiting = () => {
    const still = this.listings.filter((listing) => listing.state === 'active' && listing.quantity + listing.held > 0)
    this.listings = [...still, ...this.waiting].sort((a, b) => a.price.total.amountMinor - b.price.total.amountMinor)
    this.waiting = []
    this.raced = false
  }

  showMore = async () => {
    const query = { eventId: this.eventId, limit: 100, ...(this.more ? { cursor: this.more } : {}) }
    const next = await this.market?.((client) => client.listings.list(query)).catch(() => null)
    if (!next) return void (this.error = 'unreachable')
    this.listings = [...this.listings, ...next.items]
    this.more = next.nextCursor
  }

  /** Looks again while the page is in front of someone, and at once when they come back to it. */
  keepFresh = () => {
    const look = () => document.visibilityState === 'visible' && void this.refresh()
    const timer = setInterval(look, FRESH_EVERY_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }

  /** The address carries the filter, so that a link to "two tickets up to €60" is just that. */
  get query() {
    const { typeId, maxMinor, quantity } = this.filter
    const query = new URLSearchParams()
    if (typeId) query.set('type', typeId)
    if (maxMinor !== null) query.set('max', String(maxMinor))
    if (quantity > 1) query.set('n', String(quantity))
    return query.size ? `?${query}` : ''
  }

  clearFilter = () => (this.filter = { typeId: null, maxMinor: null, quantity: 1 })
}
