// Money is an integer of minor units with its currency, never a float and never bare across a module.
import { z } from '@hono/zod-openapi'

export type Money = { amountMinor: number; currency: string }

export const Money = z
  .object({
    amountMinor: z
      .int()
      .min(-Number.MAX_SAFE_INTEGER)
      .openapi({ description: 'Minor units of the currency', example: 4800 }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .openapi({ description: 'ISO 4217', example: 'EUR' }),
  })
  .openapi('Money')

/** A sum that may not be there; said as a choice, because a reference cannot be made nullable. */
export const MaybeMoney = z.union([Money, z.null()])

export const money = (amountMinor: number, currency: string): Money => ({ amountMinor, currency })

/** Fees and taxes: half a unit and more rounds up, so both sides can recompute them. */
export const partOf = (amountMinor: number, basisPoints: number): number => exact(amountMinor, basisPoints, 5000n)

/** Ceilings round down: a cap is never exceeded by rounding. */
export const percentOf = (amountMinor: number, percent: number): number => exact(amountMinor, percent * 100, 0n)

/** Splits a total by weights without losing a unit: largest remainder first, ties by position. */
export function split(totalMinor: number, weights: number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  if (sum === 0) return weights.map((_, i) => (i === 0 ? totalMinor : 0))
  const shares = weights.map((weight, i) => {
    const product = BigInt(totalMinor) * BigInt(weight)
    return { i, whole: Number(product / BigInt(sum)), rest: product % BigInt(sum) }
  })
  let left = totalMinor - shares.reduce((a, s) => a + s.whole, 0)
  for (const share of shares.toSorted((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest < b.rest ? 1 : -1))) {
    if (left === 0) break
    share.whole += 1
    left -= 1
  }
  return shares.map((s) => s.whole)
}

// Through bigint: a stadium's takings times ten thousand leaves the safe integers.
function exact(amountMinor: number, basisPoints: number, half: bigint): number {
  return Number((BigInt(amountMinor) * BigInt(basisPoints) + half) / 10_000n)
}
