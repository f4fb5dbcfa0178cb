import { defineProblems } from '../../kit/problem.ts'

export const { problem, refuse, refusals } = defineProblems({
  listing_not_found: [404, 'There is no such listing'],
  event_not_found: [404, 'There is no such event'],
  listing_not_active: [409, 'This listing is not for sale any more'],
  own_listing: [409, 'You cannot buy your own ticket'],
  tickets_held: [409, 'Somebody else is paying for this ticket right now; it comes back if they do not'],
  not_enough_tickets: [409, 'This listing does not have that many tickets'],
  listing_in_checkout: [409, 'Somebody is paying for this listing right now; try again in a few minutes'],
  tickets_not_alike: [422, 'One listing holds tickets of one event and one ticket type; list the others apart'],
  price_above_ceiling: [422, 'This price is above what the organizer allows'],
  price_too_low: [422, 'A price this small cannot be paid by card; ask at least 0.50, or nothing at all'],
  wrong_currency: [422, 'Ask a price in the currency of the event'],
})
