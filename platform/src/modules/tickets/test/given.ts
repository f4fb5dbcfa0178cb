// What tests of tickets start from: an open event, and exports as pretix would write them.
import { readFileSync } from 'node:fs'
import { festival } from '../../../../test/given.ts'
import type { TestTenant } from '../../../../test/world.ts'

export const HARBOUR_LIGHTS = readFileSync(
  new URL('../../../../../examples/data/harbour-lights-positions.csv', import.meta.url),
  'utf8',
)
export const CSV = { 'content-type': 'text/csv' }
export const RANDOM_ID = '01890000-0000-7000-8000-000000000000'

export type Row = Partial<
  Record<
    | 'order'
    | 'position'
    | 'status'
    | 'email'
    | 'product'
    | 'price'
    | 'name'
    | 'attendee'
    | 'secret'
    | 'row'
    | 'slug'
    | 'date'
    | 'time',
    string
  >
>

const NAMES = {
  slug: 'Event slug',
  order: 'Order code',
  position: 'Position ID',
  status: 'Status',
  email: 'Email',
  product: 'Product',
  price: 'Price',
  name: 'Attendee name',
  attendee: 'Attendee email',
  secret: 'Ticket secret',
  row: 'Seat row',
  date: 'Order date',
  time: 'Order time',
} as const
const USUAL: Row = {
  slug: 'lights',
  position: '1',
  status: 'paid',
  email: 'ana@example.org',
  product: 'Weekend',
  price: '89.00',
}
let made = 0
export const secretOf = (text: string): string => `${text}${'x'.repeat(32)}`.slice(0, 32)

/** An export of these rows; each has an order and a secret of its own unless it says otherwise. */
export function exportOf(rows: Row[], separator = ','): string {
  const cells = rows.map((row) => {
    const nth = ++made
    return { ...USUAL, order: `A${nth}`, secret: secretOf(`secret${nth}q`), ...row }
  })
  const line = (values: string[]) => values.map((value) => `"${value.replaceAll('"', '""')}"`).join(separator)
  const keys = Object.keys(NAMES) as (keyof typeof NAMES)[]
  return [line(keys.map((key) => NAMES[key])), ...cells.map((row) => line(keys.map((key) => row[key] ?? '')))].join(
    '\r\n',
  )
}

export async function givenEvent({ admin }: TestTenant, change: Record<string, unknown> = {}): Promise<string> {
  const { body } = await admin.post('/v1/admin/events', festival({ externalRef: 'lights', ...change }))
  await admin.post(`/v1/admin/events/${body.id}/publish`)
  return body.id
}

export const upload = ({ admin }: TestTenant, eventId: string, csv: string | ReadableStream) =>
  admin.post(`/v1/admin/imports?eventId=${eventId}&format=pretix`, csv, CSV)

export async function importRows(tenant: TestTenant, eventId: string, csv: string) {
  const { body } = await upload(tenant, eventId, csv)
  return (await tenant.admin.post(`/v1/admin/imports/${body.id}/apply`)).body
}

/** What the report of an import says about its rows, in short. */
export async function reportOf({ admin }: TestTenant, importId: string): Promise<string[]> {
  const { body } = await admin.get(`/v1/admin/imports/${importId}/rows?limit=100`)
  return body.items.map((row: { action: string; problems: { column: string; detail: string }[] }) =>
    [row.action, ...row.problems.map(({ column, detail }) => `${column}: ${detail}`)].join(' | '),
  )
}

/** One imported ticket with its code. */
export async function givenTicket(tenant: TestTenant, eventId: string, row: Row = {}) {
  const code = row.secret ?? secretOf(`code${++made}z`)
  const order = row.order ?? `T${made}`
  await importRows(tenant, eventId, exportOf([{ ...row, secret: code, order }]))
  const { body } = await tenant.admin.get(`/v1/admin/tickets?eventId=${eventId}&limit=100`)
  return {
    id: body.items.find((ticket: { externalRef: string }) => ticket.externalRef === `${order}-${row.position ?? 1}`)
      .id as string,
    code,
    order,
  }
}
