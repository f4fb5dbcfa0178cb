/** Price and fee rules: what a ticket may cost, and who receives which part of it. */
export { refusals } from './problems.ts'
export { againstPaid, breakDown, buyerPays, ceilingOf, sellerReceives, type Breakdown, type Fees } from './rules.ts'
export { createPolicy, findPolicy, type Policy, type PolicyTerms } from './store.ts'
