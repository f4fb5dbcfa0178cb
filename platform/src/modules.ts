// The rooms of the house in the order of the staircase, and what each brings: routes, listeners, sweeps.
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Entry } from './entry/index.ts'
import type { Listener } from './kit/facts.ts'
import type { Env } from './kit/route.ts'
import type { Sweep } from './kit/sweeps.ts'
import * as catalog from './modules/catalog/index.ts'
import * as identity from './modules/identity/index.ts'
import * as ledger from './modules/ledger/index.ts'
import * as listings from './modules/listings/index.ts'
import * as mail from './modules/mail/index.ts'
import * as notifications from './modules/notifications/index.ts'
import * as orders from './modules/orders/index.ts'
import * as payments from './modules/payments/index.ts'
import * as tenancy from './modules/tenancy/index.ts'
import * as tickets from './modules/tickets/index.ts'

export type Module = {
  /** A router, or what makes one that must know the house itself. */
  market?: OpenAPIHono<Env> | ((entry: Entry) => OpenAPIHono<Env>)
  admin?: OpenAPIHono<Env>
  /** Routes on the instance host that belong to no tenant, such as a webhook. */
  instance?: ((app: OpenAPIHono<Env>, tools: { entry: Entry; onInstance: (c: Context) => void }) => void)[]
  listeners?: readonly Listener[]
  sweeps?: readonly Sweep[]
}

export const MODULES: readonly Module[] = [
  tenancy,
  mail,
  identity,
  ledger,
  payments,
  catalog,
  tickets,
  listings,
  orders,
  notifications,
]
export const LISTENERS = MODULES.flatMap((module) => module.listeners ?? [])
export const SWEEPS = MODULES.flatMap((module) => module.sweeps ?? [])
