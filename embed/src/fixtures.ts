// fixtures.ts: a believable market for previews and tests: one festival, its fans, and every state a page can be in.
import type {
  Brand, Breakdown, Colours, Event, EventRef, Listing, Money, Order, Quote, Sale, Seat, SellerListing, Step, TicketWithCode,
} from './storefront/wire.ts'

export const NOW = '2026-06-18T17:40:00.000Z'
export const FAN = { id: uuid(900), name: 'Mara Lindqvist', email: 'mara@example.org' }
const ZONE = 'Europe/Berlin'

export function uuid(n: number): string {
  return `01980000-0000-7000-8000-${String(n).padStart(12, '0')}`
}
export const eur = (major: number): Money => ({ amountMinor: Math.round(major * 100), currency: 'EUR' })

const harbourLight: Colours = {
  surface: '#fbf6ee', surfaceRaised: '#ffffff', text: '#161a3d', muted: '#5b5f7d', line: '#e7ddcf', accent: '#c43d2b',
  onAccent: '#ffffff', good: '#1a6b49', warn: '#8f5600', bad: '#a01a45',
}
const harbourDark: Colours = {
  surface: '#0c1030', surfaceRaised: '#181d48', text: '#f7f0e6', muted: '#aeb2d6', line: '#2d3468', accent: '#ff9274',
  onAccent: '#2b0d0c', good: '#7bd9aa', warn: '#f4bf6f', bad: '#ff9db4',
}
export const harbour: Brand = {
  name: 'Harbour Lights', slug: 'harbour', mode: 'test', locale: 'en-GB', logo: null,
  tokens: {
    light: harbourLight, dark: harbourDark, radius: 'round', displayFont: 'bricolage', textFont: 'inter',
    cover: '#0b1033 #4a2c68 #d9573f #ffb778',
  },
  texts: {
    tagline: 'Plans change. Good nights find new people.',
    trust: '',
    footer: 'Harbour Lights Festival GmbH, Am Sandtorkai 32, 20457 Hamburg',
    supportEmail: 'tickets@harbourlights.example',
  },
  payment: { form: 'test', publishableKey: 'pk_test_harbour', apiBase: 'http://localhost:4242' },
  now: NOW,
}
export const northgate: Brand = {
  ...harbour, name: 'Northgate Athletic', slug: 'northgate',
  tokens: {
    light: {
      surface: '#f4f6f1', surfaceRaised: '#ffffff', text: '#10201a', muted: '#4f5f57', line: '#d5ddd3', accent: '#0b6b3f',
      onAccent: '#ffffff', good: '#0b6b3f', warn: '#835300', bad: '#ad1f1f',
    },
    dark: {
      surface: '#0b1410', surfaceRaised: '#14211b', text: '#eff5ee', muted: '#a3b5aa', line: '#293a31', accent: '#6fdc9f',
      onAccent: '#062114', good: '#6fdc9f', warn: '#f2bf62', bad: '#ff9c94',
    },
    radius: 'square', displayFont: 'barlow-condensed', textFont: 'archivo', cover: null,
  },
}

export const festival: EventRef = {
  id: uuid(1), name: 'Harbour Lights 2026', state: 'published', startsAt: '2026-08-14T13:00:00.000Z',
  endsAt: '2026-08-16T21:30:00.000Z', timeZone: ZONE,
  venue: { name: 'Pier 9, Kleiner Grasbrook', city: 'Hamburg', country: 'DE', address: 'Australiastraße 50' },
}
const concert: EventRef = {
  id: uuid(2), name: 'Nils Frahm by the water', state: 'published', startsAt: '2026-07-03T18:00:00.000Z',
  endsAt: '2026-07-03T21:00:00.000Z', timeZone: ZONE,
  venue: { name: 'Elbphilharmonie Plaza', city: 'Hamburg', country: 'DE', address: null },
}
const summerEnd: EventRef = {
  id: uuid(3), name: 'Last Light, closing night', state: 'published', startsAt: '2026-09-26T18:30:00.000Z',
  endsAt: '2026-09-26T23:00:00.000Z', timeZone: ZONE,
  venue: { name: 'Halle 7', city: 'Bremen', country: 'DE', address: null },
}

const TYPES = [
  { id: uuid(11), name: 'Day ticket Friday', faceValue: eur(54) },
  { id: uuid(12), name: 'Day ticket Saturday', faceValue: eur(59) },
  { id: uuid(13), name: 'Weekend pass', faceValue: eur(129) },
] as const

