// What anybody may know of a market: how it looks, how it speaks, how one pays there.
import { allow, createRoute, createRouter, json } from '../../kit/route.ts'
import { Brand } from './brand/shapes.ts'
import { findBrand } from './brand/store.ts'

/** How fans of this instance pay; decided by configuration, the same for every market of a mode. */
export type PaymentForm = { form: 'stripe' | 'test'; publishableKey: string; apiBase: string | null }
declare module '../../kit/scope.ts' {
  interface Outside {
    paymentForm: PaymentForm
  }
}

const getBrand = createRoute({
  method: 'get',
  path: '/brand',
  operationId: 'market.brand.get',
  tags: ['brand'],
  summary: 'How this market looks and speaks',
  ...allow('market:read', 'visitor', 'fan'),
  responses: { 200: json(Brand, 'Tokens, texts, and how one pays') },
})

export const market = createRouter()
market.openapi(getBrand, async (c) => {
  const { ctx } = c.var
  const brand = await ctx.read(async (scope) => {
    const { name, slug, mode } = scope.tenant
    return { ...(await findBrand(scope)).document, name, slug, mode, payment: ctx.outside.paymentForm, now: scope.now }
  })
  return c.json(brand, 200)
})
