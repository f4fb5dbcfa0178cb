/** Who may come in: tickets, their living and dead codes, where they came from, and the door that counts them. */
import type { Sweep } from '../../kit/sweeps.ts'
import { resumeImport } from './imports/apply.ts'

export { admin } from './admin.ts'
export { market } from './market.ts'
export { problem, refusals, refuse, sentence } from './problems.ts'
export { reissueTickets, type Reissue } from './reissue.ts'
export {
  isHeldBy,
  isSeated,
  whyNotList,
  type ListableEvent,
  type ListableTicket,
  type Seat,
  type TicketState,
  type WhyNotList,
} from './rules.ts'
export { lockTickets, moveTickets, type LockedTicket } from './store.ts'
export { Seat as SeatShape, TypeRef as TicketTypeRef } from './shapes.ts'
export { voidTickets } from './void.ts'
export { tellWhereabouts, type Whereabouts } from './whereabouts.ts'
export const sweeps: Sweep[] = [{ table: 'imports', act: resumeImport }]
