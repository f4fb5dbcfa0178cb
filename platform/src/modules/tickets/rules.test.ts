import { expect, test } from 'vitest'
import { isHeldBy, mayShowCode, whyNotList, type ListableEvent, type TicketState, type WhyNotList } from './rules.ts'

const now = new Date('2027-05-01T12:00:00Z')
const open: ListableEvent = {
  state: 'published',
  admission: 'gate',
  resaleOpensAt: new Date('2027-01-01Z'),
  resaleClosesAt: new Date('2027-06-01Z'),
}

test('a valid ticket with a code, at an open event, may be offered; from its first hour to the last', () => {
  expect(whyNotList({ state: 'valid', hasCode: true }, open, now)).toBeNull()
  expect(whyNotList({ state: 'valid', hasCode: true }, { ...open, resaleOpensAt: null }, now)).toBeNull()
  expect(whyNotList({ state: 'valid', hasCode: true }, { ...open, resaleOpensAt: now }, now)).toBeNull()
})

test('the first reason why not comes first: the ticket itself, then its code, then the event, then the hour', () => {
  const closedTooEarly = {
    state: 'draft',
    admission: null,
    resaleOpensAt: new Date('2027-05-02Z'),
    resaleClosesAt: new Date('2027-04-01Z'),
  }
  const reasons: [TicketState, boolean, Partial<ListableEvent>, WhyNotList][] = [
    ['void', false, {}, 'ticket_void'],
    ['admitted', false, {}, 'ticket_admitted'],
    ['out', false, {}, 'ticket_admitted'],
    ['blocked', false, {}, 'ticket_blocked'],
    ['listed', false, {}, 'ticket_listed'],
    ['selling', false, {}, 'ticket_selling'],
    ['sending', false, {}, 'ticket_sending'],
    ['valid', false, {}, 'no_code'],
    ['valid', true, {}, 'event_not_published'],
    ['valid', true, { state: 'postponed' }, 'event_not_published'],
    ['valid', true, { state: 'published' }, 'no_admission'],
    ['valid', true, { state: 'published', admission: 'code_list' }, 'resale_not_open'],
    ['valid', true, { state: 'published', admission: 'gate', resaleOpensAt: null }, 'resale_closed'],
    ['valid', true, { ...open, resaleClosesAt: now }, 'resale_closed'],
  ]
  for (const [state, hasCode, event, reason] of reasons)
    expect(whyNotList({ state, hasCode }, { ...closedTooEarly, ...event }, now), `${state} ${reason}`).toBe(reason)
})

test('a ticket is held by its fan, and by whoever proved its e-mail only until a fan is known', () => {
  const fan = { kind: 'fan', id: 'fan-1', email: 'Ana@example.org', name: 'Ana' } as const
  expect(isHeldBy({ holderId: 'fan-1', holderEmail: 'other@example.org' }, fan)).toBe(true)
  expect(isHeldBy({ holderId: null, holderEmail: 'ana@example.org' }, fan)).toBe(true)
  expect(isHeldBy({ holderId: 'fan-2', holderEmail: 'ana@example.org' }, fan)).toBe(false)
  expect(isHeldBy({ holderId: null, holderEmail: null }, fan)).toBe(false)
  expect(isHeldBy({ holderId: null, holderEmail: 'bo@example.org' }, fan)).toBe(false)
})

test('a code is shown while it opens the door, and never while somebody else pays for it', () => {
  const states: TicketState[] = ['valid', 'listed', 'selling', 'sending', 'admitted', 'out', 'blocked', 'void']
  expect(states.filter(mayShowCode)).toEqual(['valid', 'listed', 'admitted', 'out'])
})
