// What tests start from, in the words of the wire. Each gives a value that can be changed by naming what differs.

/** One start for all: two asked for in a row are the same value. */
const START = new Date(Date.now() + 180 * 86_400_000)

/** A festival half a year ahead, resale open, capped at 110 % of what was paid. */
export const festival = (change: Record<string, unknown> = {}) => {
  const start = START
  return {
    name: 'Harbour Lights',
    venue: { name: 'Old Docks', city: 'Hamburg', country: 'DE' },
    timeZone: 'Europe/Berlin',
    startsAt: start.toISOString(),
    endsAt: new Date(start.getTime() + 2 * 86_400_000).toISOString(),
    currency: 'EUR',
    ticketTypes: [{ name: 'Weekend', faceValue: { amountMinor: 8900, currency: 'EUR' } }],
    admission: 'gate',
    resale: { ceilingPercent: 110 },
    ...change,
  }
}
