// What a seller sees of being paid: whether the provider may send money, and the page on which that is settled.
import { Money } from '../../kit/money.ts'
import { allow, createRoute, createRouter, Instant, json, jsonBody, z } from '../../kit/route.ts'
import { fanOf } from '../../kit/scope.ts'
import { findAccount, openOnboarding, refreshAccount } from './accounts.ts'
import { refusals } from './problems.ts'
import { payableTo } from './queries.ts'

const Seller = z
  .object({
    status: z.enum(['none', 'onboarding', 'enabled', 'restricted']),
    requirements: z.array(z.string()).openapi({ description: 'What the payment provider still asks for' }),
    payable: z.array(Money).openapi({ description: 'Earned and not sent yet' }),
  })
  .openapi('Seller')
export const OnboardingLink = z.object({ url: z.url(), expiresAt: Instant }).openapi('OnboardingLink')
export const ReturnPath = z.string().regex(/^\/(?![/\\])[\w/\-?=&.%]*$/, 'Use a path on the market, such as /listings')
export const Country = z.string().regex(/^[A-Z]{2}$/, 'Use an ISO 3166 code such as DE')

const tags = ['seller']
const get = createRoute({
  method: 'get',
  path: '/seller',
  operationId: 'market.seller.get',
  tags,
  summary: 'Whether you can be paid',
  ...allow('seller:read', 'fan'),
  responses: { 200: json(Seller, 'Your standing as a seller') },
})
const onboard = createRoute({
  method: 'post',
  path: '/seller/onboard',
  operationId: 'market.seller.onboard',
  tags,
  summary: 'A page on which you tell the payment provider where to send your money',
  ...allow('seller:write', 'fan'),
  request: { body: jsonBody(z.object({ returnPath: ReturnPath, country: Country })) },
  responses: {
    200: json(OnboardingLink, 'Open this page; it returns to `returnPath`'),
    ...refusals('provider_in_doubt', 'provider_refused'),
  },
})

export const market = createRouter()
market.openapi(get, async (c) => {
  const { ctx } = c.var
  const stand = () =>
    ctx.read(async (scope) => {
      const fan = fanOf(scope)
      return {
        account: await findAccount(scope, { party: 'seller', fanId: fan.id }),
        payable: await payableTo(scope, fan.id),
      }
    })
  let { account, payable } = await stand()
  // Back from the provider's page, its webhook may still be on the way: ask, but never fail for it.
  if (account?.pspAccount && !account.transfersReady) {
    await refreshAccount(ctx.asSystem('seller'), account.pspAccount).catch(() => {})
    ;({ account, payable } = await stand())
  }
  const status = !account?.pspAccount
    ? 'none'
    : account.transfersReady
      ? 'enabled'
      : account.requirements.length > 0
        ? 'onboarding'
        : 'restricted'
  return c.json({ status: status as 'none', requirements: account?.requirements ?? [], payable }, 200)
})
market.openapi(onboard, async (c) => {
  const wish = c.req.valid('json')
  const link = await c.var.ctx.once(async (ctx) => {
    const fan = await ctx.read(async (scope) => fanOf(scope))
    return openOnboarding(ctx, { party: 'seller', fanId: fan.id, email: fan.email }, wish)
  })
  return c.json(link, 200)
})
