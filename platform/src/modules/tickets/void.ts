// tickets/void.ts: ends tickets. Their codes die with them; who offers or counts them hears it by the fact.
import type { Scope } from '../../kit/scope.ts'
import { ticketVoided } from './facts.ts'
import { revokeCodes, saveVoided } from './store.ts'

export async function voidTickets(scope: Scope, ids: string[], reason: string): Promise<void> {
  if (ids.length === 0) return
  const tickets = await saveVoided(scope, ids)
  await revokeCodes(scope, ids)
  for (const ticket of tickets) scope.record(ticketVoided(ticket, reason))
}
