// The organizer's side of a market, for servers: everything a secret key may do.
import { Http, type ClientOptions } from './internal/http.ts'
import { baseFor, checkSecretKey } from './internal/place.ts'
import { Brand } from './resources/admin/brand.ts'
import { Clock } from './resources/admin/clock.ts'
import { Disputes } from './resources/admin/disputes.ts'
import { Events } from './resources/admin/events.ts'
import { Gate } from './resources/admin/gate.ts'
import { Imports } from './resources/admin/imports.ts'
import { Ledger } from './resources/admin/ledger.ts'
import { Listings } from './resources/admin/listings.ts'
import { Orders } from './resources/admin/orders.ts'
import { Payouts } from './resources/admin/payouts.ts'
import { Tickets } from './resources/admin/tickets.ts'

export * from './core/errors.ts'
export type * from './types.ts'

export interface AdminOptions extends ClientOptions {
  /** sk_…: names the market and may change everything in it. Never in a browser. */
  secretKey: string
}

export class Admin {
  readonly events: Events
  readonly imports: Imports
  readonly tickets: Tickets
  readonly listings: Listings
  readonly orders: Orders
  readonly ledger: Ledger
  readonly payouts: Payouts
  readonly disputes: Disputes
  readonly clock: Clock
  readonly gate: Gate
  readonly brand: Brand

  constructor(options: AdminOptions) {
    const { secretKey } = options
    checkSecretKey(secretKey)
    const http = new Http({
      ...options,
      root: `${baseFor(options.baseUrl)}/v1/admin`,
      credentials: 'omit',
      headers: () => ({ authorization: `Bearer ${secretKey}` }),
    })
    this.events = new Events(http)
    this.imports = new Imports(http)
    this.tickets = new Tickets(http)
    this.listings = new Listings(http)
    this.orders = new Orders(http)
    this.ledger = new Ledger(http)
    this.payouts = new Payouts(http)
    this.disputes = new Disputes(http)
    this.clock = new Clock(http)
    this.gate = new Gate(http)
    this.brand = new Brand(http)
  }
}
