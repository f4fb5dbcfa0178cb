// state/kinds.ts: everything this server remembers, by kind. Wire objects are stored exactly as they are answered.
import type Stripe from 'stripe'

/** What a card will do when it is charged, or a bank account when it is paid. The number itself is never kept. */
export type Card = { id: string; behaviour: string }

/** A visit to the hosted onboarding pages. `session` is set by the first visit and spends the link. */
export type OnboardingLink = {
  id: string
  account: string
  refreshUrl: string
  returnUrl: string
  expiresAt: number
  session: string | null
  finished: boolean
}

/** What the v2 face of an account says beyond its v1 object. */
export type AccountDetails = {
  id: string
  displayName: string | null
  contactPhone: string | null
  dashboard: string | null
  identity: Record<string, unknown> | null
  defaults: Record<string, unknown> | null
  configuration: Record<string, unknown>
}

/** A movement on a connected account's own balance. */
export type AccountTransaction = { id: string; account: string; transaction: Stripe.BalanceTransaction }

/** Money on its way to the bank, from a connected account or, with the empty account, from the platform. */
export type PayoutOf = { id: string; account: string; payout: Stripe.Payout }

/** A webhook not yet taken. It is deleted when it is; `dueAt` null means that every retry was used up. */
export type Delivery = { id: string; attempts: number; dueAt: number | null }

/** The first answer to an idempotency key, and what was asked. */
export type Answered = { id: string; fingerprint: string; status: number; body: string; requestId: string; at: number }

export type SnapshotEvent = {
  id: string
  object: 'event'
  account?: string
  api_version: string
  created: number
  data: { object: unknown; previous_attributes?: Record<string, unknown> }
  livemode: false
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null }
  type: string
}

/** What happened, as version 2 tells it: without the object, which has to be asked for. */
export type ThinEvent = {
  id: string
  object: 'v2.core.event'
  created: string
  data?: Record<string, unknown>
  livemode: false
  reason: { type: 'request'; request: { id: string; idempotency_key: string | null } } | null
  related_object: { id: string; type: string; url: string }
  type: string
}

export type Kinds = {
  account: Stripe.Account
  account_details: AccountDetails
  account_transaction: AccountTransaction
  answered: Answered
  balance_transaction: Stripe.BalanceTransaction
  card: Card
  charge: Stripe.Charge
  confirmation_token: Stripe.ConfirmationToken
  delivery: Delivery
  dispute: Stripe.Dispute
  event: SnapshotEvent
  notification: ThinEvent
  notification_delivery: Delivery
  onboarding_link: OnboardingLink
  payment_intent: Stripe.PaymentIntent
  payment_method: Stripe.PaymentMethod
  payout: PayoutOf
  refund: Stripe.Refund
  transfer: Stripe.Transfer
  transfer_reversal: Stripe.TransferReversal
}

export type Kind = keyof Kinds
export type Change = { [K in Kind]: [kind: K, id: string, value: Kinds[K] | null] }[Kind]

const KIND_NAMES: Record<Kind, true> = {
  account: true,
  account_details: true,
  account_transaction: true,
  answered: true,
  balance_transaction: true,
  card: true,
  charge: true,
  confirmation_token: true,
  delivery: true,
  dispute: true,
  event: true,
  notification: true,
  notification_delivery: true,
  onboarding_link: true,
  payment_intent: true,
  payment_method: true,
  payout: true,
  refund: true,
  transfer: true,
  transfer_reversal: true,
}
export const KINDS = Object.keys(KIND_NAMES) as Kind[]

/** The fields by which objects are looked up often enough to keep an index. */
export const INDEXED: { [K in Kind]?: (value: Kinds[K]) => Iterable<[field: string, value: string]> } = {
  charge: (charge) => refs({ payment_intent: charge.payment_intent, transfer_group: charge.transfer_group }),
  refund: (refund) => refs({ payment_intent: refund.payment_intent, charge: refund.charge }),
  transfer: (transfer) =>
    refs({
      source_transaction: transfer.source_transaction,
      transfer_group: transfer.transfer_group,
      destination: transfer.destination,
    }),
  transfer_reversal: (reversal) => refs({ transfer: reversal.transfer }),
  balance_transaction: (transaction) => refs({ source: transaction.source, type: transaction.type }),
  account_transaction: ({ account }) => [['account', account]],
  dispute: (dispute) => refs({ charge: dispute.charge, payment_intent: dispute.payment_intent }),
  payout: ({ account }) => [['account', account]],
  notification: ({ related_object: about }) => [['about', about.id]],
  event: (event) => [['type', event.type]],
  payment_intent: (intent) => [
    ...refs({ transfer_group: intent.transfer_group }),
    ...Object.entries(intent.metadata).map(([key, value]): [string, string] => [`metadata.${key}`, value]),
  ],
}

/** Expandable fields are stored as bare ids, so an id is all there is to find here. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  if (reference === null || reference === undefined) return null
  return typeof reference === 'string' ? reference : reference.id
}

function* refs(fields: Record<string, string | { id: string } | null | undefined>): Iterable<[string, string]> {
  for (const [field, reference] of Object.entries(fields)) {
    const id = idOf(reference)
    if (id !== null) yield [field, id]
  }
}
