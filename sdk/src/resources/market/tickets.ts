// The tickets of the fan who is signed in.
import type { Options } from '../../internal/http.ts'
import { Resource } from '../../internal/resource.ts'
import type { Query } from '../../operations.ts'

export class Tickets extends Resource {
  list(query?: Query<'market.tickets.list'>, options?: Options) {
    return this.pages<'market.tickets.list'>('/tickets', { query }, options)
  }
  /** With the living admission code, where it may be shown. */
  get(id: string, options?: Options) {
    return this.call<'market.tickets.get'>('GET', '/tickets/{id}', { id }, options)
  }
}
