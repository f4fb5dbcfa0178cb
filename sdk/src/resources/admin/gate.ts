// The door: may this code come in, it has come in, and the list a scanner carries offline.
import type { Pending } from '../../core/pending.ts'
import type { Options } from '../../internal/http.ts'
import { Resource } from '../../internal/resource.ts'
import type { Answer, Body, Query } from '../../operations.ts'

type Codes = Answer<'admin.gate.codes'>

export class Gate extends Resource {
  /** Looks without admitting. */
  check(body: Body<'admin.gate.check'>, options?: Options) {
    return this.call<'admin.gate.check'>('POST', '/gate/check', { body }, options)
  }
  admit(body: Body<'admin.gate.admit'>, options?: Options) {
    return this.call<'admin.gate.admit'>('POST', '/gate/admit', { body }, options)
  }
  /** With `ifNoneMatch` (the ETag of the list you hold) the answer is null while nothing has changed. */
  codes(query: Query<'admin.gate.codes'> & { ifNoneMatch: string | null }, options?: Options): Pending<Codes | null>
  codes(query: Query<'admin.gate.codes'>, options?: Options): Pending<Codes>
  codes(input: Query<'admin.gate.codes'> & { ifNoneMatch?: string | null }, options?: Options): Pending<Codes | null> {
    const { ifNoneMatch, ...query } = input
    const headers = { ...(ifNoneMatch && { 'if-none-match': ifNoneMatch }), ...options?.headers }
    return this.call<'admin.gate.codes'>('GET', '/gate/codes', { query }, { ...options, headers })
  }
}
