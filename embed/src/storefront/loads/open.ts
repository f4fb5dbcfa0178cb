// storefront/loads/open.ts: what anyone may read: the events, one event's offers, one offer.
import type { Event, Listing, Money } from '../wire.ts'
import { problemOf } from '../click.ts'
import type { Filter } from '../../ui/prices.ts'
import { named } from '../../ui/named.ts'
import { Missing, type Loaded, type Visit } from './load.ts'

const ALL = 100

export async function home(visit: Visit): Promise<Loaded<'home'>> {
  const { items } = await visit.market.events.list({ limit: ALL })
  const { brand, t } = visit
  return {
    page: 'home',
    data: { events: items },
    title: brand.name,
    description: brand.texts.tagline || t.home.official(brand.name),
  }
}

export async function event(visit: Visit): Promise<Loaded<'event'>> {
  const { market, t, f, url } = visit
  const cursor = url.searchParams.get('cursor')
  const [found, listings] = await Promise.all([
    market.events.get(visit.id),
    market.listings.list({ eventId: visit.id, limit: ALL, ...(cursor ? { cursor } : {}) }),
  ])
  const offer = found.fromPrice ? t.home.from(found.available, f.brief(found.fromPrice)) : t.home.none
  return {
    page: 'event',
    data: { event: found, listings: listings.items, more: listings.nextCursor, filter: filterOf(url.searchParams) },
    title: found.name,
    description: `${found.name}, ${f.span(found)}, ${found.venue.name}, ${found.venue.city}. ${offer}.`,
    jsonLd: eventData(found, url, f.major),
  }
}

export async function listing(visit: Visit): Promise<Loaded<'listing'>> {
  const { market, t, url } = visit
  const found = await market.listings.get(visit.id).catch(gone)
  // A sold offer's link still knows its event, so that a fan who comes late lands beside the next best ones.
  const eventId = found?.eventId ?? url.searchParams.get('event')
  if (!eventId) throw new Missing()

  const [about, rest] = await Promise.all([market.events.get(eventId), market.listings.list({ eventId, limit: 20 })])
  const others = rest.items.filter((other) => other.id !== visit.id && other.quantity > 0 && !other.mine).slice(0, 3)
  const asked = Number(url.searchParams.get('quantity'))
  const quantity = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), found?.quantity || 1) : 1
  return {
    page: 'listing',
    data: { event: about, listing: found, others, quantity },
    title: t.buy.title(about.name),
    status: found ? 200 : 410,
    personal: true,
  }
}

function gone(error: unknown): Listing | null {
  if (problemOf(error)?.status === 404) return null
  throw error
}

function filterOf(query: URLSearchParams): Filter {
  const whole = (name: string) => {
    const value = Number(query.get(name))
    return query.get(name) && Number.isInteger(value) && value > 0 ? value : null
  }
  return { typeId: query.get('type') || null, maxMinor: whole('max'), quantity: whole('n') ?? 1 }
}

const STATUS = {
  published: 'EventScheduled',
  completed: 'EventScheduled',
  postponed: 'EventPostponed',
  cancelled: 'EventCancelled',
}

function eventData(found: Event, url: URL, major: (money: Money) => number) {
  const page = `${url.origin}/events/${found.id}`
  const lowPrice = found.fromPrice && {
    '@type': 'AggregateOffer',
    lowPrice: String(major(found.fromPrice)),
    priceCurrency: found.currency,
    offerCount: found.available,
    availability: 'https://schema.org/InStock',
    url: page,
  }
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: found.name,
    startDate: found.startsAt,
    endDate: found.endsAt,
    ...(found.doorsAt ? { doorTime: found.doorsAt } : {}),
    ...(found.description ? { description: found.description } : {}),
    eventStatus: `https://schema.org/${named(STATUS, found.state, 'EventScheduled')}`,
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: {
      '@type': 'Place',
      name: found.venue.name,
      address: {
        '@type': 'PostalAddress',
        ...(found.venue.address ? { streetAddress: found.venue.address } : {}),
        addressLocality: found.venue.city,
        addressCountry: found.venue.country,
      },
    },
    ...(lowPrice ? { offers: lowPrice } : {}),
    url: page,
  }
}
