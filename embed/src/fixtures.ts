// fixtures.ts: a believable market for previews and tests: one festival, its fans, and every state a page can be in.
export * from './fixtures/base.ts'
export * from './fixtures/brands.ts'
export * from './fixtures/events.ts'
export * from './fixtures/own.ts'
export * from './fixtures/orders.ts'
