// ui/payment/stripe.ts: Stripe's Payment Element, in its own frame; we get a confirmation token and nothing else.
import { loadStripe } from '@stripe/stripe-js/pure'
import type { Appearance, Stripe, StripeElements } from '@stripe/stripe-js'
import type { FormOptions, PaymentForm } from './form.ts'

export function createStripeForm(): PaymentForm {
  let stripe: Stripe | null = null
  let elements: StripeElements | null = null
  let returnUrl = ''

  return {
    async mount(target, options) {
      stripe = await loadStripe(options.clientKey)
      if (!stripe) throw new Error('Stripe.js did not load.')
      returnUrl = options.returnUrl
      elements = stripe.elements({
        mode: 'payment',
        amount: options.amount.amountMinor,
        currency: options.amount.currency.toLowerCase(),
        captureMethod: 'manual',
        locale: language(options),
        appearance: appearance(),
      })
      const element = elements.create('payment', { layout: 'tabs' })
      const ready = new Promise<void>((done, failed) => {
        element.once('ready', () => done())
        element.once('loaderror', (event) => failed(new Error(event.error.message ?? 'The form did not load.')))
      })
      element.mount(target)
      await ready
    },

    async submit() {
      if (!stripe || !elements) return { error: '' }
      const checked = await elements.submit()
      if (checked.error) return { error: checked.error.message ?? '' }
      const made = await stripe.createConfirmationToken({ elements, params: { return_url: returnUrl } })
      if (made.error) return { error: made.error.message ?? '' }
      return { confirmationToken: made.confirmationToken.id }
    },

    async handleAction(clientSecret) {
      if (!stripe) return { error: '' }
      const { error } = await stripe.handleNextAction({ clientSecret })
      return error ? { error: error.message ?? '' } : {}
    },

    destroy() {
      elements?.getElement('payment')?.destroy()
      elements = null
    },
  }
}

type Locale = NonNullable<Parameters<Stripe['elements']>[0]>['locale']
const language = ({ brand }: FormOptions) => (brand.locale.split('-')[0] ?? 'auto') as NonNullable<Locale>

/** The brand as the page shows it now, light or dark, read from the theme's own variables. */
function appearance(): Appearance {
  const style = getComputedStyle(document.documentElement)
  const value = (name: string) => style.getPropertyValue(`--rs-${name}`).trim()
  return {
    theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'night' : 'stripe',
    variables: {
      colorPrimary: value('accent'),
      colorBackground: value('raised'),
      colorText: value('text'),
      colorTextSecondary: value('muted'),
      colorDanger: value('bad'),
      borderRadius: value('radius'),
      fontFamily: 'system-ui, sans-serif',
      fontSizeBase: '16px',
    },
  }
}
