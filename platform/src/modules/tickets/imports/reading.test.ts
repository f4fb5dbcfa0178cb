import { expect, test } from 'vitest'
import { COLUMNS, readHeader, type Header } from './columns.ts'
import { separatorOf } from './file.ts'
import { minorOf, readRow } from './reading.ts'

const expected = { slug: 'lights', currency: 'EUR' }
const good: Record<string, string> = {
  'Event slug': 'lights',
  'Order code': 'K3M9X',
  'Position ID': '2',
  Status: 'paid',
  Email: 'Ana@Example.org',
  'Order date': '2026-06-02',
  'Order time': '11:14:31',
  Product: 'Weekend',
  Price: '89.00',
  'Attendee name': 'Ana Ferreira',
  'Ticket secret': 'f2b9tm826t47x6352ad4y9dg2gagfx43',
}
const read = (change: Record<string, string> = {}) => {
  const names = [...COLUMNS].toReversed()
  const header = readHeader(names) as Header
  return readRow(
    header,
    names.map((name) => ({ ...good, ...change })[name] ?? ''),
    expected,
  )
}

test('a row says all it knows, wherever its columns stand', () => {
  expect(read({ Variation: 'Early bird', 'Seat row': 'A', 'Seat number': '7' })).toEqual({
    orderCode: 'K3M9X',
    positionId: '2',
    secret: good['Ticket secret'],
    problems: [],
    reading: {
      status: 'paid',
      statusText: 'paid',
      purchaseEmail: 'ana@example.org',
      holderEmail: 'ana@example.org',
      holderName: 'Ana Ferreira',
      orderedAt: '2026-06-02 11:14:31',
      type: 'Weekend – Early bird',
      priceMinor: 8900,
      seat: { zone: null, row: 'A', number: '7', name: null },
    },
  })
})

test("an attendee's own address comes before that of the order", () => {
  expect(read({ 'Attendee email': 'BO@example.net' }).reading).toMatchObject({
    holderEmail: 'bo@example.net',
    purchaseEmail: 'ana@example.org',
  })
})

test.each([
  ['paid', 'paid'],
  ['Paid', 'paid'],
  ['canceled', 'canceled'],
  ['Cancelled', 'canceled'],
  ['pending', 'unpaid'],
  ['Pending (overdue)', 'unpaid'],
  ['expired', 'unpaid'],
  ['Confirmed', 'unpaid'],
  ['approval pending', 'unpaid'],
])('the status %s means %s', (text, status) => {
  expect(read({ Status: text }).reading?.status).toBe(status)
})

test.each([
  ['Order code', '', /needs the code/],
  ['Position ID', 'x', /number of its position/],
  ['Event slug', 'other', /another event/],
  ['Status', 'bezahlt', /not known/],
  ['Price', '89,00', /as 89\.00/],
  ['Price', '', /as 89\.00/],
  ['Product', '', /needs its product/],
  ['Email', 'ana@', /not an e-mail/],
  ['Attendee email', 'ana', /not an e-mail/],
  ['Ticket secret', 'two words', /no ticket secret/],
  ['Attendee name', 'x'.repeat(201), /longer than 200/],
])('%s “%s” is reported by its column and never guessed', (column, value, detail) => {
  const { reading, problems } = read({ [column]: value })
  expect(reading).toBeNull()
  expect(problems).toEqual([{ column, value: expect.any(String), detail: expect.stringMatching(detail) }])
})

test('no report repeats a secret, even one that slipped into another column', () => {
  const secret = good['Ticket secret']!
  for (const column of COLUMNS) {
    const { problems } = read({ [column]: secret, 'Ticket secret': `${secret} broken` })
    expect(JSON.stringify(problems), column).not.toContain(secret)
  }
})

test('a row that was cut is refused as a whole', () => {
  const header = readHeader([...COLUMNS]) as Header
  expect(readRow(header, ['lights', 'K3M9X'], expected)).toMatchObject({
    reading: null,
    problems: [{ detail: expect.stringContaining('2 cells') }],
  })
})

test('a canceled or unpaid row needs no price, and brings no secret', () => {
  expect(read({ Status: 'canceled', Price: '' })).toMatchObject({ reading: { status: 'canceled' }, secret: null })
  expect(read({ Blocked: 'Yes' })).toMatchObject({ reading: { status: 'blocked' }, secret: null })
})

test.each([
  ['2026-02-31', '10:00:00'],
  ['02.06.2026', '10:00:00'],
  ['', ''],
])('%s %s is no hour of an order, and stays unknown', (date, time) => {
  expect(read({ 'Order date': date, 'Order time': time }).reading?.orderedAt).toBeNull()
})

test.each<[string, string, number | null]>([
  ['89.00', 'EUR', 8900],
  ['89', 'EUR', 8900],
  ['89.5', 'EUR', 8950],
  ['0.00', 'EUR', 0],
  ['1234.56', 'EUR', 123456],
  ['89,00', 'EUR', null],
  ['1.234', 'EUR', null],
  ['1,234.00', 'EUR', null],
  ['-5.00', 'EUR', null],
  ['€ 89.00', 'EUR', null],
  ['', 'EUR', null],
  ['89.001', 'EUR', null],
  ['8900', 'JPY', 8900],
  ['8900.00', 'JPY', 8900],
  ['8900.50', 'JPY', null],
  ['8.900', 'JPY', null],
  ['1.250', 'KWD', 1250],
  ['1.25', 'KWD', 1250],
])('%s %s is %s', (text, currency, minor) => {
  expect(minorOf(text, currency)).toBe(minor)
})

test('a header may come in any order and case, with questions after it; what is missing is named', () => {
  expect(
    readHeader(['status', 'EMAIL ', 'Price', 'Product', 'Position ID', 'Order code', 'Event slug', 'Email']),
  ).toMatchObject({ width: 8 })
  expect(
    (
      readHeader(['status', 'EMAIL ', 'Price', 'Product', 'Position ID', 'Order code', 'Event slug', 'Email']) as Header
    ).places.get('Email'),
  ).toBe(1)
  expect(readHeader(['Bestellnummer', 'Preis'])).toContainEqual(
    expect.objectContaining({ column: 'Order code', detail: expect.stringContaining('English') }),
  )
  expect(readHeader([...COLUMNS, 'Start date', 'End date'])).toMatchObject([
    { detail: expect.stringContaining('series') },
  ])
})

test.each([
  ['a,b,c\n1;2;3;4;5', ','],
  ['"a;b;c;d","x"\n', ','],
  ['a;b\n', ';'],
  ['a\tb\tc', '\t'],
  ['alone', ','],
])('%j is separated by %j', (text, separator) => {
  expect(separatorOf(text)).toBe(separator)
})
