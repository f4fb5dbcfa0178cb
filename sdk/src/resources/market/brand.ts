// The market's name, look and words.
import type { Options } from '../../internal/http.ts'
import { Resource } from '../../internal/resource.ts'

export class Brand extends Resource {
  get(options?: Options) {
    return this.call<'market.brand.get'>('GET', '/brand', {}, options)
  }
}
