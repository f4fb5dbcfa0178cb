// Loads a market to look at into an empty instance: opened on the machine, and everything else through the API, as an
// organizer and fans would. Each step asks what is there already, so a restart goes on where a crash ended it.
import { openAsBlob } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Admin } from '@reseat/sdk'
import { createTenant, newKeys } from '../modules/tenancy/index.ts'
import { findMarkets } from '../start/show.ts'
import type { Running } from '../start/house.ts'
import { offer, welcome, type Place } from './fans.ts'
import { BRAND, EXTERNAL_REF, FANS, NAME, PASSWORD, POSITIONS, showOf, SLUG } from './harbour-lights.ts'
import { keep, recall, type Kept } from './kept.ts'

export const LOGINS = FANS.flatMap(({ about, email }) =>
  about === undefined ? [] : [{ about, email, password: PASSWORD }],
)

const APPLY_POLL_MILLISECONDS = 200
const FANS_AT_ONCE = 3

/** Opens the demo's market in an empty instance. Null where there is none, because others came first or nobody wants it. */
export async function openDemo(running: Running): Promise<Kept | null> {
  const { config, ownerUrl, house } = running
  if (!config.demo || config.role === 'worker') return null
  const known = recall(config.dataDir)
  const markets = await findMarkets(ownerUrl)
  if (markets.some(({ slug }) => slug === SLUG)) return known
  if (markets.length > 0) return null

  // Kept before they open anything: whatever happens next, the keys of the market are known.
  const kept = { ...newKeys('test'), done: false }
  keep(config.dataDir, kept)
  await createTenant(ownerUrl, house.secrets, {
    name: NAME,
    slug: SLUG,
    mode: 'test',
    host: `${SLUG}.${config.instanceHost}`,
    keys: kept,
  })
  return kept
}

export async function loadDemo(running: Running, kept: Kept, signal: AbortSignal): Promise<void> {
  const { config, house, loopback } = running
  const reach = (url: string, init: RequestInit) =>
    fetch(url, { ...init, signal: AbortSignal.any([signal, ...(init.signal ? [init.signal] : [])]) })
  const admin = new Admin({ secretKey: kept.secretKey, baseUrl: loopback, fetch: reach })
  await dress(admin)
  const eventId = await announce(admin)
  await fill(admin, eventId)
  // Mail that really leaves must not go to invented people, and without it nobody can sign up.
  if (house.outside.mailer.kind === 'inbox')
    await populate({ baseUrl: loopback, publishableKey: kept.publishableKey, tenant: SLUG, fetch: reach, signal })
  keep(config.dataDir, { ...kept, done: true })
}

async function dress(admin: Admin): Promise<void> {
  const { logo } = await admin.brand.get()
  if (logo === null) await admin.brand.update(BRAND)
}

async function announce(admin: Admin): Promise<string> {
  let show = (await admin.events.list({ limit: 100 })).items.find(({ externalRef }) => externalRef === EXTERNAL_REF)
  show ??= await admin.events.create(showOf(new Date()))
  if (show.state === 'draft') await admin.events.publish(show.id)
  return show.id
}

/** Importing the same file again changes nothing, so half a file is simply read once more. */
async function fill(admin: Admin, eventId: string): Promise<void> {
  const found = await admin.imports.create({
    eventId,
    format: 'pretix',
    file: await openAsBlob(fileURLToPath(POSITIONS)),
  })
  let applied = await admin.imports.apply(found.id)
  while (applied.state === 'applying') {
    await new Promise((resolve) => setTimeout(resolve, APPLY_POLL_MILLISECONDS))
    applied = await admin.imports.get(found.id)
  }
}

async function populate(place: Place): Promise<void> {
  const waiting = [...FANS]
  const each = async () => {
    for (let fan = waiting.shift(); fan; fan = waiting.shift()) await offer(await welcome(place, fan), fan)
  }
  await Promise.all(Array.from({ length: FANS_AT_ONCE }, each))
}
