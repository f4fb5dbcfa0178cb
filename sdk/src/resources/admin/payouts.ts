// Money on its way out, and the organizer's own account to receive its share.
import type { Options } from '../../internal/http.ts'
import { Resource } from '../../internal/resource.ts'
import type { Body, Query } from '../../operations.ts'

export class Payouts extends Resource {
  list(query?: Query<'admin.payouts.list'>, options?: Options) {
    return this.pages<'admin.payouts.list'>('/payouts', { query }, options)
  }
  onboard(body: Body<'admin.payouts.onboard'>, options?: Options) {
    return this.call<'admin.payouts.onboard'>('POST', '/payouts/onboard', { body }, options)
  }
}
