import type { Scope } from '../../../kit/scope.ts'
import { PLAIN_BRAND, type BrandDocument } from './shapes.ts'

export type KeptBrand = { document: BrandDocument; version: number }

export async function findBrand(scope: Scope): Promise<KeptBrand> {
  const row = await scope.db.selectFrom('brands').select(['document', 'version']).executeTakeFirst()
  return row ? { document: row.document as BrandDocument, version: row.version } : { document: PLAIN_BRAND, version: 0 }
}

export const saveBrand = (scope: Scope, { document, version }: KeptBrand) =>
  scope.db
    .insertInto('brands')
    .values({ document: JSON.stringify(document), version, updatedAt: scope.now })
    .onConflict((conflict) =>
      conflict.column('tenantId').doUpdateSet({ document: JSON.stringify(document), version, updatedAt: scope.now }),
    )
    .execute()
