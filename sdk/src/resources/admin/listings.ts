// What fans offer, and taking an offer down.
import type { Options } from '../../internal/http.ts'
import { Resource } from '../../internal/resource.ts'
import type { Body, Query } from '../../operations.ts'

export class Listings extends Resource {
  list(query?: Query<'admin.listings.list'>, options?: Options) {
    return this.pages<'admin.listings.list'>('/listings', { query }, options)
  }
  remove(id: string, body: Body<'admin.listings.remove'>, options?: Options) {
    return this.call<'admin.listings.remove'>('POST', '/listings/{id}/remove', { id, body }, options)
  }
}
