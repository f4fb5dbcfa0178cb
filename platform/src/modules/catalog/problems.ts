import { defineProblems } from '../../kit/problem.ts'

export const { problem, refuse, refusals } = defineProblems({
  event_not_found: [404, 'There is no such event'],
  event_exists: [409, 'An event with this external reference already exists'],
  event_not_draft: [409, 'Only a draft can be published'],
  event_over: [409, 'The event is over or cancelled; it cannot be changed any more'],
  unknown_time_zone: [422, 'This is not an IANA time zone; use one such as Europe/Berlin'],
  event_ends_before_start: [422, 'The event must end after it starts'],
  resale_window_upside_down: [422, 'Resale must open before it closes, and close no later than the event ends'],
  currency_mismatch: [422, 'Face values must be in the currency of the event'],
  currency_is_fixed: [409, 'The currency of a published event cannot change'],
  ticket_type_named_twice: [422, 'Two ticket types of an event cannot share a name'],
  no_admission: [409, 'Say how the event admits people before you publish it: resold codes must be dead at the door'],
})
