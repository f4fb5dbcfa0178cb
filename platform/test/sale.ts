// One sale up to any point: an organizer, a published event, a seller with tickets, a listing, a buyer. Through the API, as people would.
import { newAdmissionCode, newId } from '../src/kit/id.ts'
import { festival } from './given.ts'
import type { Answer, TestTenant, World } from './world.ts'

export async function givenEvent(tenant: TestTenant, change: Record<string, unknown> = {}): Promise<Answer['body']> {
  const event = (await tenant.admin.post('/v1/admin/events', festival(change))).body
  return (await tenant.admin.post(`/v1/admin/events/${event.id}/publish`)).body
}

/** A ticket as an import leaves it: paid, with its first code, belonging to whoever has this e-mail. */
export async function givenTicket(
  tenant: TestTenant,
  event: { id: string; ticketTypes: { id: string }[] },
  email: string,
  paidMinor = 8900,
): Promise<{ id: string; code: string }> {
  const [order, code] = [newId().slice(-8).toUpperCase(), newAdmissionCode()]
  const csv = [
    'Event slug,Order code,Position ID,Status,Email,Product,Variation,Price,Attendee name,Attendee email,Ticket secret',
    `show,${order},1,Paid,${email},Weekend,,${(paidMinor / 100).toFixed(2)},Sam Fan,${email},${code}`,
  ].join('\n')
  const made = await tenant.admin.post(`/v1/admin/imports?eventId=${event.id}&format=pretix`, csv, {
    'content-type': 'text/csv',
  })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  await tenant.admin.post(`/v1/admin/imports/${made.body.id}/apply`)
  const found = await tenant.admin.get(
    `/v1/admin/tickets?eventId=${event.id}&email=${encodeURIComponent(email)}&limit=100`,
  )
  const ticket = found.body.items.find((one: { externalRef: string }) => one.externalRef.startsWith(order))
  return { id: ticket.id, code }
}

export async function givenListing(
  world: World,
  options: { tickets?: number; priceMinor?: number; event?: Record<string, unknown> } = {},
) {
  const tenant = await world.givenTenant()
  const event = await givenEvent(tenant, options.event)
  const seller = await tenant.givenFan()
  const tickets = []
  for (let i = 0; i < (options.tickets ?? 1); i++) tickets.push(await givenTicket(tenant, event, seller.email))
  const price = { amountMinor: options.priceMinor ?? 8900, currency: 'EUR' }
  const listing = await seller.post('/v1/market/listings', { ticketIds: tickets.map((t) => t.id), price })
  if (listing.status !== 201) throw new Error(JSON.stringify(listing.body))
  return { tenant, event, seller, tickets, ticket: tickets[0]!, listing: listing.body }
}

export async function givenOrder(
  world: World,
  options: Parameters<typeof givenListing>[1] & { quantity?: number } = {},
) {
  const sale = await givenListing(world, options)
  const buyer = await sale.tenant.givenFan()
  const order = await buyer.post('/v1/market/orders', { listingId: sale.listing.id, quantity: options.quantity ?? 1 })
  if (order.status !== 201) throw new Error(JSON.stringify(order.body))
  return { ...sale, buyer, order: order.body }
}

export async function givenSale(world: World, options: Parameters<typeof givenOrder>[1] = {}) {
  const deal = await givenOrder(world, options)
  const paid = await deal.buyer.post(`/v1/market/orders/${deal.order.id}/pay`, {
    confirmationToken: await world.outside.token(),
  })
  if (paid.status !== 200) throw new Error(JSON.stringify(paid.body))
  return { ...deal, order: paid.body }
}

/** Lets the show pass and everything due after it happen. */
export async function afterTheShow(
  world: World,
  tenant: TestTenant,
  event: { endsAt: string },
  days = 4,
): Promise<void> {
  await tenant.admin.put('/v1/admin/clock', {
    now: new Date(Date.parse(event.endsAt) + days * 86_400_000).toISOString(),
  })
  await world.runJobs()
  // What completes a show is swept beside what waits for it; a second look a moment later finds the rest.
  await tenant.admin.post('/v1/admin/clock/advance', { seconds: 30 })
  await world.runJobs()
}
