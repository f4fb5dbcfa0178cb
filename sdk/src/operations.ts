// The types of an operation by its id. The one place that knows where those types come from.
import type { AdminOperations } from './shapes/admin.ts'
import type { MarketOperations } from './shapes/market.ts'

interface Operations extends MarketOperations, AdminOperations {}

export type OperationId = keyof Operations

/** What the platform answers: `Answer<'market.orders.start'>`. */
export type Answer<Id extends OperationId> = Operations[Id]['answer']

/** What is sent as JSON: `Body<'market.orders.pay'>`. */
export type Body<Id extends OperationId> = Operations[Id] extends { body: infer B } ? B : never

/** What goes into the address: `Query<'market.listings.list'>`. */
export type Query<Id extends OperationId> = Operations[Id] extends { query: infer Q } ? Q : never

/** One entry of a list: `Item<'market.tickets.list'>`. */
export type Item<Id extends OperationId> = Answer<Id> extends { items: (infer T)[] } ? T : never
