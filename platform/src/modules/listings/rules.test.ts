import { expect, test } from 'vitest'
import { lowestCeiling, whyNotEnd, whyNotOffer, whyNotTake } from './rules.ts'

const terms = {
  ceilingPercent: 110,
  currency: 'EUR',
  buyerFeeBasisPoints: 800,
  sellerFeeBasisPoints: 300,
  organizerShareBasisPoints: 200,
  feeTaxBasisPoints: 1900,
}
const ticket = { eventId: 'e', ticketTypeId: 't', paidMinor: 8900 }
const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })

test.each([
  ['two shows at once', [ticket, { ...ticket, eventId: 'x' }], eur(100), 'tickets_not_alike'],
  ['two types at once', [ticket, { ...ticket, ticketTypeId: 'x' }], eur(100), 'tickets_not_alike'],
  ['another currency', [ticket], { amountMinor: 100, currency: 'USD' }, 'wrong_currency'],
  ['a cent above the ceiling', [ticket], eur(9791), 'price_above_ceiling'],
  ['exactly the ceiling', [ticket], eur(9790), null],
  ['above the cheaper one of two', [ticket, { ...ticket, paidMinor: 100 }], eur(111), 'price_above_ceiling'],
  ['too little for a card', [ticket], eur(40), 'price_too_low'],
  ['a gift', [ticket], eur(0), null],
])('offering %s', (_, tickets, price, answer) => expect(whyNotOffer(tickets, price, terms)).toBe(answer))

test('the cheapest first sale caps a shared price', () =>
  expect(lowestCeiling([ticket, { paidMinor: 999 }], 105)).toBe(1048))

const listing = { state: 'active', sellerId: 'sam', resaleClosed: null }
test.each([
  [
    'what is withdrawn, even your own',
    { ...listing, state: 'withdrawn' },
    'sam',
    1,
    { open: 1, held: 0 },
    'listing_not_active',
  ],
  [
    'after resale closed',
    { ...listing, resaleClosed: 'resale_closed' },
    'bea',
    1,
    { open: 1, held: 0 },
    'listing_not_active',
  ],
  ['your own', listing, 'sam', 1, { open: 1, held: 0 }, 'own_listing'],
  ['what another pays for', listing, 'bea', 1, { open: 0, held: 1 }, 'tickets_held'],
  ['two where one is held', listing, 'bea', 2, { open: 1, held: 1 }, 'tickets_held'],
  ['more than there are', listing, 'bea', 3, { open: 1, held: 1 }, 'not_enough_tickets'],
  ['what is free', listing, 'bea', 1, { open: 1, held: 1 }, null],
])('taking %s', (_, what, buyerId, quantity, rows, answer) =>
  expect(whyNotTake(what, { buyerId, quantity }, rows)).toBe(answer),
)

test.each([
  ['sold', 0, 'listing_not_active'],
  ['active', 1, 'listing_in_checkout'],
  ['active', 0, null],
  ['paused', 0, null],
])('ending a listing that is %s with %i held', (state, held, answer) =>
  expect(whyNotEnd({ state }, { held })).toBe(answer),
)
