/** Who may come in: tickets, their living and dead codes, where they came from, and the door that counts them. */
export { problem, refusals, refuse, sentence } from './problems.ts'
export { reissueTickets, type Reissue } from './reissue.ts'
export { isHeldBy, isSeated, whyNotList, type ListableEvent, type ListableTicket, type Seat, type TicketState, type WhyNotList } from './rules.ts'
export { lockTickets, moveTickets, type LockedTicket } from './store.ts'
export { voidTickets } from './void.ts'
