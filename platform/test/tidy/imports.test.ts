// Each rule about who may know whom is shown to catch what it forbids.
import { describe, expect, test } from 'vitest'
import { LISTINGS, ORDERS, saidOf } from './small-house.ts'

describe('imports', () => {
  test.each([
    [
      'up the stairs',
      `${LISTINGS}/take.ts`,
      `import { start } from '../orders/index.ts'`,
      'imports go down the stairs',
    ],
    [
      'up the stairs for a type',
      `${LISTINGS}/take.ts`,
      `import type { Order } from '../orders/index.ts'`,
      'imports go down the stairs',
    ],
    [
      'up the stairs on demand',
      `${LISTINGS}/take.ts`,
      `const orders = await import('../orders/index.ts')`,
      'imports go down the stairs',
    ],
    [
      'up the stairs over many lines',
      `${LISTINGS}/take.ts`,
      `import {\n  start,\n} from '../orders/index.ts'`,
      'imports go down the stairs',
    ],
    [
      'up the stairs, handed on',
      `${LISTINGS}/take.ts`,
      `export { start } from '../orders/index.ts'`,
      'imports go down the stairs',
    ],
    [
      'from catalog below policies',
      'platform/src/modules/policies/store.ts',
      `import { findEvent } from '../catalog/index.ts'`,
      'imports go down the stairs',
    ],
    [
      'past the front door',
      `${ORDERS}/start.ts`,
      `import { lockListing } from '../listings/store.ts'`,
      'use the front door',
    ],
    [
      'past the front door, from a folder',
      `${ORDERS}/late/start.ts`,
      `import { lockListing } from '../../listings/store.ts'`,
      'use the front door',
    ],
    [
      'past the front door, from the start',
      'platform/src/start/house.ts',
      `import { openMailer } from '../modules/mail/open.ts'`,
      'use the front door',
    ],
    ['a module nobody placed', 'platform/src/modules/extras/index.ts', '', 'a module that is not on the stairs'],
    [
      'a module that calls the entry',
      `${ORDERS}/start.ts`,
      `import { problem } from '../../entry/index.ts'`,
      'a module does not enter the entry',
    ],
    [
      'a module that knows the app',
      `${ORDERS}/start.ts`,
      `import { createApp } from '../../app.ts'`,
      'a module knows nothing above it',
    ],
    [
      'a module that knows the configuration',
      `${ORDERS}/start.ts`,
      `import { config } from '../../config.ts'`,
      'a module knows nothing above it',
    ],
    [
      'a kit that knows a module',
      'platform/src/kit/scope.ts',
      `import { start } from '../modules/orders/index.ts'`,
      'kit knows no module',
    ],
    [
      'a kit that knows the entry',
      'platform/src/kit/scope.ts',
      `import type { Entry } from '../entry/index.ts'`,
      'kit knows no module',
    ],
    [
      'a configuration that knows the kit',
      'platform/src/config.ts',
      `import { log } from './kit/log.ts'`,
      'configuration knows nobody',
    ],
    ['merging into somebody else', `${ORDERS}/start.ts`, `declare module '../../kit/db.ts' {}`, 'merged into'],
    [
      'a development tool in the product',
      `${ORDERS}/start.ts`,
      `import { createPsp } from '../../../dev/psp/index.ts'`,
      'what serves development stays outside',
    ],
    [
      'a demo with a door of its own',
      'platform/src/demo/load.ts',
      `import { start } from '../modules/orders/index.ts'`,
      'the demo speaks through the client',
    ],
    [
      'a storefront inside the platform',
      'embed/src/storefront/pages.ts',
      `import { Money } from '../../../platform/src/kit/money.ts'`,
      'the platform is reached over HTTP',
    ],
    ['a client with a dependency', 'sdk/src/market.ts', `import { z } from 'zod'`, 'the client has no dependencies'],
  ])('catch %s', (_, file, text, complaint) => expect(saidOf(file, text)).toContain(complaint))

  test.each([
    ['the room below, by its door', `${ORDERS}/start.ts`, `import { lockListing } from '../listings/index.ts'`],
    ['its own rooms', `${ORDERS}/late/start.ts`, `import { moveOrder } from '../store.ts'`],
    ['the type of what it is given', `${ORDERS}/index.ts`, `import type { Entry } from '../../entry/index.ts'`],
    ['what it adds to the world outside', `${ORDERS}/start.ts`, `declare module '../../kit/scope.ts' {}`],
    ['anything, in a test', `${LISTINGS}/take.test.ts`, `import { start } from '../orders/start.ts'`],
  ])('let a room know %s', (_, file, text) => expect(saidOf(file, text).replace(/.*front door opens.*/, '')).toBe(''))
})

describe('rules', () => {
  test.each([
    ['that read rows', `import { lockOrder } from './store.ts'`],
    ['that ask below for more than rules', `import { breakDown, lockListing } from '../listings/index.ts'`],
    ['that know a library', `import { z } from 'zod'`],
    ['that know the scope', `import { fanOf } from '../../kit/scope.ts'`],
    ['that know the time', 'const isOver = (event) => event.endsAt < new Date()'],
    ['that throw dice', 'const pick = () => Math.random()'],
    ['that wait', 'export const whyNot = async () => null'],
  ])('are caught when they are ones %s', (_, text) =>
    expect(saidOf(`${ORDERS}/rules.ts`, text)).toContain('rules are pure'),
  )

  test.each([
    ['sums', `import { partOf } from '../../kit/money.ts'`],
    ['rules beside them', `import { whyNotPay } from './late/rules.ts'`],
    ['rules below them', `import { breakDown, type Fees } from '../listings/index.ts'`],
    ['types', `import type { Scope } from '../../kit/scope.ts'`],
    ['an instant they are given', 'export const isOver = (now: Date) => new Date(now.getTime() + 1) > now'],
  ])('may use %s', (_, text) => expect(saidOf(`${ORDERS}/rules.ts`, text)).toBe(''))
})
