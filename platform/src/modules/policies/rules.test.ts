import fc from 'fast-check'
import { expect, test } from 'vitest'
import { againstPaid, breakDown, buyerPays, ceilingOf, sellerReceives } from './rules.ts'

const fees = {
  buyerFeeBasisPoints: 800,
  sellerFeeBasisPoints: 300,
  organizerShareBasisPoints: 200,
  feeTaxBasisPoints: 1900,
}

test.each([
  [
    'a festival ticket',
    8900,
    {
      priceMinor: 8900,
      buyerFeeMinor: 712,
      buyerFeeTaxMinor: 135,
      sellerFeeMinor: 267,
      sellerFeeTaxMinor: 51,
      organizerShareMinor: 178,
    },
    9747,
    8404,
  ],
  [
    'one cent',
    1,
    {
      priceMinor: 1,
      buyerFeeMinor: 0,
      buyerFeeTaxMinor: 0,
      sellerFeeMinor: 0,
      sellerFeeTaxMinor: 0,
      organizerShareMinor: 0,
    },
    1,
    1,
  ],
  [
    'a gift',
    0,
    {
      priceMinor: 0,
      buyerFeeMinor: 0,
      buyerFeeTaxMinor: 0,
      sellerFeeMinor: 0,
      sellerFeeTaxMinor: 0,
      organizerShareMinor: 0,
    },
    0,
    0,
  ],
])('%s is broken down to the cent', (_, price, parts, pays, receives) => {
  expect(breakDown(price, fees)).toEqual(parts)
  expect(buyerPays(breakDown(price, fees))).toBe(pays)
  expect(sellerReceives(breakDown(price, fees))).toBe(receives)
})

test('whatever the price and the fees, nobody is paid from nothing and the seller never pays to sell', () => {
  const bp = fc.integer({ min: 0, max: 5000 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000 }), bp, bp, bp, bp, (price, buyer, seller, organizer, tax) => {
      const b = breakDown(price, {
        buyerFeeBasisPoints: buyer,
        sellerFeeBasisPoints: seller,
        organizerShareBasisPoints: organizer,
        feeTaxBasisPoints: tax,
      })
      expect(Object.values(b).every((part) => Number.isSafeInteger(part) && part >= 0)).toBe(true)
      expect(sellerReceives(b)).toBeGreaterThanOrEqual(0)
    }),
    { seed: 7, numRuns: 2000 },
  )
})

test.each([
  [8900, 110, 9790],
  [999, 105, 1048],
  [1, 110, 1],
  [0, 110, 0],
])('%i paid at %i %% may ask %i: a cap rounds down', (paid, percent, ceiling) => {
  expect(ceilingOf(paid, percent)).toBe(ceiling)
})

test.each([
  [8900, 8900, 0],
  [7832, 8900, -12],
  [9790, 8900, 10],
  [100, 0, 0],
])('%i against %i paid is %i %%', (price, paid, percent) => {
  expect(againstPaid(price, paid)).toBe(percent)
})
