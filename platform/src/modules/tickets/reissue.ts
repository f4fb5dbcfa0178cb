// tickets/reissue.ts: gives tickets to new holders. The old code is dead in the very transaction that makes the new one.
import type { Scope } from '../../kit/scope.ts'
import { newCode } from './codes.ts'
import { ticketReissued } from './facts.ts'
import type { TicketState } from './rules.ts'
import { insertCodes, revokeCodes, saveNewHolders } from './store.ts'

export type Reissue = { ticketId: string; to: { fanId: string; name: string; email: string } }

export async function reissueTickets(
  scope: Scope,
  moves: Reissue[],
  from: TicketState | TicketState[] = 'selling',
): Promise<void> {
  if (moves.length === 0) return
  const tickets = await saveNewHolders(
    scope,
    moves.map(({ ticketId, to }) => ({ ticketId, ...to })),
    from,
  )
  await revokeCodes(
    scope,
    tickets.map(({ ticketId }) => ticketId),
  )
  await insertCodes(
    scope,
    tickets.map((ticket) => newCode(scope, ticket)),
  )
  for (const { ticketId: id, eventId, generation } of tickets) scope.record(ticketReissued({ id, eventId }, generation))
}
