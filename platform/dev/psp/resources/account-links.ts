// resources/account-links.ts: links to the hosted onboarding pages; each opens once, and not for long.
import { allowOnly, needText, oneOf } from '../entry/params.ts'
import { invalid } from '../entry/refusal.ts'
import type { Call, Route } from '../entry/serve.ts'
import { randomText } from '../state/ids.ts'
import type { OnboardingLink } from '../state/kinds.ts'
import type { Work } from '../state/work.ts'
import { needAccount } from './accounts.ts'

const LIFE_SECONDS = 5 * 60

function create({ work, params }: Call) {
  allowOnly(params, 'account type refresh_url return_url collect collection_options')
  const account = needAccount(work, needText(params, 'account'), 'account', 400)
  if (oneOf(params, 'type', ['account_onboarding', 'account_update']) === null) needText(params, 'type')
  const link = openLink(work, {
    account: account.id,
    refreshUrl: absolute(needText(params, 'refresh_url'), 'refresh_url'),
    returnUrl: absolute(needText(params, 'return_url'), 'return_url'),
    expiresAt: work.now + LIFE_SECONDS,
  })
  return { object: 'account_link', created: work.now, expires_at: link.expiresAt, url: urlOf(work, link) }
}

export function openLink(work: Work, link: Omit<OnboardingLink, 'id' | 'session' | 'finished'>): OnboardingLink {
  return work.put('onboarding_link', { id: randomText(24), ...link, session: null, finished: false })
}

export const urlOf = (work: Work, link: OnboardingLink) => `${work.house.base()}/onboard/${link.id}`

export function absolute(url: string, param: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw invalid('Not a valid URL', param, 'url_invalid')
  return url
}

export const accountLinkRoutes: Route[] = [{ method: 'POST', path: '/v1/account_links', run: create }]
