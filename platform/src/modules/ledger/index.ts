/** Double-entry books: a replayed reference posts nothing, a posting that does not balance cannot be committed. */
export { admin } from './admin.ts'
export * as postings from './rules.ts'
export type { LineMoney } from './rules.ts'
export { freezeLines, isFrozen, lockBalance, post, trialBalance } from './store.ts'
