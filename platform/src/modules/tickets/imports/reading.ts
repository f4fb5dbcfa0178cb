// Reads one row of the export: what it says about a ticket, or what is wrong with it. Nothing is guessed in silence.
import type { Seat } from '../rules.ts'
import { cellsOf, type Column, type Header, type RowProblem } from './columns.ts'

export type Status = 'paid' | 'unpaid' | 'canceled' | 'blocked'
export type Reading = {
  status: Status
  statusText: string
  purchaseEmail: string | null
  /** Wall clock at the venue, as pretix writes it. */
  orderedAt: string | null
  holderEmail: string | null
  holderName: string | null
  type: string
  priceMinor: number
  seat: Seat
}
export type ReadRow = {
  orderCode: string | null
  positionId: string | null
  reading: Reading | null
  secret: string | null
  problems: RowProblem[]
}
export type Expected = { slug: string; currency: string }

const STATUSES: Record<string, Status> = {
  paid: 'paid',
  canceled: 'canceled',
  cancelled: 'canceled',
  'canceled (paid fee)': 'canceled',
  pending: 'unpaid',
  'pending (overdue)': 'unpaid',
  'pending (confirmed)': 'unpaid',
  confirmed: 'unpaid',
  expired: 'unpaid',
  'approval pending': 'unpaid',
}
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const TEXT_MAX = 200
const SECRET_MAX = 500

export function readRow(header: Header, cells: string[], expected: Expected): ReadRow {
  const problems: RowProblem[] = []
  const cell = cellsOf(header, cells)
  const bad = (column: Column, detail: string) =>
    void problems.push({ column, value: shown(column, cell(column)), detail })
  const text = (column: Column): string | null => {
    if (cell(column).length > TEXT_MAX) bad(column, `This is longer than ${TEXT_MAX} letters`)
    return cell(column) || null
  }
  const email = (column: Column): string | null => {
    const address = text(column)?.toLowerCase() ?? null
    if (address !== null && !EMAIL.test(address)) bad(column, 'This is not an e-mail address')
    return address
  }

  const orderCode = /^[\w-]{1,32}$/.test(cell('Order code')) ? cell('Order code') : null
  const positionId = /^\d{1,9}$/.test(cell('Position ID')) ? cell('Position ID') : null
  if (cells.length !== header.width) {
    const detail = `This row has ${cells.length} cells where the first row has ${header.width}; the file was cut or edited`
    return {
      orderCode: null,
      positionId: null,
      reading: null,
      secret: null,
      problems: [{ column: '', value: '', detail }],
    }
  }
  if (orderCode === null) bad('Order code', 'Every row needs the code of its order')
  if (positionId === null) bad('Position ID', 'Every row needs the number of its position, such as 1')
  if (cell('Event slug') !== expected.slug)
    bad('Event slug', `This row is of another event; here belongs “${expected.slug}”`)

  const status = cell('Blocked').toLowerCase() === 'yes' ? 'blocked' : STATUSES[cell('Status').toLowerCase()]
  if (!status) bad('Status', 'This status is not known; expected are paid, pending, expired and canceled')

  const priceMinor = status === 'paid' ? minorOf(cell('Price'), expected.currency) : 0
  if (priceMinor === null)
    bad('Price', 'Write prices as 89.00, without thousands separators or a currency; in pretix, export in English')
  const product = text('Product')
  if (product === null) bad('Product', 'Every row needs its product: it becomes the type of the ticket')
  const secret = cell('Ticket secret') || null
  if (secret !== null && (secret.length > SECRET_MAX || /\s/.test(secret)))
    bad('Ticket secret', 'This is no ticket secret as pretix makes them')

  const reading = {
    status: status!,
    statusText: cell('Status'),
    purchaseEmail: email('Email'),
    orderedAt: orderedAt(cell('Order date'), cell('Order time')),
    holderName: text('Attendee name'),
    type: [product, text('Variation')].filter((part) => part !== null).join(' – '),
    priceMinor: priceMinor ?? 0,
    seat: { zone: text('Seat zone'), row: text('Seat row'), number: text('Seat number'), name: text('Seat name') },
  }
  const holderEmail = email('Attendee email') ?? reading.purchaseEmail
  if (problems.length > 0) return { orderCode, positionId, reading: null, secret: null, problems }
  return {
    orderCode,
    positionId,
    reading: { ...reading, holderEmail },
    secret: status === 'paid' ? secret : null,
    problems,
  }
}

/** Minor units of a price such as `89.00`; null for anything that two people could read differently. */
export function minorOf(text: string, currency: string): number | null {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  const match = /^(\d{1,10})(?:\.(\d+))?$/.exec(text)
  if (!match) return null
  const [, whole, part = ''] = match
  // Two decimals are always written by pretix, even for a currency that has none.
  if (part.length > Math.max(digits, 2) || /[^0]/.test(part.slice(digits))) return null
  return Number(whole + part.slice(0, digits).padEnd(digits, '0'))
}

function orderedAt(date: string, time: string): string | null {
  const text = `${date} ${time || '00:00:00'}`
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return null
  const instant = new Date(`${text.replace(' ', 'T')}Z`)
  // The calendar must have such a day: JavaScript would turn 31 February into March.
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date) ? text : null
}

/** What a report may repeat of a cell. A column that slipped may hold a secret, so nothing that looks like one is shown. */
function shown(column: Column, value: string): string {
  if (column === 'Ticket secret') return ''
  return /[\w+/=-]{16,}/.test(value) && !value.includes('@') ? '(not shown)' : value.slice(0, 60)
}
