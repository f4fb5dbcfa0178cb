// ui/payment/test.ts: a plain card form against a Stripe-compatible server, for test markets and development.
import { mount, unmount } from 'svelte'
import BankDialog from './BankDialog.svelte'
import type { FormOptions, PaymentForm, Submitted } from './form.ts'
import TestCard from './TestCard.svelte'

export type Card = { number: string; month: string; year: string; cvc: string; name: string }

export function createTestForm(): PaymentForm {
  let options: FormOptions | null = null
  let fields: { read(): Card | null } | null = null
  let bank: { ask(): Promise<'complete' | 'fail'> } | null = null

  return {
    async mount(target, given) {
      options = given
      const props = { t: given.t }
      fields = mount(TestCard, { target, props }) as unknown as typeof fields
      bank = mount(BankDialog, { target, props }) as unknown as typeof bank
    },

    async submit(): Promise<Submitted> {
      const card = fields?.read()
      if (!options || !card) return { error: '' }
      const answer = await send(options, '/v1/confirmation_tokens', {
        'payment_method_data[type]': 'card',
        'payment_method_data[card][number]': card.number,
        'payment_method_data[card][exp_month]': card.month,
        'payment_method_data[card][exp_year]': card.year,
        'payment_method_data[card][cvc]': card.cvc,
        'payment_method_data[billing_details][name]': card.name,
      })
      if (typeof answer?.id === 'string') return { confirmationToken: answer.id }
      return { error: answer?.error?.message ?? options.t.pay.errors.network }
    },

    async handleAction(clientSecret) {
      if (!options || !bank) return { error: '' }
      const outcome = await bank.ask()
      const [intentId] = clientSecret.split('_secret_')
      const path = `/test/payment_intents/${intentId}/challenge`
      const answer = await send(options, path, { client_secret: clientSecret, outcome })
      return answer && !answer.error ? {} : { error: answer?.error?.message ?? options.t.pay.errors.network }
    },

    destroy() {
      if (fields) void unmount(fields)
      if (bank) void unmount(bank)
      fields = bank = null
    },
  }
}

type Answer = { id?: string; error?: { message?: string } } | null

async function send(options: FormOptions, path: string, form: Record<string, string>): Promise<Answer> {
  try {
    const response = await fetch(`${options.apiBase ?? ''}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${options.clientKey}` },
      body: new URLSearchParams(form),
      credentials: 'omit',
    })
    return await response.json()
  } catch {
    return null
  }
}
