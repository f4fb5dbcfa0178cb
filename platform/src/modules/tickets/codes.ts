// Admission codes: found by keyed hash, kept sealed. The one place that says how.
import { newAdmissionCode } from '../../kit/id.ts'
import type { Scope } from '../../kit/scope.ts'

type Keeper = Pick<Scope, 'tenant' | 'secrets'>
export type CodeRow = { ticketId: string; eventId: string; generation: number; hash: Buffer; sealed: Buffer }

/** One code at two events has two hashes, so that a leaked table does not say who goes where twice. */
export const hashCode = ({ secrets }: Keeper, eventId: string, code: string): Buffer =>
  secrets.hash('ticket-code', `${eventId}:${code}`)

/** A code sealed for one generation of one ticket cannot pass for another's. */
export function sealCode(
  keeper: Keeper,
  ticket: { ticketId: string; eventId: string; generation: number },
  code: string,
): CodeRow {
  const { ticketId, eventId, generation } = ticket
  return {
    ticketId,
    eventId,
    generation,
    hash: hashCode(keeper, eventId, code),
    sealed: keeper.secrets.seal(code, boundOf(keeper, ticket)),
  }
}

export const newCode = (keeper: Keeper, ticket: { ticketId: string; eventId: string; generation: number }): CodeRow =>
  sealCode(keeper, ticket, newAdmissionCode())

export const unsealCode = (keeper: Keeper, code: Omit<CodeRow, 'hash'>): string =>
  keeper.secrets.unseal(code.sealed, boundOf(keeper, code))

const boundOf = (
  { tenant }: Keeper,
  { ticketId, eventId, generation }: { ticketId: string; eventId: string; generation: number },
): string => `${tenant.id}:${eventId}:${ticketId}:${generation}`

type FileRow = { importId: string; eventId: string; line: number }

/** The code of a file's row, until it is sealed again for its ticket. */
export const sealRow = ({ tenant, secrets }: Keeper, row: FileRow, code: string): Buffer =>
  secrets.seal(code, `${tenant.id}:${row.eventId}:${row.importId}:${row.line}`)

export const unsealRow = ({ tenant, secrets }: Keeper, row: FileRow, sealed: Buffer): string =>
  secrets.unseal(sealed, `${tenant.id}:${row.eventId}:${row.importId}:${row.line}`)
