// Offers as staff and keys handle them.
import { PageQuery, pageOf } from '../../kit/page.ts'
import { allow, createRoute, createRouter, IdParams, json, jsonBody, z } from '../../kit/route.ts'
import { removeListing } from './end.ts'
import { refusals } from './problems.ts'
import { getSellerListing, listSellerListings } from './queries.ts'
import { ListingState, SellerListing } from './shapes.ts'

const AdminListing = SellerListing.extend({ sellerId: z.uuid() }).openapi('AdminListing')
const list = createRoute({
  method: 'get',
  path: '/listings',
  operationId: 'admin.listings.list',
  tags: ['listings'],
  summary: 'Offers, newest first',
  ...allow('listings:read', 'key'),
  request: { query: PageQuery.extend({ eventId: z.uuid().optional(), state: ListingState.optional() }) },
  responses: { 200: json(pageOf(AdminListing), 'A page of listings') },
})
const remove = createRoute({
  method: 'post',
  path: '/listings/{id}/remove',
  operationId: 'admin.listings.remove',
  tags: ['listings'],
  summary: 'Take an offer down, with a reason its seller reads',
  ...allow('listings:write', 'key'),
  request: { params: IdParams, body: jsonBody(z.object({ reason: z.string().trim().min(3).max(300) })) },
  responses: {
    200: json(SellerListing, 'The listing, removed'),
    ...refusals('listing_not_found', 'listing_not_active', 'listing_in_checkout'),
  },
})

export const admin = createRouter()
admin.openapi(list, async (c) =>
  c.json(await c.var.ctx.read((scope) => listSellerListings(scope, c.req.valid('query'))), 200),
)
admin.openapi(remove, async (c) => {
  const { id } = c.req.valid('param')
  const answer = await c.var.ctx.write(async (scope) => {
    await removeListing(scope, id, c.req.valid('json').reason)
    return getSellerListing(scope, id)
  })
  return c.json(answer, 200)
})
