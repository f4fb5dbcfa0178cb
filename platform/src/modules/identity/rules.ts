// Where a link may lead, and how often somebody may try. Pure.
import { hours, minutes } from '../../kit/clock.ts'

/** A path of this market, or null: never another host, whatever a browser makes of the text. */
export function pathWithin(origin: string, given: string): string | null {
  // Browsers drop control characters and read a backslash as a slash; such a text has no honest use.
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0020\u007f\\]/.test(given) || !(given.startsWith('/') || given.startsWith(`${origin}/`))) return null
  if (!URL.canParse(given, origin)) return null
  const url = new URL(given, origin)
  // `/.//host` is a path that becomes a host when it is read again.
  return url.origin === origin && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}${url.hash}` : null
}

export type Limit = { of: 'address' | 'email' | 'email_at_address'; most: number; within: number }
export type Act = 'sign-up' | 'sign-in' | 'send-mail' | 'reset'

// Many fans share one address at a venue, so an address may do much; one e-mail is guessed at, or flooded, by few tries.
// Strangers cannot lock a fan out by e-mail alone: its limit is five times that of one address.
export const LIMITS: Record<Act, readonly Limit[]> = {
  'sign-up': [
    { of: 'address', most: 200, within: minutes(10) },
    { of: 'email', most: 10, within: minutes(15) },
  ],
  'sign-in': [
    { of: 'address', most: 300, within: minutes(5) },
    { of: 'email_at_address', most: 10, within: minutes(15) },
    { of: 'email', most: 50, within: minutes(15) },
  ],
  'send-mail': [
    { of: 'address', most: 60, within: minutes(10) },
    { of: 'email', most: 6, within: minutes(15) },
  ],
  reset: [{ of: 'address', most: 30, within: hours(1) }],
}

/** A sandbox is where load is tried; there one address stands for a crowd. */
export const SANDBOX_ADDRESS_FACTOR = 20

/** One IPv6 customer has 2^64 addresses: they count as one. */
export const networkOf = (address: string): string =>
  address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
