// What was bought, and giving the money back.
import type { Options } from '../../internal/http.ts'
import { Resource } from '../../internal/resource.ts'
import type { Body, Query } from '../../operations.ts'

export class Orders extends Resource {
  list(query?: Query<'admin.orders.list'>, options?: Options) {
    return this.pages<'admin.orders.list'>('/orders', { query }, options)
  }
  get(id: string, options?: Options) {
    return this.call<'admin.orders.get'>('GET', '/orders/{id}', { id }, options)
  }
  refund(id: string, body: Body<'admin.orders.refund'>, options?: Options) {
    return this.call<'admin.orders.refund'>('POST', '/orders/{id}/refund', { id, body }, options)
  }
}
