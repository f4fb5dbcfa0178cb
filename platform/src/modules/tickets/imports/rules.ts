// What a row of an import does to the ticket it names, against what is known of that ticket now.
import { isSameSeat, type Seat, type TicketState } from '../rules.ts'
import type { RowProblem } from './columns.ts'
import type { Reading } from './reading.ts'

export type Known = {
  id: string
  state: TicketState
  generation: number
  origin: 'import' | 'resale'
  hasCode: boolean
  holderEmail: string | null
  holderName: string | null
  purchaseEmail: string | null
  type: string
  paidMinor: number
  seat: Seat
}
export type Action = 'create' | 'update' | 'void' | 'unchanged' | 'skip'
export type Change = 'holder' | 'name' | 'purchase' | 'type' | 'price' | 'seat' | 'code'
/** `listable` is false when the ticket will be there without any code. */
export type Decision = { action: Action; changed: Change[]; problems: RowProblem[]; listable: boolean }

/** The row's secret: whether it has one, and which ticket of the event already has that very secret, living or dead. */
export type RowCode = { given: boolean; ownerId: string | null }

const SELLING = 'This ticket is being paid for at this moment; import the file again in a few minutes'
const UNLISTABLE =
  'Without its secret this ticket is imported, but cannot be offered until a file with the secret is imported'

export function decide(reading: Reading, known: Known | null, code: RowCode): Decision {
  const skip = (column: string, detail: string, value = ''): Decision => ({
    action: 'skip',
    changed: [],
    problems: [{ column, value, detail }],
    listable: true,
  })
  switch (reading.status) {
    case 'canceled':
      return decideVoid(known, (detail) => skip('Status', detail, reading.statusText))
    case 'unpaid':
      return skip(
        'Status',
        isAlive(known)
          ? 'This order is not paid any more, but its ticket was imported as paid and is valid here; void it if it should not be'
          : 'This order is not paid',
        reading.statusText,
      )
    case 'blocked':
      return skip(
        'Blocked',
        isAlive(known)
          ? 'This ticket is blocked in pretix, but was imported before and is valid here; void it if it should not be'
          : 'This ticket is blocked in pretix',
        'Yes',
      )
    case 'paid':
      return decidePaid(reading, known, code, skip)
  }
}

const isAlive = (known: Known | null): boolean => known !== null && known.state !== 'void'

function decideVoid(known: Known | null, skip: (detail: string) => Decision): Decision {
  if (known === null) return skip('Canceled, and never imported: there is nothing to void')
  if (known.state === 'void') return { action: 'unchanged', changed: [], problems: [], listable: true }
  if (known.state === 'selling' || known.state === 'sending') return skip(SELLING)
  // A buyer in good faith holds it now: only a person may decide to take it away.
  if (!isOriginal(known))
    return skip(
      'Canceled in pretix, but already resold here to another fan; refund that order if it must not be admitted',
    )
  if (known.state === 'out') return skip('Canceled in pretix, but its holder has already been inside')
  return { action: 'void', changed: [], problems: [], listable: true }
}

function decidePaid(
  reading: Reading,
  known: Known | null,
  code: RowCode,
  skip: (column: string, detail: string) => Decision,
): Decision {
  if (code.ownerId !== null && code.ownerId !== known?.id)
    return skip('Ticket secret', 'Another ticket of this event already has this secret')
  const problems =
    reading.holderEmail === null
      ? [{ column: 'Email', value: '', detail: 'Without an e-mail address no fan can find this ticket' }]
      : []
  const listable = code.given || (known?.hasCode ?? false)
  if (!listable) problems.push({ column: 'Ticket secret', value: '', detail: UNLISTABLE })

  if (known === null) return { action: 'create', changed: [], problems, listable }
  if (known.state === 'void')
    return skip('Status', 'Paid in pretix, but void here; a void ticket does not come back by an import')
  if (known.hasCode && code.given && code.ownerId === null)
    return skip(
      'Ticket secret',
      'This ticket had another secret when it was imported; a changed secret is not taken over yet',
    )
  if (!isOriginal(known)) return { action: 'unchanged', changed: [], problems: [], listable: true }

  const changed = changesOf(reading, known, code)
  if (changed.length === 0) return { action: 'unchanged', changed, problems, listable }
  if (known.state === 'selling' || known.state === 'sending') return skip('', SELLING)
  if (known.state === 'listed')
    return skip('', 'This ticket is being offered as it was; the change can be applied when the offer has ended')
  return { action: 'update', changed, problems, listable }
}

/** Whether the first holder still has it, so that the file may speak of it. */
const isOriginal = (known: Known): boolean => known.generation === 1 && known.origin === 'import'

function changesOf(reading: Reading, known: Known, code: RowCode): Change[] {
  const differs: Record<Change, boolean> = {
    holder: reading.holderEmail !== known.holderEmail,
    name: reading.holderName !== known.holderName,
    purchase: reading.purchaseEmail !== known.purchaseEmail,
    type: reading.type !== known.type,
    price: reading.priceMinor !== known.paidMinor,
    seat: !isSameSeat(reading.seat, known.seat),
    code: code.given && !known.hasCode,
  }
  return (Object.keys(differs) as Change[]).filter((change) => differs[change])
}
