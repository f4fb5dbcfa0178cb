import { expect, test } from 'vitest'
import { dayText, hourText, moneyText, ticketText, yourTickets } from './words.ts'

// Versions of ICU differ in a comma.
const hour = (text: string) => plain(text).replace('day,', 'day')
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

test('money is said in its own currency’s units', () => {
  expect(moneyText({ amountMinor: 4805, currency: 'EUR' }, 'en-GB')).toBe('€48.05')
  expect(plain(moneyText({ amountMinor: 4805, currency: 'EUR' }, 'de-DE'))).toBe('48,05 €')
  expect(moneyText({ amountMinor: 4805, currency: 'JPY' }, 'en-GB')).toBe('JP¥4,805')
  expect(plain(moneyText({ amountMinor: 4805, currency: 'KWD' }, 'en-GB'))).toBe('KWD 4.805')
})

test('hours are those of the clock at the venue, also across a change of clocks', () => {
  expect(hour(hourText(new Date('2027-07-01T18:30:00Z'), 'Europe/Berlin', 'en-GB'))).toBe(
    'Thursday 1 July 2027 at 20:30',
  )
  expect(hour(hourText(new Date('2027-10-31T01:30:00Z'), 'Europe/Berlin', 'en-GB'))).toBe(
    'Sunday 31 October 2027 at 02:30',
  )
  expect(dayText(new Date('2027-07-01T23:30:00Z'), 'Europe/Berlin', 'en-GB')).toBe('2 July 2027')
})

test('a seat is said as far as it is known', () => {
  const none = { ticketType: 'Stand', seatZone: null, seatRow: null, seatNumber: null, seatName: null }
  expect(ticketText(none)).toBe('Stand')
  expect(ticketText({ ...none, seatZone: 'Block A', seatRow: '3', seatNumber: '12' })).toBe(
    'Stand: Block A, row 3, seat 12',
  )
  expect(ticketText({ ...none, seatName: 'A-3-12' })).toBe('Stand: A-3-12')
  expect([yourTickets(1), yourTickets(3)]).toEqual(['Your ticket', 'Your 3 tickets'])
})
