// What settings may not be together: each rule answers with the sentence that says what to do, or null.
import type { Values } from './settings.ts'

type Given = Partial<Values>
type Rule = (given: Given) => string | null

const inProduction = (given: Given) => given.NODE_ENV === 'production'
const keyMode = (key: string) => (key.includes('_live_') ? 'live' : 'test')
const userOf = (connection: string) => new URL(connection).username

/** A name that browsers lead to this machine without asking anybody. */
export function isLocal(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost')
}

export const RULES: readonly Rule[] = [
  function portIsKnown(given) {
    if (!inProduction(given) || given.PORT !== 0) return null
    return 'PORT is 0 (any free port), where no proxy will find it: give production a port of its own.'
  },
  function hostIsPublic({ RESEAT_INSTANCE_HOST: host, ...given }) {
    if (!inProduction(given) || host === undefined || !isLocal(host)) return null
    return `RESEAT_INSTANCE_HOST is ${host}, which nobody else can reach: set it to the public host name of this instance.`
  },
  function publicTrafficIsEncrypted({ RESEAT_PUBLIC_SCHEME: scheme, RESEAT_INSTANCE_HOST: host, ...given }) {
    if (scheme !== 'http') return null
    if (inProduction(given))
      return 'RESEAT_PUBLIC_SCHEME is http: production needs https, with a proxy in front that ends TLS.'
    if (host === undefined || isLocal(host)) return null
    return `RESEAT_PUBLIC_SCHEME is http, which is safe on localhost only: set it to https, or leave RESEAT_INSTANCE_HOST unset.`
  },
  function directConnectionStandsBesideAnother(given) {
    if (given.DATABASE_DIRECT_URL === undefined || given.DATABASE_URL !== undefined) return null
    return 'DATABASE_DIRECT_URL is given without DATABASE_URL: with one connection only, name it DATABASE_URL.'
  },
  function requestsDoNotRunAsTheOwner({ DATABASE_URL: requests, DATABASE_DIRECT_URL: owner }) {
    if (requests === undefined || owner === undefined || userOf(requests) !== userOf(owner)) return null
    return 'DATABASE_URL and DATABASE_DIRECT_URL name the same user: let DATABASE_URL connect as the walled role (reseat_app), or leave DATABASE_DIRECT_URL unset.'
  },
  function liveMoneyIsForProduction({ STRIPE_SECRET_KEY: key, ...given }) {
    if (key === undefined || keyMode(key) === 'test' || inProduction(given)) return null
    return 'STRIPE_SECRET_KEY is a live key, which would move real money: use a test key outside production.'
  },
  function testMoneyIsDeclared({ STRIPE_SECRET_KEY: key, RESEAT_TEST_PAYMENTS: declared, ...given }) {
    if (key === undefined || keyMode(key) === 'live' || !inProduction(given) || declared) return null
    return 'STRIPE_SECRET_KEY is a test key, with which nobody really pays: use a live key in production, or set RESEAT_TEST_PAYMENTS=on where tickets are not real either.'
  },
  function testMoneyIsNotDeclaredForLiveKeys({ STRIPE_SECRET_KEY: key, RESEAT_TEST_PAYMENTS: declared }) {
    if (key === undefined || keyMode(key) === 'test' || !declared) return null
    return 'RESEAT_TEST_PAYMENTS is on, yet STRIPE_SECRET_KEY is a live key: turn it off, or use a test key.'
  },
  function stripeKeysBelongTogether({ STRIPE_SECRET_KEY: secret, STRIPE_PUBLISHABLE_KEY: publishable, ...given }) {
    if (secret === undefined) return lonelyStripeSetting({ ...given, STRIPE_PUBLISHABLE_KEY: publishable })
    if (publishable !== undefined && keyMode(publishable) !== keyMode(secret)) {
      return `STRIPE_PUBLISHABLE_KEY is a ${keyMode(publishable)} key and STRIPE_SECRET_KEY a ${keyMode(secret)} key: take both from the same mode.`
    }
    // Only Stripe's own form needs the publishable key; another server comes with the test form.
    if (publishable !== undefined || given.STRIPE_API_BASE !== undefined || inProduction(given)) return null
    return 'STRIPE_PUBLISHABLE_KEY is missing: set it to the publishable key that belongs to STRIPE_SECRET_KEY.'
  },
  function payingIsEncrypted({ STRIPE_API_BASE: base, ...given }) {
    if (base === undefined || base.startsWith('https:') || !inProduction(given)) return null
    return 'STRIPE_API_BASE must begin with https:// in production: secret keys travel to it.'
  },
  function masterSecretIsNotGuessable({ RESEAT_SECRET: secret, ...given }) {
    if (secret === undefined || !inProduction(given) || new Set(secret).size >= 10) return null
    return 'RESEAT_SECRET repeats a few characters and can be guessed: make one with `openssl rand -base64 48`.'
  },
  function keysAreTwo({ RESEAT_SECRET: secret, RESEAT_CODE_KEY: key }) {
    if (secret === undefined || secret !== key) return null
    return 'RESEAT_CODE_KEY is the same as RESEAT_SECRET: make a key of its own with `openssl rand -base64 32`.'
  },
  function demoStaysAtHome(given) {
    if (!inProduction(given) || !given.RESEAT_DEMO) return null
    return 'RESEAT_DEMO is on: its passwords are public, so turn it off in production.'
  },
]

function lonelyStripeSetting(given: { readonly [Name in keyof Given]?: unknown }): string | null {
  // In production the missing secret key is reported by itself.
  if (given.NODE_ENV === 'production') return null
  const name = (['STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_API_BASE'] as const).find(
    (one) => given[one],
  )
  return name
    ? `${name} is given without STRIPE_SECRET_KEY: give the key too, or leave both unset for the local server.`
    : null
}
