// ui/app.ts: what every component may ask for without being handed it: the brand, its words and its formats.
import { getContext, setContext } from 'svelte'
import type { Ask } from '../storefront/click.ts'
import type { Brand, Fan } from '../storefront/wire.ts'
import type { Texts } from '../texts/index.ts'
import type { Format } from './format.ts'

export type App = {
  brand: Brand
  fan: Fan | null
  path: string
  now: string
  t: Texts
  f: Format
  /** Only in the browser: a server render has its data already. */
  market: Ask | null
}

const KEY = 'app'
export const provideApp = (app: App) => setContext(KEY, app)
export const useApp = () => getContext<App>(KEY)
