// What every resource class stands on: a call by operation id, and a list by operation id.
import { Pages, Pending, type Answered, type Page } from '../core/pending.ts'
import type { Answer, Item, OperationId } from '../operations.ts'
import type { Http, Options, Sent } from './http.ts'

export class Resource {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  protected call<Id extends OperationId>(method: string, path: string, sent: Sent, options?: Options) {
    return this.ask<Answer<Id>>(method, path, sent, options)
  }

  protected pages<Id extends OperationId>(path: string, sent: Sent, options?: Options): Pages<Item<Id>> {
    const first = this.#http.send('GET', path, sent, options) as Promise<Answered<Page<Item<Id>>>>
    return new Pages(first, (cursor) => this.pages<Id>(path, { ...sent, query: { ...sent.query, cursor } }, options))
  }

  /** For routes that are not operations of ours, such as the sign-in library's. */
  protected ask<T>(method: string, path: string, sent: Sent, options?: Options): Pending<T> {
    return new Pending(this.#http.send(method, path, sent, options) as Promise<Answered<T>>)
  }
}
