// onboarding/challenge.ts: the bank's page of 3-D Secure: a call for the test form, and a page for redirects.
import type { Context, Hono } from 'hono'
import { allowOnly, oneOf, parseForm, text } from '../entry/params.ts'
import { Refusal } from '../entry/refusal.ts'
import { openWork, type Desk, type Route } from '../entry/serve.ts'
import { CHALLENGE_OUTCOMES as OUTCOMES, finishChallenge } from '../resources/payment-intents-confirm.ts'
import { asPublic, needIntent, needIntentFor } from '../resources/payment-intents-read.ts'
import { escaped, htmlPage, PAGE_HEADERS } from './page.ts'

/** Not one of Stripe's routes: there the bank's page answers. The client secret is what allows it. */
export const challengeRoutes: Route[] = [
  {
    method: 'POST',
    path: '/test/payment_intents/:id/challenge',
    browser: true,
    run: (call) => {
      allowOnly(call.params, 'client_secret outcome')
      const intent = needIntentFor(call)
      return asPublic(finishChallenge(call.work, intent, oneOf(call.params, 'outcome', OUTCOMES) ?? 'complete'))
    },
  },
]

export function serveChallenges(app: Hono, desk: Desk) {
  app.get('/test/challenges/:id', (c) => show(c, desk))
  app.post('/test/challenges/:id', (c) => submit(c, desk))
}

function show(c: Context, desk: Desk): Response {
  return within(c, () => {
    const intent = needIntentFor({ work: openWork(desk), ...caller(c, c.req.query('client_secret')) })
    return c.body(htmlPage('Confirm with your bank', choices(intent.client_secret ?? '')), 200, PAGE_HEADERS)
  })
}

async function submit(c: Context, desk: Desk): Promise<Response> {
  const params = parseForm(await c.req.text())
  return within(c, () => {
    const work = openWork(desk)
    const before = needIntentFor({ work, ...caller(c, text(params, 'client_secret') ?? undefined) })
    const back = before.next_action?.redirect_to_url?.return_url
    const outcome = oneOf(params, 'outcome', OUTCOMES) ?? 'complete'
    const intent = finishChallenge(work, before, outcome)
    desk.store.commit(work.changes())
    // Whoever walks away from the bank never comes back to the market by itself.
    if (!back || outcome === 'abandon')
      return c.body(htmlPage('Thank you', '<p>You can close this page.</p>'), 200, PAGE_HEADERS)

    const url = new URL(back)
    url.searchParams.set('payment_intent', intent.id)
    url.searchParams.set('payment_intent_client_secret', intent.client_secret ?? '')
    url.searchParams.set('redirect_status', needIntent(work, intent.id).last_payment_error ? 'failed' : 'succeeded')
    return c.redirect(url.href, 303)
  })
}

const caller = (c: Context, secret: string | undefined) => ({
  path: { id: c.req.param('id') ?? '' },
  params: { client_secret: secret ?? '' },
  key: 'publishable' as const,
})

function within(c: Context, act: () => Response): Response {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return c.body(htmlPage('This page is no longer valid', `<p>${escaped(error.message)}</p>`), 400, PAGE_HEADERS)
  }
}

function choices(secret: string): string {
  return `
<p>This stands in for the bank of the cardholder while developing.</p>
<form method="post">
  <input type="hidden" name="client_secret" value="${escaped(secret)}">
  <div class="actions">
    <button type="submit" name="outcome" value="complete">Complete authentication</button>
    <button type="submit" name="outcome" value="fail">Fail authentication</button>
    <button type="submit" name="outcome" value="abandon">Walk away</button>
  </div>
</form>`
}
