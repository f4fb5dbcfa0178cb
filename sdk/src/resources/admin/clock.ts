// The clock of a sandbox market: releases, expiries and payouts follow it. A live market has only the world's.
import type { Options } from '../../internal/http.ts'
import { Resource } from '../../internal/resource.ts'
import type { Body } from '../../operations.ts'

export class Clock extends Resource {
  get(options?: Options) {
    return this.call<'admin.clock.get'>('GET', '/clock', {}, options)
  }
  set(body: Body<'admin.clock.set'>, options?: Options) {
    return this.call<'admin.clock.set'>('PUT', '/clock', { body }, options)
  }
  advance(body: Body<'admin.clock.advance'>, options?: Options) {
    return this.call<'admin.clock.advance'>('POST', '/clock/advance', { body }, options)
  }
}
