// The only file that talks to Stripe, or to whatever speaks its API at STRIPE_API_BASE.
import Stripe from 'stripe'
import { log } from '../../kit/log.ts'
import {
  PspInDoubt,
  PspRefused,
  type Intent,
  type Psp,
  type PspAccount,
  type PspEvent,
  type PspRefund,
  type Reference,
} from './psp.ts'

export type StripeOptions = {
  secretKey: string
  webhookSecret: string
  apiBase: string | null
  timeoutMilliseconds?: number
}

const TIMEOUT_MILLISECONDS = 10_000
const FEE_OF = ['latest_charge.balance_transaction']

declare module '../../kit/scope.ts' {
  interface Outside {
    psp: Psp
  }
}

export function openStripe(options: StripeOptions): Psp {
  const stripe = new Stripe(options.secretKey, {
    ...(options.apiBase ? reach(options.apiBase) : {}),
    telemetry: false,
    // Retrying is ours: an operation is a row, and its sweep asks again.
    maxNetworkRetries: 0,
    timeout: options.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS,
  })
  return {
    authorize: (ref, amount, wish) =>
      ask('authorize', async () =>
        intentOf(
          await stripe.paymentIntents.create(
            {
              amount: amount.amountMinor,
              currency: amount.currency.toLowerCase(),
              confirm: true,
              capture_method: 'manual',
              confirmation_token: wish.confirmationToken,
              return_url: wish.returnUrl,
              description: wish.description,
              automatic_payment_methods: { enabled: true },
              transfer_group: ref.subjectId,
              metadata: metadata(ref),
              expand: FEE_OF,
            },
            { idempotencyKey: ref.operationId },
          ),
        ),
      ),
    intent: (id) =>
      ask('look up the payment', async () => intentOf(await stripe.paymentIntents.retrieve(id, { expand: FEE_OF }))),
    findIntent: (ref) =>
      ask('search the payment', async () => {
        const found = await stripe.paymentIntents.search({ query: `metadata['operation']:'${ref.operationId}'` })
        const [intent] = found.data
        return intent ? intentOf(await stripe.paymentIntents.retrieve(intent.id, { expand: FEE_OF })) : null
      }),
    capture: (ref, id) =>
      ask('capture', async () =>
        intentOf(await stripe.paymentIntents.capture(id, { expand: FEE_OF }, { idempotencyKey: ref.operationId })),
      ),
    cancel: (ref, id) =>
      ask('cancel', async () =>
        intentOf(await stripe.paymentIntents.cancel(id, {}, { idempotencyKey: `${ref.operationId}-cancel` })),
      ),
    refund: (ref, amount, intentId) =>
      ask('refund', async () =>
        refundOf(
          await stripe.refunds.create(
            { payment_intent: intentId, amount: amount.amountMinor, metadata: metadata(ref) },
            { idempotencyKey: ref.operationId },
          ),
        ),
      ),
    findRefund: (id) => ask('look up the refund', async () => refundOf(await stripe.refunds.retrieve(id))),
    transfer: (ref, amount, to) =>
      ask('transfer', async () => {
        const transfer = await stripe.transfers.create(
          {
            amount: amount.amountMinor,
            currency: amount.currency.toLowerCase(),
            destination: to.account,
            // Tied to the charge it comes from, it takes over the charge's group; naming another is refused.
            ...(to.sourceCharge ? { source_transaction: to.sourceCharge } : {}),
            metadata: metadata(ref),
          },
          { idempotencyKey: ref.operationId },
        )
        return { id: transfer.id }
      }),
    createAccount: (ref, wish) =>
      ask('open an account', async () =>
        accountOf(
          await stripe.accounts.create(
            {
              controller: {
                fees: { payer: 'application' },
                losses: { payments: 'application' },
                stripe_dashboard: { type: 'express' },
              },
              capabilities: { transfers: { requested: true } },
              country: wish.country,
              ...(wish.email ? { email: wish.email } : {}),
              metadata: { ...metadata(ref), party: wish.party },
            },
            { idempotencyKey: ref.operationId },
          ),
        ),
      ),
    account: (id) => ask('look up the account', async () => accountOf(await stripe.accounts.retrieve(id))),
    onboardingLink: (account, urls) =>
      ask('open onboarding', async () => {
        const link = await stripe.accountLinks.create({
          account,
          type: 'account_onboarding',
          return_url: urls.returnUrl,
          refresh_url: urls.refreshUrl,
        })
        return { url: link.url, expiresAt: new Date(link.expires_at * 1000) }
      }),
    readEvent(body, signature) {
      try {
        return eventOf(stripe.webhooks.constructEvent(body, signature, options.webhookSecret))
      } catch (error) {
        log.warn({ reason: (error as Error).message.slice(0, 120) }, 'a webhook was refused')
        return null
      }
    },
  }
}

