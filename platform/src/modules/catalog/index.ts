/** Shows: where, when, at which prices their tickets were sold, and how the door lets people in. */
import type { Sweep } from '../../kit/sweeps.ts'
import { completeEvent } from './events/complete.ts'

export { admin } from './admin.ts'
export { whyResaleClosed } from './events/rules.ts'
export { refusals } from './problems.ts'
export { EVENT_REF_COLUMNS, eventRefOf, findEvent, showRef } from './queries.ts'
export { EventRef, TicketType, Venue } from './shapes.ts'
export { ensureTicketType, type EventRow } from './store.ts'
export const sweeps: Sweep[] = [{ table: 'events', act: completeEvent }]
