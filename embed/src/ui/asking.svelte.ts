// ui/asking.svelte.ts: a seller trying prices: every price is answered by the market's own figures, the newest wins.
import { createClick, problemOf, type Ask } from '../storefront/click.ts'
import type { Money, Quote, SellerListing, Ticket } from '../storefront/wire.ts'
import type { Texts } from '../texts/index.ts'

const PAUSE_MS = 180

export class Asking {
  amountMinor = $state(0)
  quote = $state.raw<Quote | null>(null)
  stale = $state(false)
  busy = $state(false)
  failure = $state('')
  published = $state.raw<SellerListing | null>(null)

  private readonly ticketIds: string[]
  private readonly currency: string
  private readonly market: Ask | null
  private readonly t: Texts
  private readonly click = createClick()
  private asked = 0
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(given: { tickets: Ticket[]; price: Money; quote: Quote | null; market: Ask | null; t: Texts }) {
    this.ticketIds = given.tickets.map((ticket) => ticket.id)
    this.currency = given.price.currency
    this.amountMinor = given.price.amountMinor
    this.quote = given.quote
    this.market = given.market
    this.t = given.t
  }

  get price(): Money {
    return { amountMinor: this.amountMinor, currency: this.currency }
  }

  requote = () => {
    this.stale = true
    clearTimeout(this.timer)
    this.timer = setTimeout(this.ask, PAUSE_MS)
  }

  private ask = async () => {
    const turn = ++this.asked
    try {
      const quote = await this.market?.((client) =>
        client.listings.quote({ ticketIds: this.ticketIds, price: this.price }),
      )
      if (turn !== this.asked || !quote) return
      this.quote = quote
      this.failure = ''
    } catch (error) {
      if (turn !== this.asked) return
      this.failure = this.explain(error)
    }
    this.stale = false
  }

  publish = async (event: SubmitEvent) => {
    event.preventDefault()
    const { market } = this
    if (!market || this.busy) return
    this.busy = true
    this.failure = ''
    try {
      const body = { ticketIds: this.ticketIds, price: this.price }
      this.published = await this.click((options) => market((client) => client.listings.create(body, options)))
      scrollTo({ top: 0 })
    } catch (error) {
      this.failure = this.explain(error)
    } finally {
      this.busy = false
    }
  }

  private explain(error: unknown): string {
    const told = problemOf(error)
    if (!told || told.status >= 500) return this.t.state.wrong
    return told.status === 0 ? this.t.state.unreachable : told.title || this.t.state.wrong
  }
}