// The base may carry a path, as the local server's does; Stripe's client only knows hosts.
function reach(apiBase: string) {
  const base = new URL(apiBase)
  const prefix = base.pathname.replace(/\/$/, '')
  const target = {
    host: base.hostname,
    port: base.port || (base.protocol === 'https:' ? '443' : '80'),
    protocol: base.protocol.slice(0, -1) as 'http' | 'https',
  }
  if (!prefix) return target
  const withPrefix: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    url.pathname = prefix + url.pathname
    return fetch(url, init)
  }
  return { ...target, httpClient: Stripe.createFetchHttpClient(withPrefix) }
}

async function ask<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError)
      throw new PspRefused(
        error.decline_code ?? error.code ?? 'card_declined',
        error.message,
        true,
        error.payment_intent?.id ?? null,
      )
    const isFinal =
      error instanceof Stripe.errors.StripeInvalidRequestError || error instanceof Stripe.errors.StripePermissionError
    if (isFinal) throw new PspRefused(error.code ?? 'invalid_request', error.message)
    throw new PspInDoubt(
      what,
      error,
      error instanceof Stripe.errors.StripeError && error.headers?.['idempotent-replayed'] === 'true',
    )
  }
}

const metadata = (ref: Reference) => ({ tenant: ref.tenantId, operation: ref.operationId, subject: ref.subjectId })

const STATUS: Record<string, Intent['status']> = {
  requires_payment_method: 'needs_method',
  requires_confirmation: 'needs_method',
  requires_action: 'needs_action',
  processing: 'processing',
  requires_capture: 'authorized',
  succeeded: 'captured',
  canceled: 'cancelled',
}

function intentOf(intent: Stripe.PaymentIntent): Intent {
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null
  const transaction = charge && typeof charge.balance_transaction === 'object' ? charge.balance_transaction : null
  const status = STATUS[intent.status]
  if (!status) throw new PspInDoubt(`a payment in the unknown state ${intent.status}`, null)
  return {
    id: intent.id,
    status,
    amountMinor: status === 'captured' ? intent.amount_received : intent.amount,
    currency: intent.currency.toUpperCase(),
    orderId: intent.metadata['subject'] ?? null,
    clientSecret: intent.client_secret,
    declinedCode: intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code ?? null,
    charge: charge && {
      id: charge.id,
      fee: transaction && {
        reference: transaction.id,
        amountMinor: transaction.fee,
        currency: transaction.currency.toUpperCase(),
      },
    },
  }
}

const refundOf = (refund: Stripe.Refund): PspRefund => ({
  id: refund.id,
  status:
    refund.status === 'succeeded'
      ? 'succeeded'
      : refund.status === 'failed' || refund.status === 'canceled'
        ? 'failed'
        : 'pending',
})

const accountOf = (account: Stripe.Account): PspAccount => ({
  id: account.id,
  transfersReady: account.capabilities?.transfers === 'active' && account.payouts_enabled,
  requirements: account.requirements?.currently_due ?? [],
})

function eventOf(event: Stripe.Event): PspEvent {
  const object = event.data.object as { id?: string; object?: string; metadata?: Record<string, string> | null }
  return {
    id: event.id,
    type: event.type,
    objectId: object.id ?? '',
    tenantId: object.metadata?.['tenant'] ?? null,
    accountId: object.object === 'account' ? (object.id ?? null) : null,
    subjectId: object.metadata?.['subject'] ?? null,
  }
}
