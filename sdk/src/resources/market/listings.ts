// Tickets on offer, and the fan's own act of offering.
import type { Options } from '../../internal/http.ts'
import { Resource } from '../../internal/resource.ts'
import type { Body, Query } from '../../operations.ts'

export class Listings extends Resource {
  /** Cheapest first. */
  list(query?: Query<'market.listings.list'>, options?: Options) {
    return this.pages<'market.listings.list'>('/listings', { query }, options)
  }
  get(id: string, options?: Options) {
    return this.call<'market.listings.get'>('GET', '/listings/{id}', { id }, options)
  }
  /** What a price would bring the seller and cost the buyer. Changes nothing. */
  quote(body: Body<'market.listings.quote'>, options?: Options) {
    return this.call<'market.listings.quote'>('POST', '/listings/quote', { body }, options)
  }
  create(body: Body<'market.listings.create'>, options?: Options) {
    return this.call<'market.listings.create'>('POST', '/listings', { body }, options)
  }
  withdraw(id: string, options?: Options) {
    return this.call<'market.listings.withdraw'>('POST', '/listings/{id}/withdraw', { id }, options)
  }
}
