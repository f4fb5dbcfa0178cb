// Keyset pages: a cursor is the last row's place in the order, so a page stays right while rows come and go.
import { z, type ZodType } from 'zod'
import { Problem } from './problem.ts'

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
})

export const pageOf = <S extends ZodType>(item: S) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

export type Page<T> = { items: T[]; nextCursor: string | null }

/** Cuts `limit` items from rows read with `limit + 1`, and says where the next page starts. */
export function page<Row, T>(
  rows: Row[],
  limit: number,
  place: (row: Row) => (string | number)[],
  show: (row: Row) => T,
): Page<T> {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  const nextCursor = rows.length > limit && last ? Buffer.from(JSON.stringify(place(last))).toString('base64url') : null
  return { items: kept.map(show), nextCursor }
}

/** The place a cursor stands for: as many parts as the order has, the last one an id. */
export function placeOf<T extends readonly ('instant' | 'number' | 'id')[]>(
  cursor: string | undefined,
  ...kinds: T
): { [K in keyof T]: T[K] extends 'number' ? number : string } | null {
  if (cursor === undefined) return null
  const fits = (value: unknown, kind: string) =>
    kind === 'number'
      ? Number.isSafeInteger(value)
      : typeof value === 'string' && (kind === 'instant' ? z.iso.datetime() : z.uuid()).safeParse(value).success
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    if (Array.isArray(parts) && parts.length === kinds.length && parts.every((part, i) => fits(part, kinds[i]!)))
      return parts as never
  } catch {
    // Falls through: an unreadable cursor and a wrong one get the same answer.
  }
  throw new Problem('invalid_request', 422, 'The request does not have the right shape', {
    errors: [{ pointer: '#/cursor', detail: 'Use a cursor as `nextCursor` gave it, with the same query' }],
  })
}
