// How money, hours, places and seats are said in a mail. Pure.
import type { Money } from '../../kit/money.ts'

export function moneyText({ amountMinor, currency }: Money, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  return format.format(amountMinor / 10 ** format.resolvedOptions().maximumFractionDigits!)
}

/** An hour as the clock at the venue shows it. */
export const hourText = (instant: Date, timeZone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(instant)

export const dayText = (instant: Date, timeZone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(instant)

export type SeatParts = {
  ticketType: string
  seatZone: string | null
  seatRow: string | null
  seatNumber: string | null
  seatName: string | null
}

export function ticketText({ ticketType, seatZone, seatRow, seatNumber, seatName }: SeatParts): string {
  const parts = [seatZone, seatRow && `row ${seatRow}`, seatNumber && `seat ${seatNumber}`].filter(Boolean)
  const seat = parts.length > 0 ? parts.join(', ') : seatName
  return seat ? `${ticketType}: ${seat}` : ticketType
}

/** `Your ticket sold`, `Your 3 tickets sold`. */
export const yourTickets = (count: number): string => (count === 1 ? 'Your ticket' : `Your ${count} tickets`)
