// storefront/loads/own.ts: what a signed-in fan bought and holds: orders, the payment of one, tickets and their codes.
import { problemOf } from '../click.ts'
import type { OwnTicket } from '../pages.ts'
import type { TicketWithCode } from '../wire.ts'
import { qrOf } from '../../ui/qr.ts'
import { signedIn, type Loaded, type Visit } from './load.ts'

const ALL = 100

export async function pay(visit: Visit): Promise<Loaded<'pay'>> {
  signedIn(visit)
  const order = await visit.market.orders.get(visit.id)
  const isOurs = order.state === 'fulfilled' || order.state === 'completed'
  const tickets = isOurs ? await Promise.all(order.lines.map((line) => ownTicket(visit, line.ticketId))) : []
  return {
    page: 'pay',
    data: { order, tickets: tickets.filter((ticket) => ticket !== null) },
    title: visit.t.pay.title,
    personal: true,
    pays: true,
  }
}

export async function tickets(visit: Visit): Promise<Loaded<'tickets'>> {
  signedIn(visit)
  const { items } = await visit.market.tickets.list({ limit: ALL })
  return { page: 'tickets', data: { tickets: items }, title: visit.t.ticket.listTitle, personal: true }
}

export async function ticket(visit: Visit): Promise<Loaded<'ticket'>> {
  signedIn(visit)
  const found = withQr(await visit.market.tickets.get(visit.id))
  return { page: 'ticket', data: { ticket: found }, title: found.event.name, personal: true }
}

export async function orders(visit: Visit): Promise<Loaded<'orders'>> {
  signedIn(visit)
  const { items } = await visit.market.orders.list({ limit: ALL })
  return { page: 'orders', data: { orders: items }, title: visit.t.order.listTitle, personal: true }
}

export async function order(visit: Visit): Promise<Loaded<'order'>> {
  signedIn(visit)
  const found = await visit.market.orders.get(visit.id)
  return { page: 'order', data: { order: found }, title: visit.t.order.title(found.number), personal: true }
}

/** A ticket that has already moved on again is no longer readable; the order page is still right without it. */
async function ownTicket(visit: Visit, ticketId: string) {
  try {
    return withQr(await visit.market.tickets.get(ticketId))
  } catch (error) {
    if (problemOf(error)?.status === 404) return null
    throw error
  }
}

const withQr = (found: TicketWithCode): OwnTicket => ({ ...found, qr: found.code ? qrOf(found.code) : null })
