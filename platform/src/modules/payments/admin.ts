// Payouts as staff and keys handle them: where they stand, and the organizer's own account.
import { Money } from '../../kit/money.ts'
import { PageQuery, pageOf } from '../../kit/page.ts'
import { allow, createRoute, createRouter, Instant, json, jsonBody, MaybeInstant, z } from '../../kit/route.ts'
import { openOnboarding } from './accounts.ts'
import { Country, OnboardingLink, ReturnPath } from './market.ts'
import { refusals } from './problems.ts'
import { listPayouts } from './queries.ts'

const state = z.enum(['scheduled', 'blocked', 'submitted', 'paid', 'refused', 'reversed', 'dropped'])
const Payout = z
  .object({
    id: z.uuid(),
    party: z.enum(['seller', 'organizer']),
    fanId: z.uuid().nullable(),
    orderId: z.uuid(),
    lineId: z.uuid(),
    amount: Money,
    state,
    blockedReason: z.string().nullable(),
    createdAt: Instant,
    paidAt: MaybeInstant,
  })
  .openapi('Payout')

const list = createRoute({
  method: 'get',
  path: '/payouts',
  operationId: 'admin.payouts.list',
  tags: ['payouts'],
  summary: 'Payouts to sellers and to you, newest first',
  ...allow('payouts:read', 'key'),
  request: { query: PageQuery.extend({ state: state.optional() }) },
  responses: { 200: json(pageOf(Payout), 'A page of payouts') },
})
const onboard = createRoute({
  method: 'post',
  path: '/payouts/onboard',
  operationId: 'admin.payouts.onboard',
  tags: ['payouts'],
  summary: 'A page on which the organizer tells the payment provider where to send its share',
  ...allow('payouts:write', 'key'),
  request: { body: jsonBody(z.object({ country: Country, returnPath: ReturnPath.default('/') })) },
  responses: {
    200: json(OnboardingLink, 'Open this page; it returns to the market'),
    ...refusals('provider_in_doubt', 'provider_refused'),
  },
})

export const admin = createRouter()
admin.openapi(list, async (c) => c.json(await c.var.ctx.read((scope) => listPayouts(scope, c.req.valid('query'))), 200))
admin.openapi(onboard, async (c) => {
  const wish = c.req.valid('json')
  return c.json(
    await c.var.ctx.once((ctx) => openOnboarding(ctx, { party: 'organizer', fanId: null, email: null }, wish)),
    200,
  )
})
