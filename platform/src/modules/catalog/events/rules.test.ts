import { expect, test } from 'vitest'
import { whyNotChange, whyNotPublish, whyNotSave, whyResaleClosed } from './rules.ts'

const at = (day: number) => new Date(Date.UTC(2027, 5, day))
const good = {
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  startsAt: at(10),
  endsAt: at(12),
  resaleOpensAt: null,
  resaleClosesAt: at(11),
}

test.each([
  ['a place that is no zone', { timeZone: 'Mars/Base' }, [], 'unknown_time_zone'],
  ['an offset instead of a zone', { timeZone: '+02:00' }, [], 'unknown_time_zone'],
  ['an end before the start', { endsAt: at(9) }, [], 'event_ends_before_start'],
  ['resale after the end', { resaleClosesAt: at(13) }, [], 'resale_window_upside_down'],
  ['resale closing before it opens', { resaleOpensAt: at(11) }, [], 'resale_window_upside_down'],
  ['another currency', {}, [{ name: 'A', currency: 'USD' }], 'currency_mismatch'],
  [
    'one name twice',
    {},
    [
      { name: 'A', currency: null },
      { name: 'A', currency: 'EUR' },
    ],
    'ticket_type_named_twice',
  ],
  ['a sensible event', {}, [{ name: 'A', currency: 'EUR' }], null],
])('%s', (_, change, types, answer) => expect(whyNotSave({ ...good, ...change }, types)).toBe(answer))

test.each([
  [{ state: 'published', admission: 'gate' }, 'event_not_draft'],
  [{ state: 'draft', admission: null }, 'no_admission'],
  [{ state: 'draft', admission: 'gate' }, null],
])('publishing %o', (event, answer) => expect(whyNotPublish(event)).toBe(answer))

test.each([
  [{ state: 'completed', currency: 'EUR' }, {}, 'event_over'],
  [{ state: 'published', currency: 'EUR' }, { currency: 'USD' }, 'currency_is_fixed'],
  [{ state: 'draft', currency: 'EUR' }, { currency: 'USD' }, null],
])('changing %o by %o', (event, change, answer) => expect(whyNotChange(event, change)).toBe(answer))

const shop = { state: 'published', admission: 'gate', resaleOpensAt: at(1), resaleClosesAt: at(11) }
test.each([
  ['a draft', { state: 'draft' }, at(5), 'event_not_published'],
  ['no door', { admission: null }, at(5), 'no_admission'],
  ['too early', {}, new Date(at(1).getTime() - 1), 'resale_not_open'],
  ['the first moment', {}, at(1), null],
  ['the last moment', {}, new Date(at(11).getTime() - 1), null],
  ['too late', {}, at(11), 'resale_closed'],
])('resale at %s', (_, change, now, answer) => expect(whyResaleClosed({ ...shop, ...change }, now)).toBe(answer))
