// Puts each row together with what is known of its ticket. The dry run and the real one ask the same rule.
import type { Facts } from './known.ts'
import { decide, type Change, type Known } from './rules.ts'
import type { StagedRow } from './store.ts'

export type DecidedRow = { row: StagedRow; known: Known | null; changed: Change[] }

export const decideRows = (rows: StagedRow[], facts: Facts): DecidedRow[] =>
  rows.map((row) => {
    const { reading } = row.kept
    if (!reading || row.externalRef === null) return { row, known: null, changed: [] }
    const known = facts.tickets.get(row.externalRef) ?? null
    const ownerId = row.codeHash ? (facts.codeOwners.get(row.codeHash.toString('base64')) ?? null) : null
    const { action, changed, problems, listable } = decide(reading, known, { given: row.codeHash !== null, ownerId })
    return { row: { ...row, action, problems, kept: { ...row.kept, listable } }, known, changed }
  })
