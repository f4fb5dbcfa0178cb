// The books.
import type { Options } from '../../internal/http.ts'
import { Resource } from '../../internal/resource.ts'
import type { Query } from '../../operations.ts'

export class Ledger extends Resource {
  trialBalance(options?: Options) {
    return this.call<'admin.ledger.trialBalance'>('GET', '/ledger/trial-balance', {}, options)
  }
  postings(query?: Query<'admin.ledger.postings'>, options?: Options) {
    return this.pages<'admin.ledger.postings'>('/ledger/postings', { query }, options)
  }
}
