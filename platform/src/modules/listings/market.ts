// The shelf as fans see it: events with what is on sale, listings, and a seller's own offers.
import { PageQuery, pageOf } from '../../kit/page.ts'
import { together } from '../../kit/problem.ts'
import { allow, createRoute, createRouter, IdParams, json, jsonBody, z } from '../../kit/route.ts'
import { fanOf } from '../../kit/scope.ts'
import { refusals as ticketRefusals } from '../tickets/index.ts'
import { createListing } from './create.ts'
import { withdrawListing } from './end.ts'
import { getMarketEvent, listMarketEvents } from './events/queries.ts'
import { refusals } from './problems.ts'
import { getListing, getSellerListing, listListings, listSellerListings } from './queries.ts'
import { quoteListing } from './quote.ts'
import { AskedPrice, Listing, MarketEvent, MarketEventDetail, Quote, SellerListing, TicketIds } from './shapes.ts'

const read = () => allow('market:read', 'visitor', 'fan')
const events = createRoute({
  method: 'get',
  path: '/events',
  operationId: 'market.events.list',
  tags: ['events'],
  summary: 'Shows to come, soonest first',
  ...read(),
  request: { query: PageQuery },
  responses: { 200: json(pageOf(MarketEvent), 'A page of events') },
})
const event = createRoute({
  method: 'get',
  path: '/events/{id}',
  operationId: 'market.events.get',
  tags: ['events'],
  summary: 'One show, and whether its tickets can be resold now',
  ...read(),
  request: { params: IdParams },
  responses: { 200: json(MarketEventDetail, 'The event'), ...refusals('event_not_found') },
})
const list = createRoute({
  method: 'get',
  path: '/listings',
  operationId: 'market.listings.list',
  tags: ['listings'],
  summary: 'What is on sale, cheapest first',
  ...read(),
  request: { query: PageQuery.extend({ eventId: z.uuid().optional(), ticketTypeId: z.uuid().optional() }) },
  responses: { 200: json(pageOf(Listing), 'A page of listings') },
})
const get = createRoute({
  method: 'get',
  path: '/listings/{id}',
  operationId: 'market.listings.get',
  tags: ['listings'],
  summary: 'One listing',
  ...read(),
  request: { params: IdParams },
  responses: { 200: json(Listing, 'The listing'), ...refusals('listing_not_found') },
})
const quote = createRoute({
  method: 'post',
  path: '/listings/quote',
  operationId: 'market.listings.quote',
  tags: ['listings'],
  summary: 'What a price would mean for everybody',
  ...allow('listings:write', 'fan'),
  request: { body: jsonBody(z.object({ ticketIds: TicketIds, price: AskedPrice })) },
  responses: { 200: json(Quote, 'The sums'), ...ticketRefusals('ticket_not_found'), ...refusals('wrong_currency') },
})
const create = createRoute({
  method: 'post',
  path: '/listings',
  operationId: 'market.listings.create',
  tags: ['listings'],
  summary: 'Offer your tickets',
  ...allow('listings:write', 'fan'),
  request: { body: jsonBody(z.object({ ticketIds: TicketIds, price: AskedPrice })) },
  responses: {
    201: json(SellerListing, 'The listing, on sale'),
    ...together(
      ticketRefusals(
        'ticket_not_found',
        'ticket_void',
        'ticket_admitted',
        'ticket_blocked',
        'ticket_listed',
        'ticket_selling',
        'ticket_sending',
        'ticket_moved_on',
        'no_code',
        'event_not_published',
        'no_admission',
        'resale_not_open',
        'resale_closed',
      ),
      refusals('tickets_not_alike', 'wrong_currency', 'price_above_ceiling', 'price_too_low'),
    ),
  },
})
const withdraw = createRoute({
  method: 'post',
  path: '/listings/{id}/withdraw',
  operationId: 'market.listings.withdraw',
  tags: ['listings'],
  summary: 'Take your offer back',
  ...allow('listings:write', 'fan'),
  request: { params: IdParams },
  responses: {
    200: json(SellerListing, 'The listing, withdrawn'),
    ...refusals('listing_not_found', 'listing_not_active', 'listing_in_checkout'),
  },
})
const mine = createRoute({
  method: 'get',
  path: '/seller/listings',
  operationId: 'market.seller.listings',
  tags: ['seller'],
  summary: 'Your offers, newest first',
  ...allow('listings:read', 'fan'),
  request: { query: PageQuery },
  responses: { 200: json(pageOf(SellerListing), 'A page of your listings') },
})

export const market = createRouter()
market.openapi(events, async (c) =>
  c.json(await c.var.ctx.read((scope) => listMarketEvents(scope, c.req.valid('query'))), 200),
)
market.openapi(event, async (c) =>
  c.json(await c.var.ctx.read((scope) => getMarketEvent(scope, c.req.valid('param').id)), 200),
)
market.openapi(list, async (c) =>
  c.json(await c.var.ctx.read((scope) => listListings(scope, c.req.valid('query'))), 200),
)
market.openapi(get, async (c) =>
  c.json(await c.var.ctx.read((scope) => getListing(scope, c.req.valid('param').id)), 200),
)
market.openapi(quote, async (c) => {
  const { ticketIds, price } = c.req.valid('json')
  return c.json(await c.var.ctx.read((scope) => quoteListing(scope, ticketIds, price)), 200)
})
market.openapi(create, async (c) => {
  const { ticketIds, price } = c.req.valid('json')
  return c.json(
    await c.var.ctx.write(async (scope) => getSellerListing(scope, await createListing(scope, ticketIds, price))),
    201,
  )
})
market.openapi(withdraw, async (c) => {
  const { id } = c.req.valid('param')
  const answer = await c.var.ctx.write(async (scope) => {
    await withdrawListing(scope, id)
    return getSellerListing(scope, id)
  })
  return c.json(answer, 200)
})
market.openapi(mine, async (c) =>
  c.json(
    await c.var.ctx.read((scope) => listSellerListings(scope, { ...c.req.valid('query'), sellerId: fanOf(scope).id })),
    200,
  ),
)
