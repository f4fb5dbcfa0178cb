// The shows of the market, from draft to published.
import type { Options } from '../../internal/http.ts'
import { Resource } from '../../internal/resource.ts'
import type { Body, Query } from '../../operations.ts'

export class Events extends Resource {
  create(body: Body<'admin.events.create'>, options?: Options) {
    return this.call<'admin.events.create'>('POST', '/events', { body }, options)
  }
  update(id: string, body: Body<'admin.events.update'>, options?: Options) {
    return this.call<'admin.events.update'>('PATCH', '/events/{id}', { id, body }, options)
  }
  publish(id: string, options?: Options) {
    return this.call<'admin.events.publish'>('POST', '/events/{id}/publish', { id }, options)
  }
  list(query?: Query<'admin.events.list'>, options?: Options) {
    return this.pages<'admin.events.list'>('/events', { query }, options)
  }
  get(id: string, options?: Options) {
    return this.call<'admin.events.get'>('GET', '/events/{id}', { id }, options)
  }
}
