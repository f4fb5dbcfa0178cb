// The fan as a seller: identity, listings, sales and the money of each.
import type { Options } from '../../internal/http.ts'
import { Resource } from '../../internal/resource.ts'
import type { Body, Query } from '../../operations.ts'

export class Seller extends Resource {
  get(options?: Options) {
    return this.call<'market.seller.get'>('GET', '/seller', {}, options)
  }
  onboard(body: Body<'market.seller.onboard'>, options?: Options) {
    return this.call<'market.seller.onboard'>('POST', '/seller/onboard', { body }, options)
  }
  listings(query?: Query<'market.seller.listings'>, options?: Options) {
    return this.pages<'market.seller.listings'>('/seller/listings', { query }, options)
  }
  sales(query?: Query<'market.seller.sales'>, options?: Options) {
    return this.pages<'market.seller.sales'>('/seller/sales', { query }, options)
  }
}
