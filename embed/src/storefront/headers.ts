// storefront/headers.ts: what a browser may do with our pages, and who may keep a copy of them.
import type { Brand } from './wire.ts'

/** No inline script or style anywhere. Data blocks are not executed, so JSON-LD and hydration data need no exception. */
export function contentPolicy(payment: Brand['payment'] | null): string {
  const stripe = payment?.form === 'stripe'
  const api = origin(payment?.apiBase ?? null)
  const policy: Record<string, string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", ...(stripe ? ['https://js.stripe.com', 'https://*.js.stripe.com'] : [])],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:', ...(stripe ? ['https://*.stripe.com'] : [])],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...(api ? [api] : []), ...(stripe ? ['https://api.stripe.com'] : [])],
    'manifest-src': ["'self'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  }
  if (stripe) policy['frame-src'] = ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com']
  return Object.entries(policy)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ')
}

export function pageHeaders(
  brand: Brand | null,
  options: { personal: boolean; pays: boolean; secret: boolean },
): Headers {
  return new Headers({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentPolicy(options.pays && brand ? brand.payment : null),
    'x-content-type-options': 'nosniff',
    'referrer-policy': options.secret ? 'no-referrer' : 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(self "https://js.stripe.com")',
    // A page of a signed-in fan is nobody else's; an open one depends on the cookie, so no shared cache keeps it.
    'cache-control': options.personal ? 'private, no-store' : 'private, no-cache',
    vary: 'Cookie',
  })
}

function origin(url: string | null) {
  return url && URL.canParse(url) ? new URL(url).origin : null
}
