// Shapes that both surfaces speak, until they are generated from the OpenAPI document.
import type { Page } from '../core/pending.ts'

export type { Page }

/** The listed words today, and any word the platform may add tomorrow: never assume the list is complete. */
export type Open<Words extends string> = Words | (string & {})

/** An instant in UTC, as an ISO string. */
export type Instant = string

export interface Money {
  amountMinor: number
  currency: string
}

export interface PageQuery {
  cursor?: string
  limit?: number
}

export interface Venue {
  name: string
  city: string
  country: string
  address: string | null
}

export interface TicketType {
  id: string
  name: string
}

export interface Seat {
  zone: string | null
  row: string | null
  number: string | null
  name: string | null
}

export type EventState = Open<'draft' | 'published' | 'completed' | 'postponed' | 'cancelled'>

export interface EventRef {
  id: string
  name: string
  state: EventState
  startsAt: Instant
  endsAt: Instant
  timeZone: string
  venue: Venue
}

export interface Step {
  code: string
  title: string
  detail: string | null
  at: Instant | null
  state: Open<'done' | 'now' | 'later' | 'failed'>
  amount: Money | null
}

export interface Breakdown {
  ticket: Money
  buyerFee: Money
  feeTax: Money
  total: Money
}

export interface Colours {
  surface: string
  surfaceRaised: string
  text: string
  muted: string
  line: string
  accent: string
  onAccent: string
  good: string
  warn: string
  bad: string
}

export interface Tokens {
  light: Colours
  dark: Colours
  radius: Open<'square' | 'soft' | 'round'>
  displayFont: Open<'bricolage' | 'barlow-condensed' | 'fraunces' | 'inter'>
  textFont: Open<'inter' | 'archivo' | 'system'>
  cover: string | null
}

export interface BrandTexts {
  tagline: string
  trust: string
  footer: string
  supportEmail: string | null
}
