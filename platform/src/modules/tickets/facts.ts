// What happened to tickets, in the past tense. Never a code, a name or an address.
import type { Fact } from '../../kit/scope.ts'

type OfTicket = { id: string; eventId: string }

export const ticketImported = (ticket: OfTicket, importId: string): Fact => ({
  name: 'ticket.imported',
  subjectId: ticket.id,
  body: { ticketId: ticket.id, eventId: ticket.eventId, importId },
})

export const ticketUpdated = (ticket: OfTicket, importId: string, changed: string[]): Fact => ({
  name: 'ticket.updated',
  subjectId: ticket.id,
  body: { ticketId: ticket.id, eventId: ticket.eventId, importId, changed },
})

export const ticketReissued = (ticket: OfTicket, generation: number): Fact => ({
  name: 'ticket.reissued',
  subjectId: ticket.id,
  body: { ticketId: ticket.id, eventId: ticket.eventId, generation },
})

export const ticketVoided = (ticket: OfTicket, reason: string): Fact => ({
  name: 'ticket.voided',
  subjectId: ticket.id,
  body: { ticketId: ticket.id, eventId: ticket.eventId, reason },
})

export const ticketAdmitted = (ticket: OfTicket, generation: number, wasListed: boolean): Fact => ({
  name: 'ticket.admitted',
  subjectId: ticket.id,
  body: { ticketId: ticket.id, eventId: ticket.eventId, generation, wasListed },
})

export const importCreated = (importId: string, eventId: string, counts: object): Fact => ({
  name: 'import.created',
  subjectId: importId,
  body: { importId, eventId, counts },
})

export const importRefused = (importId: string, eventId: string): Fact => ({
  name: 'import.refused',
  subjectId: importId,
  body: { importId, eventId },
})

export const importApplied = (importId: string, eventId: string, counts: object): Fact => ({
  name: 'import.applied',
  subjectId: importId,
  body: { importId, eventId, counts },
})
