// The columns of a pretix export of positions. Their order varies, and questions and addresses are appended after ours.
export const COLUMNS = [
  'Event slug',
  'Order code',
  'Position ID',
  'Status',
  'Email',
  'Order date',
  'Order time',
  'Product',
  'Variation',
  'Price',
  'Attendee name',
  'Attendee email',
  'Ticket secret',
  'Seat zone',
  'Seat row',
  'Seat number',
  'Seat name',
  'Blocked',
] as const
export type Column = (typeof COLUMNS)[number]

const NEEDED: readonly Column[] = ['Event slug', 'Order code', 'Position ID', 'Status', 'Email', 'Product', 'Price']
/** Only an event series has these: each row then says for which of its dates it is. */
const SERIES = ['Start date', 'End date']

export type RowProblem = { column: string; value: string; detail: string }
export type Header = { width: number; places: ReadonlyMap<Column, number> }

/** Where each column stands, or why this file is not the export we read. */
export function readHeader(cells: string[]): Header | RowProblem[] {
  const names = cells.map((cell) => cell.trim().toLowerCase())
  // A question may be called like a column of ours; it comes later in the file, so the first one counts.
  const places = new Map(
    COLUMNS.flatMap((column) => {
      const place = names.indexOf(column.toLowerCase())
      return place < 0 ? [] : [[column, place] as const]
    }),
  )
  const missing = NEEDED.filter((column) => !places.has(column))
  if (missing.length > 0)
    return missing.map((column) => ({
      column,
      value: '',
      detail: 'This column is missing. Export “Order data”, sheet “Positions”, as CSV, with pretix set to English',
    }))
  if (SERIES.every((name) => names.includes(name.toLowerCase())))
    return [
      {
        column: 'Start date',
        value: '',
        detail:
          'This file is of an event series, and its dates cannot be told apart yet; import each date as an event of its own',
      },
    ]
  return { width: cells.length, places }
}

/** One row's cells by column; empty where the file has no such column. */
export const cellsOf =
  (header: Header, cells: string[]) =>
  (column: Column): string => {
    const place = header.places.get(column)
    return place === undefined ? '' : (cells[place] ?? '').trim()
  }