export const event: Event = {
  ...festival, doorsAt: '2026-08-14T12:00:00.000Z', currency: 'EUR', available: 23, fromPrice: eur(48.1),
  description:
    'Three evenings on the old quay: forty acts on four stages, the big one facing the water. Bring a jacket, the wind turns after sunset.\n\nThe ferry from Landungsbrücken runs every ten minutes until two.',
  ticketTypes: [...TYPES],
  resale: { open: true, reason: null, opensAt: null, closesAt: '2026-08-14T10:00:00.000Z', ceilingPercent: 100 },
}
const summary = (ref: EventRef, available: number, from: Money | null) => ({
  ...ref, doorsAt: null, currency: 'EUR', available, fromPrice: from,
})
export const events = [summary(concert, 4, eur(38.5)), summary(festival, 23, eur(48.1)), summary(summerEnd, 0, null)]

export function breakdown(ticket: number): Breakdown {
  const fee = Math.round(ticket * 5.5) / 100
  const tax = Math.round(fee * 19) / 100
  return { ticket: eur(ticket), buyerFee: eur(fee), feeTax: eur(tax), total: eur(ticket + fee + tax) }
}

const OFFERS: [type: number, ask: number, quantity: number, held: number][] = [
  [0, 45, 1, 0], [0, 47.5, 2, 0], [0, 47.5, 0, 1], [0, 49, 1, 0], [1, 51, 2, 0], [0, 54, 1, 0], [0, 54, 3, 0],
  [1, 55, 1, 0], [1, 57, 2, 0], [1, 59, 1, 0], [1, 59, 0, 2], [1, 59, 4, 0], [2, 110, 1, 0], [2, 118, 2, 0], [2, 129, 2, 0],
]
export const listings: Listing[] = OFFERS.map(([type, ask, quantity, held], index) => {
  const { id, name, faceValue } = TYPES[type]!
  return {
    id: uuid(100 + index), eventId: festival.id, ticketType: { id, name },
    seats: [], quantity, held, price: breakdown(ask),
    againstPaidPercent: Math.round((ask / (faceValue.amountMinor / 100) - 1) * 100), state: 'active' as const, mine: index === 7,
  }
})
export const seat: Seat = { zone: 'East stand', row: '12', number: '84', name: null }

const resale = {
  canList: true, reason: null, why: null, floor: eur(10), ceiling: eur(59), ceilingPercent: 100,
}
export const ticket: TicketWithCode = {
  id: uuid(201), event: festival, ticketType: { id: TYPES[1].id, name: TYPES[1].name }, seat: null,
  holderName: FAN.name, state: 'valid', generation: 2, paid: eur(62.86), codeSince: '2026-06-18T12:03:00.000Z',
  origin: 'resale', listingId: null, orderId: uuid(401), resale: { ...resale, ceiling: eur(59) },
  code: 'kzp4m8w2tq9xv7c3hn6bjr5ds1fgyela', previousCodeDiedAt: '2026-06-18T12:03:00.000Z',
}
export const tickets: TicketWithCode[] = [
  ticket,
  { ...ticket, id: uuid(202), origin: 'import', generation: 1, orderId: null, paid: eur(59), codeSince: '2026-01-20T09:12:00.000Z', previousCodeDiedAt: null },
  { ...ticket, id: uuid(203), event: concert, ticketType: { id: uuid(14), name: 'Stalls' }, seat: { ...seat, zone: 'Parkett links' }, origin: 'import', generation: 1, paid: eur(42), resale: { ...resale, ceiling: eur(42) }, state: 'listed', listingId: uuid(301) },
  { ...ticket, id: uuid(204), event: summerEnd, ticketType: { id: uuid(15), name: 'Free entry, guest list' }, origin: 'import', generation: 1, paid: eur(0), code: null, resale: { ...resale, canList: false, reason: 'free_ticket', why: 'Free tickets cannot be sold. You can give the ticket back to the organizer.' } },
  { ...ticket, id: uuid(205), event: { ...concert, id: uuid(4), name: 'Harbour Lights 2025', startsAt: '2025-08-15T13:00:00.000Z', endsAt: '2025-08-17T21:00:00.000Z', state: 'completed' }, state: 'admitted', code: null, resale: { ...resale, canList: false, reason: 'admitted', why: 'This ticket has been used.' } },
]

export function quoteFor(price: Money, count: number): Quote {
  const part = (share: number) => eur(Math.round(price.amountMinor * share) / 100)
  const minus = (...parts: Money[]) => ({ ...price, amountMinor: parts.reduce((sum, one) => sum - one.amountMinor, price.amountMinor) })
  const buyer = breakdown(price.amountMinor / 100)
  const sellerFee = part(0.04)
  const sellerFeeTax = eur(Math.round(sellerFee.amountMinor * 0.19) / 100)
  const receives = minus(sellerFee, sellerFeeTax)
  return {
    perTicket: {
      price, buyerFee: buyer.buyerFee, buyerFeeTax: buyer.feeTax, buyerPays: buyer.total, sellerFee, sellerFeeTax,
      organizerShare: eur(0), sellerReceives: receives,
    },
    sellerReceives: { ...receives, amountMinor: receives.amountMinor * count }, ceiling: eur(59), releaseAt: '2026-08-18T10:00:00.000Z',
  }
}

