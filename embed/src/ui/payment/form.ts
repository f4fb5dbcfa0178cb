// ui/payment/form.ts: the one seam between our page and whoever takes the card: card data never passes through us.
import type { Brand, Money } from '../../storefront/wire.ts'
import type { Texts } from '../../texts/index.ts'

export type FormOptions = {
  clientKey: string
  apiBase: string | null
  amount: Money
  brand: Brand
  t: Texts
  /** Where a bank's own page sends the fan back to. */
  returnUrl: string
}
export type Submitted = { confirmationToken: string } | { error: string }

export interface PaymentForm {
  mount(target: HTMLElement, options: FormOptions): Promise<void>
  submit(): Promise<Submitted>
  /** 3-D Secure: lets the bank ask the fan. What came of it is read from the order, never from here. */
  handleAction(clientSecret: string): Promise<{ error?: string }>
  destroy(): void
}

/** Chosen by the market's configuration; the other one is never downloaded. */
export async function createPaymentForm(kind: Brand['payment']['form']): Promise<PaymentForm> {
  if (kind === 'stripe') return (await import('./stripe.ts')).createStripeForm()
  return (await import('./test.ts')).createTestForm()
}
