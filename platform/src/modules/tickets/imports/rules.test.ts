import { expect, test } from 'vitest'
import type { Reading } from './reading.ts'
import { decide, type Known, type RowCode } from './rules.ts'

const seat = { zone: null, row: null, number: null, name: null }
const reading: Reading = {
  status: 'paid',
  statusText: 'paid',
  purchaseEmail: 'ana@example.org',
  orderedAt: null,
  holderEmail: 'ana@example.org',
  holderName: 'Ana',
  type: 'Weekend',
  priceMinor: 8900,
  seat,
}
const known: Known = {
  id: 'ticket-1',
  state: 'valid',
  generation: 1,
  origin: 'import',
  hasCode: true,
  holderEmail: 'ana@example.org',
  holderName: 'Ana',
  purchaseEmail: 'ana@example.org',
  type: 'Weekend',
  paidMinor: 8900,
  seat,
}
const [noCode, newCode, ownCode, foreignCode]: RowCode[] = [
  { given: false, ownerId: null },
  { given: true, ownerId: null },
  { given: true, ownerId: 'ticket-1' },
  { given: true, ownerId: 'ticket-2' },
] as const
const words = (decision: { problems: { column: string; detail: string }[] }) =>
  decision.problems.map(({ column, detail }) => `${column}: ${detail}`).join('; ')

test.each<[string, Partial<Reading>, Partial<Known> | null, RowCode, string, RegExp | null]>([
  ['a paid ticket nobody knew is made', {}, null, newCode, 'create', null],
  [
    'one without a secret is made and reported',
    {},
    null,
    noCode,
    'create',
    /^Ticket secret: .*cannot be offered until/,
  ],
  ['one without any address is made and reported', { holderEmail: null }, null, newCode, 'create', /no fan can find/],
  ["another ticket's secret is refused", {}, null, foreignCode, 'skip', /^Ticket secret: Another ticket/],
  [
    "another ticket's secret is refused for a known one too",
    {},
    {},
    foreignCode,
    'skip',
    /^Ticket secret: Another ticket/,
  ],
  ['what is known stays as it is', {}, {}, ownCode, 'unchanged', null],
  ['an older export without secrets takes no code away', {}, {}, noCode, 'unchanged', null],
  ['without a code it stays unlistable and says so', {}, { hasCode: false }, noCode, 'unchanged', /cannot be offered/],
  ['a secret that arrives later is taken', {}, { hasCode: false }, newCode, 'update', null],
  ['a secret that changed is not', {}, {}, newCode, 'skip', /had another secret/],
  ['a new address is taken', { holderEmail: 'bo@example.org' }, {}, ownCode, 'update', null],
  ['a new name is taken', { holderName: 'Bo' }, {}, ownCode, 'update', null],
  ['a new price is taken', { priceMinor: 100 }, {}, ownCode, 'update', null],
  ['a new type is taken', { type: 'Sunday' }, {}, ownCode, 'update', null],
  ['a new seat is taken', { seat: { ...seat, row: 'A' } }, {}, ownCode, 'update', null],
  ['a new address of the order is taken', { purchaseEmail: 'bo@example.org' }, {}, ownCode, 'update', null],
  [
    'a change waits while it is offered',
    { priceMinor: 100 },
    { state: 'listed' },
    ownCode,
    'skip',
    /when the offer has ended/,
  ],
  [
    'a change waits while it is paid for',
    { priceMinor: 100 },
    { state: 'selling' },
    ownCode,
    'skip',
    /being paid for at this moment/,
  ],
  ['no change, no wait', {}, { state: 'selling' }, ownCode, 'unchanged', null],
  [
    'the file says nothing about a new holder',
    { holderEmail: 'x@example.org', priceMinor: 1 },
    { generation: 2, origin: 'resale' },
    ownCode,
    'unchanged',
    null,
  ],
  ['a void ticket does not come back', {}, { state: 'void' }, ownCode, 'skip', /does not come back/],
  ['canceled voids', { status: 'canceled' }, {}, noCode, 'void', null],
  ['canceled voids what is offered', { status: 'canceled' }, { state: 'listed' }, noCode, 'void', null],
  ['canceled voids what is blocked', { status: 'canceled' }, { state: 'blocked' }, noCode, 'void', null],
  [
    'canceled twice is done already',
    { status: 'canceled' },
    { state: 'void', generation: 2 },
    noCode,
    'unchanged',
    null,
  ],
  ['canceled before we knew it', { status: 'canceled' }, null, noCode, 'skip', /nothing to void/],
  [
    'canceled waits while it is paid for',
    { status: 'canceled' },
    { state: 'selling', generation: 2, origin: 'resale' },
    noCode,
    'skip',
    /in a few minutes/,
  ],
  [
    'a buyer in good faith keeps it',
    { status: 'canceled' },
    { generation: 2, origin: 'resale' },
    noCode,
    'skip',
    /already resold/,
  ],
  ['who was inside was inside', { status: 'canceled' }, { state: 'out' }, noCode, 'skip', /been inside/],
  [
    'unpaid is not imported',
    { status: 'unpaid', statusText: 'pending' },
    null,
    noCode,
    'skip',
    /^Status: This order is not paid$/,
  ],
  ['unpaid now, but valid here', { status: 'unpaid' }, {}, noCode, 'skip', /not paid any more/],
  [
    'blocked is not imported',
    { status: 'blocked' },
    null,
    noCode,
    'skip',
    /^Blocked: This ticket is blocked in pretix$/,
  ],
  ['blocked now, but valid here', { status: 'blocked' }, {}, noCode, 'skip', /valid here/],
])('%s', (_, says, is, code, action, problem) => {
  const decision = decide({ ...reading, ...says }, is && { ...known, ...is }, code)
  expect(decision.action).toBe(action)
  expect(words(decision)).toMatch(problem ?? /^$/)
})

test('a change names what changed, and only that', () => {
  expect(decide({ ...reading, holderName: 'Bo', priceMinor: 1 }, known, ownCode).changed).toEqual(['name', 'price'])
  expect(decide(reading, { ...known, hasCode: false }, newCode)).toMatchObject({ changed: ['code'], listable: true })
})
