// Buying: hold, pay, read.
import type { Options } from '../../internal/http.ts'
import { Resource } from '../../internal/resource.ts'
import type { Body, Query } from '../../operations.ts'

export class Orders extends Resource {
  /** Takes tickets off the shelf until `heldUntil`. */
  start(body: Body<'market.orders.start'>, options?: Options) {
    return this.call<'market.orders.start'>('POST', '/orders', { body }, options)
  }
  /** A declined card throws PaymentDeclined and the order stays held; `in_doubt` means ask again with `get`. */
  pay(id: string, body: Body<'market.orders.pay'>, options?: Options) {
    return this.call<'market.orders.pay'>('POST', '/orders/{id}/pay', { id, body }, options)
  }
  cancel(id: string, options?: Options) {
    return this.call<'market.orders.cancel'>('POST', '/orders/{id}/cancel', { id }, options)
  }
  get(id: string, options?: Options) {
    return this.call<'market.orders.get'>('GET', '/orders/{id}', { id }, options)
  }
  list(query?: Query<'market.orders.list'>, options?: Options) {
    return this.pages<'market.orders.list'>('/orders', { query }, options)
  }
}
