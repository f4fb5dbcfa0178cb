// tickets/gate/admit.ts: lets one person in with one code, once. A ticket that is on offer goes in too; its offer ends.
import { newId } from '../../../kit/id.ts'
import type { Scope } from '../../../kit/scope.ts'
import { findEvent } from '../../catalog/index.ts'
import { ticketAdmitted } from '../facts.ts'
import { showAdmitter } from '../queries.ts'
import { lockTickets, moveTickets } from '../store.ts'
import { checkCode, findTicket, judge, type Verdict } from './check.ts'
import { insertAdmission } from './store.ts'

export async function admitCode(
  scope: Scope,
  eventId: string,
  code: string,
  gate: string | null,
): Promise<Verdict & { admitted: boolean }> {
  await findEvent(scope, eventId)
  const named = await findTicket(scope, eventId, code)
  if (!named) return { ...(await checkCode(scope, eventId, code)), admitted: false }
  // Found first, then locked, then read again: whoever scanned or sold it in between has finished by now.
  await lockTickets(scope, [named.id])
  const found = (await findTicket(scope, eventId, code))!
  const before = judge(found)
  if (before.result !== 'valid') return { ...before, admitted: false }

  const by = { ...actorOf(scope), gate }
  await moveTickets(scope, [found.id], found.state, 'admitted')
  await insertAdmission(scope, { id: newId(), eventId, ticketId: found.id, generation: found.generation, by })
  scope.record(ticketAdmitted({ id: found.id, eventId }, found.generation, found.state === 'listed'))
  return {
    ...before,
    ticket: { ...before.ticket!, state: 'admitted' },
    at: scope.now,
    by: showAdmitter(by),
    admitted: true,
  }
}

const actorOf = ({ actor }: Scope) =>
  actor.kind === 'key' || actor.kind === 'fan' ? { kind: actor.kind, id: actor.id } : { kind: actor.kind }
