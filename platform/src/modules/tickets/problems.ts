import { defineProblems } from '../../kit/problem.ts'

export const { problem, refuse, refusals, sentence } = defineProblems({
  ticket_not_found: [404, 'There is no such ticket'],
  ticket_moved_on: [409, 'This ticket has moved on in the meantime; look at it again'],
  ticket_void: [409, 'This ticket is void'],
  ticket_admitted: [409, 'This ticket has already been used at the door'],
  ticket_blocked: [409, 'This ticket is blocked; the organizer can tell you why'],
  ticket_listed: [409, 'This ticket is already offered'],
  ticket_selling: [409, 'This ticket is being sold at this moment'],
  ticket_sending: [409, 'This ticket is on its way to somebody else'],
  no_code: [
    409,
    'The organizer has not handed in the admission code of this ticket yet, so it cannot be passed on safely',
  ],
  event_not_published: [409, 'This event is not open for resale'],
  no_admission: [
    409,
    'The organizer has not said yet how the door admits people, so tickets cannot be passed on safely',
  ],
  resale_not_open: [409, 'Resale for this event has not opened yet'],
  resale_closed: [409, 'Resale for this event has closed'],
  // Thrown by the catalog; named here because our routes answer with it.
  event_not_found: [404, 'There is no such event'],
  import_not_found: [404, 'There is no such import'],
  import_not_ready: [409, 'This import cannot be applied: its file was refused or is still being read'],
  import_refused: [422, 'This file cannot be imported as it is'],
  import_too_large: [413, 'This file is too large; export a shorter period, or one event at a time'],
  not_csv: [415, 'Send the export as a CSV file, with the content type `text/csv`'],
})
