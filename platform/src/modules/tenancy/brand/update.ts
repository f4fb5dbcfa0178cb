// tenancy/brand/update.ts: changes how a market looks and speaks, as far as people can still read it.
import type { z } from 'zod'
import type { Scope } from '../../../kit/scope.ts'
import { defined } from '../../../kit/defined.ts'
import { problem } from '../problems.ts'
import { unreadablePairs } from './rules.ts'
import type { BrandUpdate } from './shapes.ts'
import { findBrand, saveBrand, type KeptBrand } from './store.ts'

export async function updateBrand(scope: Scope, change: z.infer<typeof BrandUpdate>): Promise<KeptBrand> {
  const { document: before, version } = await findBrand(scope)
  const document = {
    locale: change.locale ?? before.locale,
    logo: change.logo === undefined ? before.logo : change.logo,
    tokens: { ...before.tokens, ...defined(change.tokens) },
    texts: { ...before.texts, ...defined(change.texts) },
  }
  const flaws = (['light', 'dark'] as const).flatMap((mode) =>
    unreadablePairs(document.tokens[mode]).map(({ pair, ratio }) => ({
      pointer: `#/tokens/${mode}`,
      detail: `${pair} has a contrast of ${ratio}:1; at least 4.5:1 can be read`,
    })),
  )
  if (flaws.length > 0) throw problem('unreadable_colours', flaws)

  await saveBrand(scope, { document, version: version + 1 })
  scope.record({ name: 'brand.updated', body: { version: version + 1, changed: Object.keys(change) } })
  return { document, version: version + 1 }
}
