// What the door says to a code.
import type { TicketState } from '../rules.ts'

export const RESULTS = [
  'valid',
  'reissued',
  'admitted',
  'void',
  'blocked',
  'selling',
  'wrong_event',
  'unknown',
] as const
export type Result = (typeof RESULTS)[number]

/**
 * A code of an earlier generation is dead, whatever the ticket does now: somebody else holds its place. Only the
 * generations are compared, so that the answer is right even while a sale is being written.
 */
export function resultOf(code: { generation: number }, ticket: { generation: number; state: TicketState }): Result {
  if (code.generation < ticket.generation) return 'reissued'
  switch (ticket.state) {
    case 'void':
      return 'void'
    case 'blocked':
      return 'blocked'
    case 'admitted':
    case 'out':
      return 'admitted'
    case 'selling':
    case 'sending':
      return 'selling'
    case 'valid':
    case 'listed':
      return 'valid'
  }
}

const SENTENCES: Record<Exclude<Result, 'valid'>, string> = {
  reissued: 'This ticket was resold; this code is dead, and the new holder has a new one',
  admitted: 'This ticket has been admitted already',
  void: 'This ticket is void',
  blocked: 'This ticket is blocked',
  selling: 'This ticket is being sold at this moment; ask again in a minute',
  wrong_event: 'This code belongs to another event',
  unknown: 'This code is not known here',
}

/** Why nobody comes in with it, in words for the person at the door; null when they may. */
export const refusalOf = (result: Result): string | null => (result === 'valid' ? null : SENTENCES[result])

/** For a list that scanners carry with them: whether the code opens the door at this moment. */
export const isOnList = (code: { state: 'alive' | 'revoked' }, ticket: { state: TicketState }): boolean =>
  code.state === 'alive' && ['valid', 'listed', 'admitted', 'out'].includes(ticket.state)
