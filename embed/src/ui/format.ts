// ui/format.ts: money and dates as this market's people write them; every Intl object is made once per process.
import type { EventRef, Money } from '../storefront/wire.ts'

export type Format = ReturnType<typeof createFormat>
const made = new Map<string, Format>()
const ASCII_SPACE = ' '

export function formatFor(locale: string): Format {
  let format = made.get(locale)
  if (!format) made.set(locale, (format = createFormat(locale)))
  return format
}

function createFormat(locale: string) {
  const numbers = new Map<string, Intl.NumberFormat>()
  const dates = new Map<string, Intl.DateTimeFormat>()
  const fractions = new Map<string, number>()

  const number = (key: string, options: Intl.NumberFormatOptions) => {
    let format = numbers.get(key)
    if (!format) numbers.set(key, (format = new Intl.NumberFormat(locale, options)))
    return format
  }
  const date = (key: string, timeZone: string, options: Intl.DateTimeFormatOptions) => {
    let format = dates.get(key + timeZone)
    if (!format) dates.set(key + timeZone, (format = new Intl.DateTimeFormat(locale, { ...options, timeZone })))
    return format
  }
  const currency = (code: string) => number(code, { style: 'currency', currency: code })
  const digits = (code: string) => {
    let known = fractions.get(code)
    if (known === undefined) fractions.set(code, (known = currency(code).resolvedOptions().maximumFractionDigits ?? 2))
    return known
  }
  const major = (money: Money) => money.amountMinor / 10 ** digits(money.currency)

  /** €51.30 */
  const money = (value: Money) => currency(value.currency).format(major(value))

  /** €48, or €51.30 where there are cents: for sentences and scales, never for a column of figures. */
  const brief = (value: Money) => {
    const whole = value.amountMinor % 10 ** digits(value.currency) === 0
    if (!whole) return money(value)
    return number(`${value.currency} whole`, {
      style: 'currency',
      currency: value.currency,
      maximumFractionDigits: 0,
    }).format(major(value))
  }

  /** The parts of a price, so that the cents can be set smaller without being hidden. */
  const parts = (value: Money) => {
    const all = currency(value.currency).formatToParts(major(value))
    const cents = all.findIndex((part) => part.type === 'decimal')
    if (cents < 0) return { whole: join(all), cents: '' }
    return { whole: join(all.slice(0, cents)), cents: join(all.slice(cents)) }
  }

  /** With a real minus: a hyphen beside tabular figures reads as a dash. */
  const percent = (value: number) =>
    number('percent', { style: 'percent', signDisplay: 'negative' })
      .format(value / 100)
      .replace('-', '\u2212')
  const count = (value: number) => number('count', {}).format(value)

  const at = (iso: string) => new Date(iso)
  const day = (iso: string, timeZone: string) =>
    date('day', timeZone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(at(iso))
  const longDay = (iso: string, timeZone: string) =>
    date('long', timeZone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(at(iso))
  const shortDay = (iso: string, timeZone: string) =>
    date('short', timeZone, { day: 'numeric', month: 'short' }).format(at(iso))
  const time = (iso: string, timeZone: string) =>
    date('time', timeZone, { hour: '2-digit', minute: '2-digit' }).format(at(iso))
  const zone = (iso: string, timeZone: string) =>
    date('zone', timeZone, { timeZoneName: 'short' })
      .formatToParts(at(iso))
      .find((part) => part.type === 'timeZoneName')?.value ?? timeZone
  const dateParts = (iso: string, timeZone: string) => {
    const all = date('parts', timeZone, { weekday: 'short', day: 'numeric', month: 'short' }).formatToParts(at(iso))
    const part = (type: string) => all.find((one) => one.type === type)?.value ?? ''
    return { weekday: part('weekday'), day: part('day'), month: part('month') }
  }
  const moment = (iso: string, timeZone: string) =>
    `${shortDay(iso, timeZone)}, ${time(iso, timeZone)}`.replaceAll('\u202f', ASCII_SPACE)

  /** Fri 14 Aug 2026, or 14 – 16 Aug 2026 for a festival: a night that ends after midnight is still one day. */
  const span = (event: Pick<EventRef, 'startsAt' | 'endsAt' | 'timeZone'>) => {
    const hours = (Date.parse(event.endsAt) - Date.parse(event.startsAt)) / 3_600_000
    if (hours < 24) return day(event.startsAt, event.timeZone)
    return date('span', event.timeZone, { day: 'numeric', month: 'short', year: 'numeric' }).formatRange(
      at(event.startsAt),
      at(event.endsAt),
    )
  }

  return {
    locale,
    money,
    brief,
    parts,
    percent,
    count,
    day,
    longDay,
    shortDay,
    time,
    zone,
    dateParts,
    moment,
    span,
    major,
    digits,
  }
}

const join = (parts: { value: string }[]) => parts.map((part) => part.value).join('')
