// Makes harbour-lights-positions.csv: 300 positions as pretix exports them ("Order data", sheet "Positions", CSV with commas).
// The same file every time; everybody in it is invented. Run with: node examples/data/generate.ts
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROWS = 300
const SLUG = 'harbour-lights-2027'

const HEADER = [
  'Event slug', 'Order code', 'Position ID', 'Status', 'Email', 'Phone number', 'Order date', 'Order time', 'Product', 'Variation', 'Price',
  'Tax rate', 'Tax rule', 'Tax value', 'Attendee name', 'Attendee name: Given name', 'Attendee name: Family name', 'Attendee email', 'Company',
  'Address', 'ZIP code', 'City', 'Country', 'State', 'Voucher', 'Pseudonymization ID', 'Ticket secret', 'Seat ID', 'Seat name', 'Seat zone',
  'Seat row', 'Seat number', 'Blocked', 'Valid from', 'Valid until', 'Order comment', 'Follow-up date', 'How do you travel?',
  'Do you need step-free access?', 'Company', 'Invoice address name', 'Invoice address street', 'Invoice address ZIP code',
  'Invoice address city', 'Invoice address country', 'Invoice address state', 'VAT ID', 'Sales channel', 'Order locale',
  'E-mail address verified', 'External customer ID', 'Payment providers',
]

const GIVEN = ['Lena', 'Jonas', 'Marta', 'Piotr', 'Sofia', 'Luca', 'Chloé', 'Théo', 'Ingrid', 'Søren', 'Aoife', 'Ciarán', 'Katarína', 'Tomáš', 'Elif', 'Deniz', 'Noor', 'Bram', 'Zsófia', 'Ádám', 'Maja', 'Nikola', 'Inês', 'Rui', 'Freya', 'Oskar', 'Hanna', 'Emil', 'Giulia', 'Matteo']
const FAMILY = ['Hartmann', 'Schäfer', 'Kowalska', 'Nowak', 'Rossi', 'Bianchi', 'Lefèvre', 'Moreau', 'Lindqvist', 'Nielsen', "O'Brien", 'Murphy', 'Horváthová', 'Novák', 'Yılmaz', 'Demir', 'de Vries', 'van den Berg', 'Szabó', 'Tóth', 'Petrović', 'Jovanović', 'Ferreira', 'Carvalho', 'Ahlström', 'Virtanen', 'Brandt', 'Köhler', 'Conti', 'Greco']
const TRAVEL = ['Train', 'Bicycle', 'Car', 'Coach', '']
const PRICES: Record<string, string> = { Weekend: '89.00', Saturday: '52.00', Sunday: '45.00', 'Camping add-on': '25.00' }

