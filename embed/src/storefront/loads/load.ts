// storefront/loads/load.ts: what a page's load is given and what it answers.
import type { Market } from '../api.ts'
import type { PageName, Pages } from '../pages.ts'
import type { Brand, Fan } from '../wire.ts'
import type { Format } from '../../ui/format.ts'
import type { Texts } from '../../texts/index.ts'
import { signInPath } from '../next.ts'

export type Visit = {
  market: Market
  brand: Brand
  fan: Fan | null
  url: URL
  id: string
  now: Date
  t: Texts
  f: Format
}
export type Loaded<P extends PageName = PageName> = {
  page: P
  data: Pages[P]
  title: string
  description?: string
  status?: number
  /** A page about one person: never cached, never indexed. */
  personal?: boolean
  pays?: boolean
  /** Its address holds a secret: no page it leads to hears where its reader came from. */
  secret?: boolean
  jsonLd?: unknown
}
export type Load = (visit: Visit) => Promise<Loaded>

/** A load's way to say that there is nothing to show. */
export class Missing {}

/** A load's way to say: not here, there. */
export class Redirect {
  readonly to: string
  constructor(to: string) {
    this.to = to
  }
}

export function signedIn(visit: Visit): Fan {
  if (!visit.fan) throw new Redirect(signInPath(visit.url.pathname + visit.url.search))
  return visit.fan
}
