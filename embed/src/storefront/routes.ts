// storefront/routes.ts: which address is which page.
import * as auth from './loads/auth.ts'
import * as open from './loads/open.ts'
import * as own from './loads/own.ts'
import * as selling from './loads/selling.ts'
import type { Load } from './loads/load.ts'

const ROUTES: [RegExp, Load][] = [
  [/^\/$/, open.home],
  [/^\/events\/([^/]+)$/, open.event],
  [/^\/listings$/, selling.sales],
  [/^\/listings\/([^/]+)$/, open.listing],
  [/^\/pay\/([^/]+)$/, own.pay],
  [/^\/tickets$/, own.tickets],
  [/^\/tickets\/([^/]+)$/, own.ticket],
  [/^\/sell$/, selling.sell],
  [/^\/sell\/([^/]+)$/, selling.price],
  [/^\/orders$/, own.orders],
  [/^\/orders\/([^/]+)$/, own.order],
  [/^\/sign-in$/, auth.signIn],
  [/^\/sign-up$/, auth.signUp],
  [/^\/verify$/, auth.verify],
  [/^\/forgot-password$/, auth.forgotPassword],
  [/^\/reset-password$/, auth.resetPassword],
]

export function findLoad(pathname: string): { load: Load; id: string } | null {
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname
  for (const [pattern, load] of ROUTES) {
    const match = pattern.exec(path)
    if (match) return { load, id: decode(match[1] ?? '') }
  }
  return null
}

function decode(part: string) {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
