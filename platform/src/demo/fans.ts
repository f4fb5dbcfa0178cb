// Fans of the demo, made as people make themselves: signing up, opening the mailed link, offering what they will not use.
import { Market, ProblemError } from '@reseat/sdk'
import { PASSWORD, type DemoFan } from './harbour-lights.ts'

export type Place = {
  baseUrl: string
  publishableKey: string
  tenant: string
  fetch: (url: string, init: RequestInit) => Promise<Response>
  signal: AbortSignal
}

const MAIL_ATTEMPTS_MAX = 60
const MAIL_POLL_MILLISECONDS = 150
const CENTS_STEP = 50

export async function welcome(place: Place, { name, email }: DemoFan): Promise<Market> {
  const { baseUrl, publishableKey, fetch } = place
  const market = new Market({ baseUrl, publishableKey, fetch })
  const refused = await market.auth.signIn({ email, password: PASSWORD }).then(() => null, codeOf)
  if (refused === null) return market

  // Signing in sends a link to those who never opened theirs; everybody else is new.
  if (refused !== 'email_not_verified')
    await market.auth.signUp({ name, email, password: PASSWORD, callbackURL: '/tickets' })
  await market.auth.verifyEmail(await tokenMailedTo(place, email))
  return market
}

function codeOf(error: unknown): string {
  if (error instanceof ProblemError && error.status >= 400 && error.status < 500) return error.code.toLowerCase()
  throw error
}

async function tokenMailedTo({ baseUrl, tenant, fetch, signal }: Place, email: string): Promise<string> {
  const inbox = `${baseUrl}/dev/mail?${new URLSearchParams({ to: email, tenant })}`
  for (let attempt = 1; attempt <= MAIL_ATTEMPTS_MAX; attempt++) {
    const { items } = (await (await fetch(inbox, {})).json()) as { items: { kind: string; links: string[] }[] }
    const link = items.find(({ kind }) => kind === 'verify_email')?.links.find((one) => one.includes('token='))
    const token = link && new URL(link).searchParams.get('token')
    if (token) return token
    await new Promise((resolve) => setTimeout(resolve, MAIL_POLL_MILLISECONDS))
    signal.throwIfAborted()
  }
  throw new Error(`no mail with a link reached ${email}`)
}

/** Offers stand in order, so a fan who was interrupted goes on after those already made. */
export async function offer(market: Market, { offers }: DemoFan): Promise<void> {
  const made = (await market.seller.listings({ limit: 100 })).items.length
  for (const { type, quantity, percent } of offers.slice(made)) {
    const own = (await market.tickets.list({ limit: 100 })).items
    const tickets = own.filter((ticket) => ticket.ticketType.name === type && ticket.resale.canList).slice(0, quantity)
    const [first] = tickets
    if (!first) continue
    const lowest = Math.min(...tickets.map(({ paid }) => paid.amountMinor))
    const amountMinor = Math.floor((lowest * percent) / 100 / CENTS_STEP) * CENTS_STEP
    await market.listings.create({
      ticketIds: tickets.map(({ id }) => id),
      price: { amountMinor, currency: first.paid.currency },
    })
  }
}
