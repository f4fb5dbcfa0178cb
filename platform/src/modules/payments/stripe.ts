// The only file that talks to Stripe, or to whatever speaks its API at STRIPE_API_BASE.
import Stripe from 'stripe'
import { log } from '../../kit/log.ts'
import { PspInDoubt, PspRefused, type Psp, type Reference } from './psp.ts'
import { accountOf, disputeOf, eventOf, intentOf, refundOf } from './translate.ts'

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
    mode: /^[a-z]+_live_/.test(options.secretKey) ? 'live' : 'test',
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
    // Without a key: cancelling twice is cancelling once, and a broken answer must not be repeated for a day.
    cancel: (_ref, id) => ask('cancel', async () => intentOf(await stripe.paymentIntents.cancel(id, {}))),
    refund: (ref, amount, intentId) =>
      ask('refund', async () =>
        refundOf(
          await stripe.refunds.create(
            { payment_intent: intentId, amount: amount.amountMinor, metadata: metadata(ref) },
            { idempotencyKey: ref.operationId },
          ),
        ),
      ),
    findRefund: (intentId, operationId) =>
      ask('look for the refund', async () => {
        const refunds = await stripe.refunds.list({ payment_intent: intentId, limit: 100 })
        const found = refunds.data.find((refund) => refund.metadata?.['operation'] === operationId)
        return found ? refundOf(found) : null
      }),
    dispute: (id) => ask('look up the dispute', async () => disputeOf(await stripe.disputes.retrieve(id))),
    findTransfer: (orderId, operationId) =>
      ask('look for the transfer', async () => {
        const transfers = await stripe.transfers.list({ transfer_group: orderId, limit: 100 })
        const found = transfers.data.find((transfer) => transfer.metadata['operation'] === operationId)
        return found ? { id: found.id } : null
      }),
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
    // 409 says that the same key is just being used: the other call knows more. A missing right is ours to mend, not an answer.
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode !== 409)
      throw new PspRefused(error.code ?? 'invalid_request', error.message)
    throw new PspInDoubt(
      what,
      error,
      error instanceof Stripe.errors.StripeError && error.headers?.['idempotent-replayed'] === 'true',
    )
  }
}

const metadata = (ref: Reference) => ({ tenant: ref.tenantId, operation: ref.operationId, subject: ref.subjectId })
