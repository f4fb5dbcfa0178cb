// When an event makes sense, when it may be published, and whether its resale is open.
type Times = { startsAt: Date; endsAt: Date; resaleOpensAt: Date | null; resaleClosesAt: Date }
type Publishable = { state: string; admission: string | null }

export function whyNotSave(
  event: Times & { timeZone: string; currency: string },
  ticketTypes: { name: string; currency: string | null }[],
) {
  if (!isTimeZone(event.timeZone)) return 'unknown_time_zone'
  if (event.endsAt <= event.startsAt) return 'event_ends_before_start'
  if (event.resaleClosesAt > event.endsAt || (event.resaleOpensAt && event.resaleOpensAt >= event.resaleClosesAt))
    return 'resale_window_upside_down'
  if (ticketTypes.some((type) => type.currency !== null && type.currency !== event.currency)) return 'currency_mismatch'
  if (new Set(ticketTypes.map((type) => type.name)).size < ticketTypes.length) return 'ticket_type_named_twice'
  return null
}

export function whyNotChange(event: { state: string; currency: string }, change: { currency?: string }) {
  if (event.state === 'completed' || event.state === 'cancelled') return 'event_over'
  if (event.state !== 'draft' && change.currency !== undefined && change.currency !== event.currency)
    return 'currency_is_fixed'
  return null
}

export function whyNotPublish(event: Publishable) {
  if (event.state !== 'draft') return 'event_not_draft'
  if (event.admission === null) return 'no_admission'
  return null
}

/** Why nothing can be resold for this event at this moment, or null when it can. */
export function whyResaleClosed(
  event: { state: string; admission: string | null; resaleOpensAt: Date | null; resaleClosesAt: Date },
  now: Date,
) {
  if (event.state !== 'published') return 'event_not_published'
  if (event.admission === null) return 'no_admission'
  if (event.resaleOpensAt && now < event.resaleOpensAt) return 'resale_not_open'
  if (now >= event.resaleClosesAt) return 'resale_closed'
  return null
}

function isTimeZone(zone: string): boolean {
  try {
    return (
      new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0 && !/^[+-]/.test(zone)
    )
  } catch {
    return false
  }
}
