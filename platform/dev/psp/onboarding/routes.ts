// onboarding/routes.ts: the hosted pages a seller walks through to be paid: one form, then back to the platform.
import type { Context, Hono } from 'hono'
import type Stripe from 'stripe'
import { parseForm, text, type Params } from '../entry/params.ts'
import { openWork, type Desk } from '../entry/serve.ts'
import { changeAccount, needAccount, NOTHING_DUE, type Capabilities } from '../resources/accounts.ts'
import { newId, randomText } from '../state/ids.ts'
import type { OnboardingLink } from '../state/kinds.ts'
import type { Work } from '../state/work.ts'
import { bankBehaviour, normalIban } from './iban.ts'
import { escaped, htmlPage, PAGE_HEADERS } from './page.ts'

export function serveOnboarding(app: Hono, desk: Desk) {
  app.get('/onboard/:id', (c) => visit(c, desk))
  app.post('/onboard/:id', (c) => submit(c, desk))
}

/** Opening the link spends it: reloading, or a mail client that looked first, leads to the refresh URL. */
function visit(c: Context, desk: Desk): Response {
  const work = openWork(desk)
  const link = work.get('onboarding_link', c.req.param('id') ?? '')
  if (!link) return page(c, 404, 'This link is not valid', '<p>Please go back and start again.</p>')
  if (link.session !== null || link.expiresAt <= work.now) return c.redirect(link.refreshUrl, 303)
  // A browser asking only for headers has shown nothing to anybody yet.
  if (c.req.method === 'HEAD') return page(c, 200, TITLE, '')

  const visited = work.put('onboarding_link', { ...link, session: randomText(32) })
  desk.store.commit(work.changes())
  return page(c, 200, TITLE, form(visited, {}, []))
}

async function submit(c: Context, desk: Desk): Promise<Response> {
  const params = parseForm(await c.req.text())
  const work = openWork(desk)
  const link = work.get('onboarding_link', c.req.param('id') ?? '')
  if (!link) return page(c, 404, 'This link is not valid', '<p>Please go back and start again.</p>')
  if (link.finished || link.session === null || text(params, 'session') !== link.session) {
    return c.redirect(link.refreshUrl, 303)
  }
  if (text(params, 'action') === 'later') return c.redirect(link.returnUrl, 303)
  const problems = problemsIn(params)
  if (problems.length > 0) return page(c, 422, TITLE, form(link, params, problems))

  finish(work, link, params)
  desk.store.commit(work.changes())
  return c.redirect(link.returnUrl, 303)
}

/** Everything asked for is granted; of the IBAN only its country and last four characters are kept. */
function finish(work: Work, link: OnboardingLink, params: Params) {
  work.put('onboarding_link', { ...link, finished: true })
  const account = needAccount(work, link.account)
  const iban = normalIban(text(params, 'iban') ?? '') as string
  const capabilities: Capabilities = Object.fromEntries(
    Object.keys(account.capabilities ?? {}).map((name) => [name, 'active'] as const),
  )
  const list = account.external_accounts as Stripe.ApiList<Stripe.ExternalAccount>
  const bank = bankAccount(account, iban, text(params, 'name') ?? '')
  const behaviour = bankBehaviour(iban)
  if (behaviour) work.put('card', { id: bank.id, behaviour })
  changeAccount(work, account, {
    capabilities,
    charges_enabled: true,
    payouts_enabled: true,
    details_submitted: true,
    external_accounts: { ...list, data: [bank] },
    requirements: NOTHING_DUE,
    tos_acceptance: { date: work.now, ip: '127.0.0.1', user_agent: null },
  })
}

function bankAccount(account: Stripe.Account, iban: string, holder: string): Stripe.BankAccount {
  return {
    id: newId('ba'),
    object: 'bank_account',
    account: account.id,
    account_holder_name: holder,
    account_holder_type: 'individual',
    account_type: null,
    bank_name: 'TEST BANK',
    country: iban.slice(0, 2),
    currency: account.default_currency ?? 'eur',
    customer: null,
    fingerprint: null,
    last4: iban.slice(-4),
    metadata: null,
    routing_number: null,
    status: 'new',
  }
}

type Problem = { field: 'name' | 'iban' | 'accept'; detail: string }

function problemsIn(params: Params): Problem[] {
  const problems: Problem[] = []
  if (text(params, 'name') === null) problems.push({ field: 'name', detail: 'Enter your full name.' })
  if (normalIban(text(params, 'iban') ?? '') === null) {
    problems.push({ field: 'iban', detail: 'Check the IBAN: its check digits do not fit.' })
  }
  if (text(params, 'accept') === null) problems.push({ field: 'accept', detail: 'Accept the terms to be paid.' })
  return problems
}

const TITLE = 'Set up your payouts'

function form(link: OnboardingLink, params: Params, problems: Problem[]): string {
  const value = (name: string) => escaped(text(params, name) ?? '')
  const invalid = (field: Problem['field']) => {
    const problem = problems.find((other) => other.field === field)
    return problem ? ` aria-invalid="true" aria-describedby="${field}-problem"` : ''
  }
  const items = problems.map(({ field, detail }) => `<li id="${field}-problem">${escaped(detail)}</li>`).join('')
  return `
${items === '' ? '' : `<div class="problem" role="alert"><p>Nothing was saved:</p><ul>${items}</ul></div>`}
<p>This stands in for the payment provider while developing. No money moves and nothing is checked with a bank.</p>
<form method="post">
  <input type="hidden" name="session" value="${escaped(link.session ?? '')}">
  <label for="name">Full name</label>
  <input id="name" name="name" autocomplete="name" value="${value('name')}"${invalid('name')}>
  <label for="iban">IBAN</label>
  <input id="iban" name="iban" autocomplete="off" spellcheck="false" value="${value('iban')}"${invalid('iban')}>
  <p class="hint">For example DE89 3704 0044 0532 0130 00</p>
  <label class="check"><input type="checkbox" name="accept" value="yes"${invalid('accept')}>
    I accept the terms of the test payment provider</label>
  <div class="actions">
    <button type="submit" name="action" value="finish">Finish</button>
    <button type="submit" name="action" value="later">Come back later</button>
  </div>
</form>`
}

function page(c: Context, status: 200 | 404 | 422, title: string, content: string): Response {
  return c.body(htmlPage(title, content), status, PAGE_HEADERS)
}
