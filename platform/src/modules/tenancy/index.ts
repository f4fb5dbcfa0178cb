/** Markets and what makes each its own: hosts, keys, brand, and a test market's clock. */
export { admin } from './admin.ts'
export { createTenant, newKeys, type CreatedTenant, type Keys, type NewTenant } from './create.ts'
export { market, type PaymentForm } from './market.ts'
export { findBrand } from './brand/store.ts'
export type { BrandDocument } from './brand/shapes.ts'
