// Where the code is running, and which credentials may be used there.

const LOCAL_INSTANCE = 'http://localhost:4000'

/** A page or a worker of a page. Server runtimes either have no document or name themselves in the user agent. */
export function isBrowser(): boolean {
  return typeof document === 'object' || !!globalThis.navigator?.userAgent?.startsWith('Mozilla/')
}

/** In a browser the market is the page's own host unless told otherwise; elsewhere it is the instance on this machine. */
export function baseFor(baseUrl: string | undefined): string {
  const url = baseUrl ?? (isBrowser() ? location.origin : LOCAL_INSTANCE)
  if (!/^https?:\/\//.test(url)) throw new TypeError(`baseUrl must start with http:// or https://, not "${url}".`)
  return url.replace(/\/+$/, '')
}

/** On the market's own pages the session is a cookie that scripts cannot read, and that is where it should stay. */
export function isOwnHost(base: string): boolean {
  return isBrowser() && typeof location === 'object' && new URL(base).origin === location.origin
}

export function checkPublishableKey(key: string | undefined): void {
  if (key === undefined || key.startsWith('pk_')) return
  if (key.startsWith('sk_')) {
    throw new TypeError(
      'This is a secret key (sk_…) and Market takes a publishable one (pk_…). ' +
        'Keep the secret key on your server, for Admin; if it has been in a browser, revoke it.',
    )
  }
  throw new TypeError('publishableKey must be a publishable key: it starts with pk_.')
}

export function checkSecretKey(key: string): void {
  if (typeof key !== 'string' || !key) throw new TypeError('Admin needs a secretKey: it starts with sk_.')
  if (key.startsWith('pk_')) {
    throw new TypeError('This is a publishable key (pk_…) and Admin takes a secret one (sk_…). For fans, use Market.')
  }
  if (!key.startsWith('sk_')) throw new TypeError('secretKey must be a secret key: it starts with sk_.')
  if (isBrowser()) {
    throw new TypeError(
      'A secret key must not be used in a browser, where every visitor can read it. ' +
        'Call Admin from your server, and use Market with a publishable key (pk_…) here.',
    )
  }
}
