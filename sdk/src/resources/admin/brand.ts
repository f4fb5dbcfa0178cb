// The market's name, look and words, as the organizer sets them.
import type { Options } from '../../internal/http.ts'
import { Resource } from '../../internal/resource.ts'
import type { Body } from '../../operations.ts'

export class Brand extends Resource {
  get(options?: Options) {
    return this.call<'admin.brand.get'>('GET', '/brand', {}, options)
  }
  update(body: Body<'admin.brand.update'>, options?: Options) {
    return this.call<'admin.brand.update'>('PATCH', '/brand', { body }, options)
  }
}