const step = (code: string, title: string, state: Step['state'], at: string | null, amount: Money | null = null, detail: string | null = null): Step => ({ code, title, detail, at, state, amount })
export const buyerSteps: Step[] = [
  step('paid', 'You paid', 'done', '2026-06-18T12:03:00.000Z', eur(62.86)),
  step('held', 'We hold the money', 'now', '2026-06-18T12:03:00.000Z', eur(59), 'If the event is cancelled, it comes back to you.'),
  step('show', 'The show', 'later', '2026-08-16T21:30:00.000Z'),
  step('released', 'Released to the seller', 'later', '2026-08-18T10:00:00.000Z', eur(59), 'Two days after the show, if nobody reports a problem.'),
]
const sellerSteps: Step[] = [
  step('paid', 'A fan paid', 'done', '2026-06-12T19:20:00.000Z', eur(41.5)),
  step('held', 'We hold the money', 'now', '2026-06-12T19:20:00.000Z', eur(39.52), 'Your old code stopped working.'),
  step('show', 'The show', 'later', '2026-07-03T21:00:00.000Z'),
  step('released', 'Released to you', 'later', '2026-07-05T10:00:00.000Z', eur(39.52)),
  step('bank', 'To your bank', 'later', '2026-07-07T10:00:00.000Z', eur(39.52), 'Banks take one to two working days.'),
]

export function orderIn(state: Order['state'], id = 401, over: Partial<Order> = {}): Order {
  const price = breakdown(59)
  const done = state === 'fulfilled' || state === 'completed'
  return {
    id: uuid(id), number: 'HL-48213', state, event: festival, listingId: uuid(109), ticketType: ticket.ticketType, quantity: 1,
    heldUntil: state === 'held' || state === 'paying' ? '2026-06-18T17:48:30.000Z' : null,
    lines: [{ id: uuid(501), ticketId: ticket.id, seat: null, price, state: done ? 'holding' : 'held' }],
    total: price, payment: { action: null, declined: null }, releaseAt: '2026-08-18T10:00:00.000Z',
    createdAt: '2026-06-18T12:01:00.000Z', timeline: done ? buyerSteps : [step('held', 'Kept for you', 'now', NOW)], ...over,
  }
}
export const orders: Order[] = [
  orderIn('fulfilled'), orderIn('held', 402, { number: 'HL-48214' }), orderIn('in_doubt', 403, { number: 'HL-48215' }),
  orderIn('expired', 404, { number: 'HL-48216' }), orderIn('failed', 405, { number: 'HL-48217' }),
  orderIn('held', 406, { number: 'HL-48218', payment: { action: null, declined: 'Your bank declined the card: not enough money on it.' } }),
  orderIn('paying', 407, { number: 'HL-48219', payment: { action: { clientSecret: 'pi_1_secret_2' }, declined: null } }),
  orderIn('securing', 408, { number: 'HL-48220' }), orderIn('cancelled', 409, { number: 'HL-48221' }),
]

export const sellerListings: SellerListing[] = [
  { id: uuid(301), state: 'active', event: concert, ticketType: { id: uuid(14), name: 'Stalls' }, tickets: [{ id: uuid(203), seat: { ...seat, zone: 'Parkett links' }, state: 'open' }], quote: quoteFor(eur(42), 1), createdAt: '2026-06-15T08:00:00.000Z', endedReason: null },
  { id: uuid(302), state: 'withdrawn', event: festival, ticketType: { id: TYPES[0].id, name: TYPES[0].name }, tickets: [{ id: uuid(206), seat: null, state: 'out' }], quote: quoteFor(eur(50), 1), createdAt: '2026-05-02T08:00:00.000Z', endedReason: null },
]
export const sales: Sale[] = [
  { lineId: uuid(601), orderNumber: 'HL-47790', listingId: uuid(303), event: concert, ticketType: { id: uuid(14), name: 'Stalls' }, seat: { ...seat, zone: 'Parkett links', number: '85' }, price: eur(41.5), sellerFee: eur(1.66), sellerFeeTax: eur(0.32), organizerShare: eur(0), receives: eur(39.52), state: 'holding', soldAt: '2026-06-12T19:20:00.000Z', releaseAt: '2026-07-05T10:00:00.000Z', payout: null, timeline: sellerSteps },
]
