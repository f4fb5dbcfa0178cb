// What an organizer allows holds for every sale of a ticket, not only for the first.
import { expect, test } from 'vitest'
import { givenSale } from '../sale.ts'
import { openWorld } from '../world.ts'

const world = await openWorld()

test('however often a ticket is sold, its ceiling is taken from the first sale', async () => {
  const { buyer, ticket } = await givenSale(world, { priceMinor: 9790 })
  const seen = (await buyer.get(`/v1/market/tickets/${ticket.id}`)).body
  expect([seen.paid.amountMinor, seen.resale.ceiling.amountMinor]).toEqual([8900, 9790])
  const offer = (amountMinor: number) =>
    buyer.post('/v1/market/listings', { ticketIds: [ticket.id], price: { amountMinor, currency: 'EUR' } })
  expect((await offer(9791)).body.code).toBe('price_above_ceiling')
  expect((await offer(9790)).status).toBe(201)
})
