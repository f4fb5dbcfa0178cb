// The demo's market, as its organizer would describe it: a festival by the water, its look, its show, its fans.
import type { Body } from '@reseat/sdk'
import { LOGO } from './logo.ts'

export const NAME = 'Harbour Lights'
export const SLUG = 'harbour-lights'
/** The name the ticketing system gives the show; the file of positions names it too. */
export const EXTERNAL_REF = 'harbour-lights-2027'
export const POSITIONS = new URL('../../../examples/data/harbour-lights-positions.csv', import.meta.url)
/** Public, as the demo is: it never runs in production. */
export const PASSWORD = 'harbour-lights'

export const BRAND: Body<'admin.brand.update'> = {
  locale: 'en-GB',
  logo: LOGO,
  tokens: {
    light: {
      surface: '#fbf6ee',
      surfaceRaised: '#ffffff',
      text: '#161a3d',
      muted: '#5b5f7d',
      line: '#e7ddcf',
      accent: '#c43d2b',
      onAccent: '#ffffff',
      good: '#1a6b49',
      warn: '#8f5600',
      bad: '#a01a45',
    },
    dark: {
      surface: '#0c1030',
      surfaceRaised: '#181d48',
      text: '#f7f0e6',
      muted: '#aeb2d6',
      line: '#2d3468',
      accent: '#ff9274',
      onAccent: '#2b0d0c',
      good: '#7bd9aa',
      warn: '#f4bf6f',
      bad: '#ff9db4',
    },
    radius: 'round',
    displayFont: 'bricolage',
    textFont: 'inter',
    cover: 'dusk',
  },
  texts: {
    tagline: 'Plans change. Good nights find new people.',
    trust:
      'Every ticket here is checked by us and re-issued in your name. You never pay more than our cap, and sellers are paid after the last song.',
    footer: 'Harbour Lights Festival GmbH, Am Sandtorkai 32, 20457 Hamburg',
    supportEmail: 'tickets@harbourlights.example',
  },
}

export function showOf(now: Date): Body<'admin.events.create'> {
  const { startsAt, endsAt, doorsAt } = weekend(now)
  const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })
  return {
    name: `Harbour Lights ${startsAt.getUTCFullYear()}`,
    externalRef: EXTERNAL_REF,
    description:
      'Three days between the cranes: four stages on the old docks, boats that are bars, and the last set as the sun comes up over the Elbe. ' +
      'Weekend tickets are good from Friday to Sunday; day tickets from doors until the last song. Camping is on the meadow behind warehouse 7.',
    venue: { name: 'Old Docks', city: 'Hamburg', country: 'DE', address: 'Am Alten Hafen 1, 20457 Hamburg' },
    timeZone: 'Europe/Berlin',
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    doorsAt: doorsAt.toISOString(),
    currency: 'EUR',
    ticketTypes: [
      { name: 'Weekend', faceValue: eur(8900) },
      { name: 'Saturday', faceValue: eur(5200) },
      { name: 'Sunday', faceValue: eur(4500) },
      { name: 'Camping add-on', faceValue: eur(2500) },
    ],
    admission: 'gate',
    resale: {
      ceilingPercent: 110,
      buyerFeeBasisPoints: 500,
      sellerFeeBasisPoints: 300,
      organizerShareBasisPoints: 200,
      feeTaxBasisPoints: 1900,
      releaseDelayHours: 48,
    },
  }
}

const HALF_A_YEAR_DAYS = 200
const FRIDAY = 5

/** The Friday in about half a year, by Hamburg's summer or winter time, to the Sunday night after it. */
function weekend(now: Date) {
  const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + HALF_A_YEAR_DAYS))
  day.setUTCDate(day.getUTCDate() + ((FRIDAY - day.getUTCDay() + 7) % 7))
  const at = (days: number, hour: number, minute = 0) =>
    inHamburg(new Date(day.getTime() + days * 86_400_000), hour, minute)
  return { doorsAt: at(0, 14), startsAt: at(0, 16), endsAt: at(2, 23, 30) }
}

function inHamburg(day: Date, hour: number, minute: number): Date {
  const asUtc = new Date(day.getTime() + (hour * 60 + minute) * 60_000)
  const local = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Berlin',
    hour: 'numeric',
    hourCycle: 'h23',
  }).format(asUtc)
  return new Date(asUtc.getTime() - ((Number(local) - hour + 24) % 24) * 3_600_000)
}

export type Offer = { type: string; quantity: number; percent: number }
export type DemoFan = { name: string; email: string; about?: string; offers: readonly Offer[] }

/** Those who stand in the file of positions under these addresses, and what they would sell for how much of what they paid. */
export const FANS: readonly DemoFan[] = [
  { name: 'Ana Ferreira', email: 'ana@example.org', about: 'Fan with tickets to sell', offers: [] },
  { name: 'Ben Hartmann', email: 'ben@example.org', about: 'Fan who looks for one', offers: [] },
  {
    name: 'Sofia O’Brien',
    email: 'sofia.obrien@example.org',
    offers: [
      { type: 'Weekend', quantity: 2, percent: 94 },
      { type: 'Camping add-on', quantity: 1, percent: 80 },
    ],
  },
  {
    name: 'Luca van den Berg',
    email: 'luca.vandenberg@example.net',
    offers: [
      { type: 'Saturday', quantity: 2, percent: 100 },
      { type: 'Saturday', quantity: 1, percent: 85 },
    ],
  },
  {
    name: 'Matteo Greco',
    email: 'matteo.greco@example.net',
    offers: [
      { type: 'Sunday', quantity: 2, percent: 90 },
      { type: 'Sunday', quantity: 1, percent: 105 },
    ],
  },
  {
    name: 'Oskar Köhler',
    email: 'oskar.kohler@example.org',
    offers: [{ type: 'Saturday', quantity: 3, percent: 108 }],
  },
  {
    name: 'Nikola Carvalho',
    email: 'nikola.carvalho@example.org',
    offers: [{ type: 'Camping add-on', quantity: 2, percent: 100 }],
  },
  {
    name: 'Tomáš Schäfer',
    email: 'tomas.schafer@example.org',
    offers: [
      { type: 'Weekend', quantity: 1, percent: 104 },
      { type: 'Camping add-on', quantity: 1, percent: 92 },
    ],
  },
  { name: 'Marta Murphy', email: 'marta.murphy@example.net', offers: [{ type: 'Weekend', quantity: 2, percent: 110 }] },
  { name: 'Marta Conti', email: 'marta.conti@example.org', offers: [{ type: 'Sunday', quantity: 1, percent: 78 }] },
  { name: 'Maja Murphy', email: 'maja.murphy@example.org', offers: [{ type: 'Weekend', quantity: 1, percent: 82 }] },
  { name: 'Ingrid Nowak', email: 'ingrid.nowak@example.net', offers: [{ type: 'Weekend', quantity: 1, percent: 98 }] },
]
