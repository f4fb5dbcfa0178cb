// The types of an operation by its id, read from what is generated from the OpenAPI document.
import type { operations } from './types.gen.ts'

export type OperationId = keyof operations

type Json<M> = M extends { content: { 'application/json': infer J } } ? J : never
type Done = 200 | 201 | 202

/** What the platform answers: `Answer<'market.orders.start'>`. */
export type Answer<Id extends OperationId> = Json<operations[Id]['responses'][keyof operations[Id]['responses'] & Done]>

/** What is sent as JSON: `Body<'market.orders.pay'>`. */
export type Body<Id extends OperationId> = Json<NonNullable<operations[Id]['requestBody']>>

/** What goes into the address: `Query<'market.listings.list'>`. */
export type Query<Id extends OperationId> = NonNullable<operations[Id]['parameters']['query']>

/** One entry of a list: `Item<'market.tickets.list'>`. */
export type Item<Id extends OperationId> = Answer<Id> extends { items: (infer T)[] } ? T : never
