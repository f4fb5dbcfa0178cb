// The shows of this market.
import type { Options } from '../../internal/http.ts'
import { Resource } from '../../internal/resource.ts'
import type { Query } from '../../operations.ts'

export class Events extends Resource {
  list(query?: Query<'market.events.list'>, options?: Options) {
    return this.pages<'market.events.list'>('/events', { query }, options)
  }
  get(id: string, options?: Options) {
    return this.call<'market.events.get'>('GET', '/events/{id}', { id }, options)
  }
}
