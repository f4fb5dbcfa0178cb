// What the compiler promises a caller. Checked by tsc; there is nothing to run.
import { expectTypeOf, test } from 'vitest'
import type { Admin, Event, Listing, Market, Money, Order, Page, Step, TicketWithCode } from '../src/index.ts'

const market = {} as Market
const admin = {} as Admin

test('answers are typed by operation, alone, with their response, and item by item', () => {
  const calls = async () => {
    expectTypeOf(await market.orders.get('o1')).toEqualTypeOf<Order>()
    expectTypeOf((await market.orders.get('o1').withResponse()).data).toEqualTypeOf<Order>()
    expectTypeOf(await market.listings.list({ eventId: 'e1' })).toExtend<Page<Listing>>()
    for await (const listing of market.listings.list({ eventId: 'e1' })) expectTypeOf(listing).toEqualTypeOf<Listing>()
    expectTypeOf((await market.tickets.get('t1')).code).toEqualTypeOf<TicketWithCode['code']>()
    expectTypeOf(await admin.gate.codes({ eventId: 'e1', ifNoneMatch: null })).toBeNullable()
  }
  expectTypeOf(calls).returns.resolves.toBeVoid()
})

test('what is sent must be complete and well spelt', () => {
  const calls = () => [
    // @ts-expect-error what to hold is missing
    market.orders.start({ quantity: 2 }),
    // @ts-expect-error no such filter
    market.listings.list({ event: 'e1' }),
    // @ts-expect-error a word that is sent is one of those listed
    admin.orders.refund('o1', { reason: 'cancelled', ticket: 'return_to_buyer' }),
    // @ts-expect-error an order is asked for by id
    market.orders.get(),
  ]
  expectTypeOf(calls).toBeFunction()
})

test('what has a default may be left out', () => {
  const calls = () => [
    market.orders.start({ listingId: 'l1' }),
    admin.payouts.onboard({ country: 'DE' }),
    admin.imports.create({ eventId: 'e1', file: 'Order code' }),
    market.events.list({}),
  ]
  expectTypeOf(calls).toBeFunction()
})

test('a sum that may be missing is a sum or null', () => {
  expectTypeOf<Event['fromPrice']>().toEqualTypeOf<Money | null>()
  expectTypeOf<Step['amount']>().toEqualTypeOf<Money | null>()
  expectTypeOf<Order['total']['total']>().toEqualTypeOf<Money>()
})

test('an answered state may be a word nobody knows yet', () => {
  expectTypeOf<'teleported'>().toExtend<Order['state']>()
  expectTypeOf<'held'>().toExtend<Order['state']>()
  expectTypeOf<null>().not.toExtend<Order['state']>()
})
