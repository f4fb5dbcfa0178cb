// ui/paying.svelte.ts: one order on its way from held to yours, with every turn the payment can take.
import { createClick, problemOf, type Ask } from '../storefront/click.ts'
import type { OwnTicket } from '../storefront/pages.ts'
import type { Brand, Order } from '../storefront/wire.ts'
import type { Texts } from '../texts/index.ts'
import { clockOffset, secondsUntil } from './clock.ts'
import { named } from './named.ts'
import { createPaymentForm, type PaymentForm } from './payment/form.ts'

const POLL_MS = 2000
const PHASES = {
  held: 'form',
  paying: 'waiting',
  authorized: 'securing',
  securing: 'securing',
  fulfilled: 'done',
  completed: 'done',
  expired: 'expired',
  cancelled: 'cancelled',
  failed: 'failed',
  in_doubt: 'doubt',
} as const
export type Phase = (typeof PHASES)[keyof typeof PHASES] | 'action'

export class Paying {
  order = $state.raw<Order>(null!)
  tickets = $state.raw<OwnTicket[]>([])
  nowMs = $state(0)
  busy = $state(false)
  failure = $state('')
  declined = $state('')
  formReady = $state(false)
  /** The answer to our own request was lost: until the order says otherwise, nobody may pay again. */
  private lost = $state(false)

  readonly secondsLeft = $derived(this.order.heldUntil ? secondsUntil(this.order.heldUntil, this.nowMs) : 0)
  readonly phase: Phase = $derived.by(() => {
    if (this.lost) return 'doubt'
    if (this.order.state === 'paying' && this.order.payment?.action) return 'action'
    if (this.order.state === 'held' && this.order.heldUntil && this.secondsLeft === 0) return 'expired'
    // A state newer than this page is treated as one: wait and ask, never pay twice.
    return named<Phase>(PHASES, this.order.state, 'doubt')
  })

  private readonly market: Ask | null
  private readonly brand: Brand
  private readonly t: Texts
  private form: PaymentForm | null = null
  private click = createClick()
  private readonly offset: number

  constructor(given: { order: Order; tickets: OwnTicket[]; now: string; market: Ask | null; brand: Brand; t: Texts }) {
    this.order = given.order
    this.tickets = given.tickets
    this.market = given.market
    this.brand = given.brand
    this.t = given.t
    this.offset = clockOffset(given.now)
    this.nowMs = Date.parse(given.now)
    this.declined = given.order.payment?.declined ?? ''
  }

  /** A countdown by the market's clock, and a look at the order whenever it is not the fan's turn. */
  run = () => {
    const tick = setInterval(() => {
      const over = this.secondsLeft === 0
      this.nowMs = Date.now() + this.offset
      if (!over && this.secondsLeft === 0 && this.order.state === 'held') void this.look()
    }, 250)
    const poll = setInterval(() => {
      const waits = ['waiting', 'securing', 'doubt'].includes(this.phase)
      if (waits && !this.busy) void this.look()
    }, POLL_MS)
    return () => {
      clearInterval(tick)
      clearInterval(poll)
    }
  }

  mountForm = (target: HTMLElement) => {
    let gone = false
    const { payment } = this.brand
    createPaymentForm(payment.form)
      .then(async (form) => {
        if (gone) return
        this.form = form
        await form.mount(target, {
          clientKey: payment.publishableKey,
          apiBase: payment.apiBase,
          amount: this.order.total.total,
          brand: this.brand,
          t: this.t,
          returnUrl: location.href,
        })
        this.formReady = true
      })
      .catch(() => (this.failure = this.t.pay.errors.form))
    return () => {
      gone = true
      this.form?.destroy()
      this.form = null
      this.formReady = false
    }
  }

  pay = async (event: SubmitEvent) => {
    event.preventDefault()
    const { market, form } = this
    if (!market || !form || this.busy || this.phase !== 'form') return
    this.busy = true
    this.failure = ''
    const made = await form.submit()
    if ('error' in made) {
      this.failure = made.error
      this.busy = false
      return
    }

    this.declined = ''
    try {
      const order = await this.click((options) =>
        market((client) => client.orders.pay(this.order.id, { confirmationToken: made.confirmationToken }, options)),
      )
      await this.take(order)
      if (order.payment?.action) await this.confirm()
    } catch (error) {
      await this.recover(error)
    }
    this.busy = false
  }

  confirm = async () => {
    const secret = this.order.payment?.action?.clientSecret
    if (!this.form || !secret) return
    this.busy = true
    const { error } = await this.form.handleAction(secret)
    if (error) this.failure = error
    // The bank's word reaches the market by its own way: wait for it a little before showing the order as it is.
    for (let tries = 0; tries < 15 && (tries === 0 || this.phase === 'action'); tries++) {
      if (tries > 0) await new Promise((done) => setTimeout(done, 700))
      await this.look()
    }
    if (this.order.state === 'held') this.declined = this.order.payment?.declined ?? this.t.pay.actionFailed
    this.busy = false
  }

  giveBack = async () => {
    const { market } = this
    if (!market || this.busy) return
    this.busy = true
    try {
      await this.take(await this.click((options) => market((client) => client.orders.cancel(this.order.id, options))))
    } catch (error) {
      this.failure = problemOf(error)?.status === 0 ? this.t.state.unreachable : this.t.state.wrong
      await this.look()
    }
    this.busy = false
  }

  private look = async () => {
    const order = await this.market?.((client) => client.orders.get(this.order.id)).catch(() => null)
    if (!order) return
    this.lost = false
    await this.take(order)
  }

  private async take(order: Order) {
    if ((order.state === 'fulfilled' || order.state === 'completed') && this.tickets.length === 0) {
      this.tickets = await this.fetchTickets(order)
    }
    this.order = order
  }

  private async fetchTickets(order: Order): Promise<OwnTicket[]> {
    const [{ qrOf }, ...found] = await Promise.all([
      import('./qr.ts'),
      ...order.lines.map((line) => this.market!((client) => client.tickets.get(line.ticketId)).catch(() => null)),
    ])
    return found
      .filter((ticket) => ticket !== null)
      .map((ticket) => ({ ...ticket, qr: ticket.code ? qrOf(ticket.code) : null }))
  }

  /** A refusal is an answer; silence is not, so after silence only the order itself may speak. */
  private async recover(error: unknown) {
    this.click = createClick()
    const told = problemOf(error)
    if (told?.status === 402) {
      await this.look()
      this.declined = this.order.payment?.declined || told.title || this.t.pay.declined
      return
    }
    if (told && told.status > 0 && told.status < 500) {
      this.failure = told.title || this.t.state.wrong
      return this.look()
    }
    this.lost = true
    await this.look()
    if (!this.lost && this.order.state === 'held') this.failure = this.t.pay.errors.network
  }
}
