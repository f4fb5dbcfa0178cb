// Every ticket of the market, with its history.
import type { Options } from '../../internal/http.ts'
import { Resource } from '../../internal/resource.ts'
import type { Query } from '../../operations.ts'

export class Tickets extends Resource {
  list(query?: Query<'admin.tickets.list'>, options?: Options) {
    return this.pages<'admin.tickets.list'>('/tickets', { query }, options)
  }
  get(id: string, options?: Options) {
    return this.call<'admin.tickets.get'>('GET', '/tickets/{id}', { id }, options)
  }
}
