// texts/needs.ts: which parts of the catalogue a page speaks with, so that a browser fetches those and no others.
import type { PageName } from '../storefront/pages.ts'
import { languageOf } from './index.ts'

const NEEDS: Record<PageName, string[]> = {
  home: ['common', 'home', 'event'],
  event: ['common', 'event'],
  listing: ['common', 'event', 'buy'],
  pay: ['common', 'pay', 'own'],
  tickets: ['common', 'own'],
  ticket: ['common', 'own'],
  sell: ['common', 'own', 'sell'],
  price: ['common', 'own', 'sell'],
  sales: ['common', 'sell'],
  orders: ['common', 'own'],
  order: ['common', 'own', 'pay'],
  signIn: ['common', 'door'],
  signUp: ['common', 'door'],
  verify: ['common', 'door'],
  forgotPassword: ['common', 'door'],
  resetPassword: ['common', 'door'],
  missing: ['common'],
  failed: ['common'],
}

/** `en/common`, `en/event`: the parts to fetch, in the market's language. */
export function wordsFor(page: PageName, locale: string): string[] {
  return NEEDS[page].map((part) => `${languageOf(locale)}/${part}`)
}
