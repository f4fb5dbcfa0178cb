// storefront/next.ts: where a sign-in may lead. Only to a page of this same market, whatever the link says.
const HERE = 'http://here.invalid'

export function safeNext(next: string | null | undefined, otherwise = '/'): string {
  if (!next || !next.startsWith('/')) return otherwise
  // Browsers read a backslash as a slash and drop tabs and line breaks: such a path is not the one it looks like.
  if (/[\\\u0000-\u001f]/.test(next)) return otherwise
  if (!URL.canParse(next, HERE)) return otherwise
  const url = new URL(next, HERE)
  if (url.origin !== HERE || url.pathname.startsWith('//')) return otherwise
  return url.pathname + url.search + url.hash
}

export const signInPath = (next: string) => `/sign-in?next=${encodeURIComponent(next)}`
