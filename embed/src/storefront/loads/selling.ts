// storefront/loads/selling.ts: what a fan may sell, at which price, and what became of it.
import type { Money, Ticket, TicketWithCode } from '../wire.ts'
import { Missing, Redirect, signedIn, type Loaded, type Visit } from './load.ts'

const ALL = 100

export async function sell(visit: Visit): Promise<Loaded<'sell'>> {
  // Without JavaScript the pick arrives as a plain form; it has the same address as the click would have had.
  const [first, ...rest] = visit.url.searchParams.getAll('ticket')
  if (first)
    throw new Redirect(
      `/sell/${encodeURIComponent(first)}${rest.length ? `?with=${rest.map(encodeURIComponent).join(',')}` : ''}`,
    )

  signedIn(visit)
  const { items } = await visit.market.tickets.list({ limit: ALL })
  const live = items.filter((ticket) => ticket.state !== 'void' && ticket.state !== 'admitted')
  return { page: 'sell', data: { tickets: live }, title: visit.t.sell.title, personal: true }
}

export async function price(visit: Visit): Promise<Loaded<'price'>> {
  signedIn(visit)
  const { market, t } = visit
  const ids = [visit.id, ...(visit.url.searchParams.get('with') ?? '').split(',').filter(Boolean)]
  const tickets = (await Promise.all([...new Set(ids)].map((id) => market.tickets.get(id)))).map(withoutCode)
  const [ticket] = tickets
  if (!ticket) throw new Missing()

  const floor =
    pick(
      tickets.map((one) => one.resale.floor),
      Math.max,
    ) ?? ticket.resale.floor
  const ceiling =
    pick(
      tickets.map((one) => one.resale.ceiling),
      Math.min,
    ) ?? ticket.paid
  const canList = tickets.every((one) => one.resale.canList)
  // What was paid is the fair place to start from; more is the seller's own decision.
  const paid = Math.min(...tickets.map((one) => one.paid.amountMinor))
  const asked = { ...ceiling, amountMinor: Math.min(paid, ceiling.amountMinor) }
  const [quote, seller, shelf] = await Promise.all([
    canList ? market.listings.quote({ ticketIds: tickets.map((one) => one.id), price: asked }).catch(() => null) : null,
    market.seller.get().catch(() => null),
    market.listings
      .list({ eventId: ticket.event.id, ticketTypeId: ticket.ticketType.id, limit: ALL })
      .catch(() => ({ items: [] })),
  ])
  const others = shelf.items.filter((one) => !one.mine && one.quantity > 0).map((one) => one.price.ticket)
  return {
    page: 'price',
    data: { tickets, floor, ceiling, asked, quote, others, seller },
    title: t.sell.priceTitle,
    personal: true,
  }
}

export async function sales(visit: Visit): Promise<Loaded<'sales'>> {
  signedIn(visit)
  const { seller } = visit.market
  const [listings, sold, account] = await Promise.all([
    seller.listings({ limit: ALL }),
    seller.sales({ limit: ALL }),
    seller.get().catch(() => null),
  ])
  return {
    page: 'sales',
    data: { listings: listings.items, sales: sold.items, seller: account },
    title: visit.t.sales.title,
    personal: true,
  }
}

/** A price page has no use for an admission code, so it never enters the page's data. */
function withoutCode(found: TicketWithCode): Ticket {
  const { code: _code, previousCodeDiedAt: _died, ...ticket } = found
  return ticket
}

function pick(amounts: (Money | null)[], choose: (...values: number[]) => number): Money | null {
  const known = amounts.filter((amount) => amount !== null)
  const [first] = known
  return first ? { ...first, amountMinor: choose(...known.map((amount) => amount.amountMinor)) } : null
}
