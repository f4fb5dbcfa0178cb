// Payments that buyers took to their bank, and who bears one that is lost.
import type { Options } from '../../internal/http.ts'
import { Resource } from '../../internal/resource.ts'
import type { Body, Query } from '../../operations.ts'

export class Disputes extends Resource {
  list(query?: Query<'admin.disputes.list'>, options?: Options) {
    return this.pages<'admin.disputes.list'>('/disputes', { query }, options)
  }
  get(id: string, options?: Options) {
    return this.call<'admin.disputes.get'>('GET', '/disputes/{id}', { id }, options)
  }
  decide(id: string, body: Body<'admin.disputes.decide'>, options?: Options) {
    return this.call<'admin.disputes.decide'>('POST', '/disputes/{id}/decide', { id, body }, options)
  }
}
