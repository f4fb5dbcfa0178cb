// Each rule about whose tables are whose is shown to catch what it forbids.
import { describe, expect, test } from 'vitest'
import { untidy } from '../tidy.ts'
import { LISTINGS, MIGRATIONS, ORDERS, saidOf } from './small-house.ts'

describe('tables', () => {
  test.each([
    [
      'a write to a neighbour',
      `${ORDERS}/store.ts`,
      `db.updateTable('listings')`,
      'writes listings, which belongs to listings',
    ],
    [
      'a write by another name',
      `${ORDERS}/store.ts`,
      `db.insertInto('listingTickets as t')`,
      'writes listing_tickets, which belongs to listings',
    ],
    [
      'a write in SQL',
      `${ORDERS}/store.ts`,
      'sql`update listing_tickets t set state = 1`',
      'writes listing_tickets, which belongs to listings',
    ],
    [
      'a removal in SQL',
      `${ORDERS}/store.ts`,
      'sql`delete\n from public.listings`',
      'writes listings, which belongs to listings',
    ],
    [
      'a fact that nobody recorded',
      `${ORDERS}/store.ts`,
      `run('insert into facts (id) values ($1)')`,
      'writes facts, which belongs to kit',
    ],
    [
      'a write whose table is hidden',
      `${ORDERS}/store.ts`,
      `db.deleteFrom(table)`,
      'writes a table that is not named (table)',
    ],
    [
      'a write from the entry',
      'platform/src/entry/index.ts',
      `db.insertInto('orderLines')`,
      'writes order_lines, which belongs to orders',
    ],
    [
      'a read from upstairs',
      `${LISTINGS}/queries.ts`,
      `db.selectFrom('orderLines as l')`,
      'reads order_lines, which is upstairs in orders',
    ],
    [
      'a read among others',
      `${LISTINGS}/queries.ts`,
      `db.selectFrom(['listings as l', 'orderLines as o'])`,
      'reads order_lines, which is upstairs in orders',
    ],
    [
      'a join to upstairs',
      `${LISTINGS}/queries.ts`,
      `q.leftJoin('orderLines as l', 'l.id', 'x.id')`,
      'reads order_lines, which is upstairs in orders',
    ],
    [
      'a read from upstairs in SQL',
      `${LISTINGS}/queries.ts`,
      'sql`select 1 from listings join order_lines using (id)`',
      'reads order_lines, which is upstairs in orders',
    ],
    [
      'a kit that reads a module',
      'platform/src/kit/scope.ts',
      'const CLOCK = `select 1 from listings`',
      'reads listings, which is upstairs in listings',
    ],
  ])('catch %s', (_, file, text, complaint) => expect(saidOf(file, text)).toContain(complaint))

  test('let a room write its own, read those below, and talk about any', () => {
    const text =
      "db.updateTable('orderLines'); db.selectFrom('listings as l'); sql`insert into order_lines select id from listings`\n// update listings set x"
    expect(saidOf(`${ORDERS}/store.ts`, text)).toBe('')
  })

  test.each([
    [
      'a change to a neighbour',
      '0004_orders_widen.sql',
      "-- Why.\nset lock_timeout = '5s';\nalter table listings add x int",
      'changes listings, which belongs to listings',
    ],
    ['a name that says nothing', '0004_orders.sql', "-- Why.\nset lock_timeout = '5s';", 'a migration is named'],
    ['no reason', '0004_orders_widen.sql', "set lock_timeout = '5s';", 'the first line says why'],
    ['waiting for a lock for ever', '0004_orders_widen.sql', '-- Why.', 'no lock_timeout'],
  ])('catch a migration with %s', (_, name, text, complaint) => {
    expect(untidy([], [...MIGRATIONS, { path: `platform/migrations/${name}`, text }]).join()).toContain(complaint)
  })
})
