// What may be done with a ticket, and by whom.
import type { FanActor } from '../../kit/scope.ts'
import { whyResaleClosed } from '../catalog/index.ts'

export type TicketState = 'valid' | 'listed' | 'selling' | 'sending' | 'admitted' | 'out' | 'blocked' | 'void'
export type Seat = { zone: string | null; row: string | null; number: string | null; name: string | null }

export type ListableTicket = { state: TicketState; hasCode: boolean }
export type ListableEvent = {
  state: string
  admission: string | null
  resaleOpensAt: Date | null
  resaleClosesAt: Date
}

/** The first reason, in order of precedence, why this ticket may not be offered now. */
export function whyNotList(ticket: ListableTicket, event: ListableEvent, now: Date) {
  if (ticket.state === 'void') return 'ticket_void'
  if (ticket.state === 'admitted' || ticket.state === 'out') return 'ticket_admitted'
  if (ticket.state === 'blocked') return 'ticket_blocked'
  if (ticket.state === 'listed') return 'ticket_listed'
  if (ticket.state === 'selling') return 'ticket_selling'
  if (ticket.state === 'sending') return 'ticket_sending'
  if (!ticket.hasCode) return 'no_code'
  return whyResaleClosed(event, now)
}
export type WhyNotList = NonNullable<ReturnType<typeof whyNotList>>

/** Until a fan is known, a ticket is theirs who proved its e-mail address; signing in proves it. */
export function isHeldBy(ticket: { holderId: string | null; holderEmail: string | null }, fan: FanActor): boolean {
  if (ticket.holderId !== null) return ticket.holderId === fan.id
  return ticket.holderEmail !== null && ticket.holderEmail === fan.email.toLowerCase()
}

/** Whether the holder may see the living code: not while a buyer pays for it, and not when it opens no door. */
export const mayShowCode = (state: TicketState): boolean => ['valid', 'listed', 'admitted', 'out'].includes(state)

export const isSeated = (seat: Seat): boolean => Object.values(seat).some((part) => part !== null)

export const isSameSeat = (a: Seat, b: Seat): boolean =>
  a.zone === b.zone && a.row === b.row && a.number === b.number && a.name === b.name