// Small and the same everywhere (mulberry32): a file that tests rely on must not depend on chance.
let state = 20270612
function random(): number {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const below = (limit: number): number => Math.floor(random() * limit)
const pick = <T>(from: readonly T[]): T => from[below(from.length)]!
const letters = (alphabet: string, length: number): string => Array.from({ length }, () => alphabet[below(alphabet.length)]).join('')
const secret = () => letters('abcdefghjkmnpqrstuvwxyz23456789', 32)

type Person = { given: string; family: string; email: string }
type Position = { product: string; person: Person | null; withEmail?: boolean; voucher?: string; price?: string; noSecret?: boolean; canceled?: boolean }
type Order = { code: string; buyer: Person; status: 'paid' | 'pending' | 'canceled'; at: Date; comment?: string; positions: Position[] }

const plain = (name: string): string => name.normalize('NFD').replaceAll(/[^A-Za-z]/g, '').toLowerCase()
const taken = new Set<string>()
function person(given = pick(GIVEN), family = pick(FAMILY), email?: string): Person {
  let address = email ?? `${plain(given)}.${plain(family)}@example.${random() < 0.6 ? 'org' : 'net'}`
  for (let n = 2; taken.has(address); n++) address = `${plain(given)}.${plain(family)}${n}@example.org`
  taken.add(address)
  return { given, family, email: address }
}

const codes = new Set<string>()
function orderCode(): string {
  for (;;) {
    const code = letters('ABCDEFGHJKLMNPQRSTUVWXYZ3789', 5)
    if (!codes.has(code)) return (codes.add(code), code)
  }
}

function anyOrder(at: Date, status: Order['status'] = 'paid'): Order {
  const buyer = person()
  const product = pick(['Weekend', 'Weekend', 'Weekend', 'Saturday', 'Saturday', 'Sunday'])
  const positions: Position[] = []
  const party = 1 + below(4)
  for (let i = 0; i < party; i++) {
    const guest = i === 0 ? buyer : random() < 0.7 ? person() : null
    const hasVoucher = product === 'Weekend' && random() < 0.08
    positions.push({ product, person: guest, withEmail: random() < 0.75, ...(hasVoucher ? { voucher: 'CREWFRIENDS', price: '71.20' } : {}) })
    if (product === 'Weekend' && random() < 0.35) positions.push({ product: 'Camping add-on', person: guest, withEmail: false })
  }
  return { code: orderCode(), buyer, status, at, positions }
}

/** The people of the demo come first: they are the ones who sell, buy and are refused at the door. */
function demoOrders(): Order[] {
  const [ana, ben, mira] = [person('Ana', 'Ferreira', 'ana@example.org'), person('Ben', 'Hartmann', 'ben@example.org'), person('Mira', 'Jovanović', 'mira@example.net')]
  return [
    // Ana's second ticket has no attendee e-mail: the address of the order stands in.
    { code: orderCode(), buyer: ana, status: 'paid', at: new Date('2026-06-02T09:14:31Z'), positions: [{ product: 'Weekend', person: ana, withEmail: true }, { product: 'Weekend', person: ana, withEmail: false }] },
    { code: orderCode(), buyer: ben, status: 'paid', at: new Date('2026-06-02T11:40:05Z'), positions: [{ product: 'Weekend', person: ben, withEmail: true }, { product: 'Camping add-on', person: ben, withEmail: false }] },
    { code: orderCode(), buyer: mira, status: 'paid', at: new Date('2026-06-03T18:22:47Z'), positions: [{ product: 'Saturday', person: mira, withEmail: true }] },
  ]
}

function makeOrders(): Order[] {
  const orders = demoOrders()
  const count = () => orders.reduce((sum, order) => sum + order.positions.length, 0)
  let at = Date.parse('2026-06-03T20:00:00Z')
  while (count() < ROWS) {
    at += 30_000 + below(14 * 3600_000)
    const nth = orders.length
    const order = anyOrder(new Date(at), nth % 37 === 11 ? 'canceled' : nth % 41 === 17 ? 'pending' : 'paid')
    if (nth % 23 === 7) order.comment = 'Wants an invoice, "paid by transfer"; asked twice'
    order.positions.length = Math.min(order.positions.length, ROWS - count())
    orders.push(order)
  }
  // One guest of a paid group stepped back, and one ticket was made by hand without a secret.
  const groups = orders.filter((order) => order.status === 'paid' && order.positions.length > 2)
  groups[3]!.positions[1]!.canceled = true
  groups[9]!.positions[2]!.canceled = true
  groups[15]!.positions[0]!.noSecret = true
  return orders
}

function rowsOf(order: Order): (string | number)[][] {
  const phone = random() < 0.4 ? `+49 30 5550 ${letters('0123456789', 4)}` : ''
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'medium' }).format(order.at)
  const [date, time] = local.split(' ') as [string, string]
  const locale = pick(['en', 'de', 'de', 'fr', 'nl'])
  const provider = order.status === 'pending' ? 'Bank transfer' : pick(['Credit card', 'PayPal', 'Bank transfer'])
  return order.positions.map((position, i) => {
    const price = position.price ?? PRICES[position.product]!
    const tax = (Math.round(((Number(price) * 100) / 119) * 19) / 100).toFixed(2)
    const { given = '', family = '', email = '' } = position.person ?? {}
    const invoice = [`${order.buyer.given} ${order.buyer.family}`, '', '', '', 'DE', '', '']
    return [
      SLUG, order.code, i + 1, position.canceled ? 'canceled' : order.status, order.buyer.email, phone, date, time, position.product, '', price,
      '19.00', 'VAT', tax, `${given} ${family}`.trim(), given, family, position.withEmail ? email : '', '',
      '', '', '', '', '', position.voucher ?? '', letters('ABCDEFGHJKLMNPQRSTUVWXYZ3789', 10), position.noSecret ? '' : secret(), '', '', '',
      '', '', '', '', '', order.comment ?? '', '', pick(TRAVEL), random() < 0.04 ? 'Yes' : 'No', '', ...invoice, 'web', locale,
      random() < 0.9 ? 'Yes' : 'No', '', provider,
    ]
  })
}

// As Python's csv module writes with QUOTE_NONNUMERIC: texts in quotes, numbers bare, CRLF.
const line = (cells: (string | number)[]): string =>
  cells.map((cell) => (typeof cell === 'number' ? String(cell) : `"${cell.replaceAll('"', '""')}"`)).join(',') + '\r\n'

const rows = makeOrders().flatMap(rowsOf)
writeFileSync(fileURLToPath(new URL('harbour-lights-positions.csv', import.meta.url)), [HEADER, ...rows].map(line).join(''))
