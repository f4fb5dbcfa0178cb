// What a price is made of, and how high it may be. Pure: the same sums for quotes, orders and refunds.
import { partOf, percentOf } from '../../kit/money.ts'

export type Fees = {
  buyerFeeBasisPoints: number
  sellerFeeBasisPoints: number
  organizerShareBasisPoints: number
  feeTaxBasisPoints: number
}

/** One ticket's money, minor units. What the buyer pays equals what everybody receives. */
export type Breakdown = {
  priceMinor: number
  buyerFeeMinor: number
  buyerFeeTaxMinor: number
  sellerFeeMinor: number
  sellerFeeTaxMinor: number
  organizerShareMinor: number
}

export function breakDown(priceMinor: number, fees: Fees): Breakdown {
  const buyerFeeMinor = partOf(priceMinor, fees.buyerFeeBasisPoints)
  const sellerFeeMinor = partOf(priceMinor, fees.sellerFeeBasisPoints)
  const sellerFeeTaxMinor = partOf(sellerFeeMinor, fees.feeTaxBasisPoints)
  // Rounding each part up could ask a seller of one cent for two: the organizer's share gives way.
  const organizerShareMinor = Math.min(
    partOf(priceMinor, fees.organizerShareBasisPoints),
    Math.max(0, priceMinor - sellerFeeMinor - sellerFeeTaxMinor),
  )
  return {
    priceMinor,
    buyerFeeMinor,
    buyerFeeTaxMinor: partOf(buyerFeeMinor, fees.feeTaxBasisPoints),
    sellerFeeMinor: Math.min(sellerFeeMinor, priceMinor),
    sellerFeeTaxMinor: Math.min(sellerFeeTaxMinor, Math.max(0, priceMinor - sellerFeeMinor)),
    organizerShareMinor,
  }
}

/** G: what the buyer pays, all in. */
export const buyerPays = (b: Breakdown): number => b.priceMinor + b.buyerFeeMinor + b.buyerFeeTaxMinor

/** N: what the seller receives. */
export const sellerReceives = (b: Breakdown): number =>
  b.priceMinor - b.sellerFeeMinor - b.sellerFeeTaxMinor - b.organizerShareMinor

/** The highest price a seller may ask for one ticket, from what its first buyer paid. */
export const ceilingOf = (paidMinor: number, ceilingPercent: number): number => percentOf(paidMinor, ceilingPercent)

/** How the all-in price stands against what was first paid, in whole percent; 0 where nothing was paid. */
export const againstPaid = (priceMinor: number, paidMinor: number): number =>
  paidMinor === 0 ? 0 : Math.round(((priceMinor - paidMinor) * 100) / paidMinor)
