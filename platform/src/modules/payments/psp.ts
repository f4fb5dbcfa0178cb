// What we need of a payment service provider, in our words; stripe.ts speaks them to Stripe.

/** Where an intent stands. `authorized` is held on the card, `captured` is ours to hold. */
export type Intent = {
  id: string
  status: 'needs_method' | 'needs_action' | 'processing' | 'authorized' | 'captured' | 'cancelled'
  amountMinor: number
  currency: string
  orderId: string | null
  /** The attempt that made it; stands in its metadata. */
  operationId: string | null
  clientSecret: string | null
  declinedCode: string | null
  charge: { id: string; fee: { reference: string; amountMinor: number; currency: string } | null } | null
}
export type PspAccount = { id: string; transfersReady: boolean; requirements: string[] }
export type PspRefund = { id: string; status: 'pending' | 'succeeded' | 'failed' }
/** What a bank took from a charge, or gave back: one movement of our balance at the provider, in what it was settled in. */
export type DisputeMove = { reference: string; amountMinor: number; feeMinor: number; currency: string }
/** An `inquiry` only asks; from `open` on the money is away. */
export type PspDispute = {
  id: string
  intentId: string | null
  status: 'inquiry' | 'open' | 'won' | 'lost'
  reason: string | null
  amountMinor: number
  currency: string
  withdrawn: DisputeMove | null
  reinstated: DisputeMove | null
}
export type PspEvent = {
  id: string
  type: string
  objectId: string
  tenantId: string | null
  accountId: string | null
  /** The payment it concerns, where it carries no metadata of ours. */
  intentId: string | null
  subjectId: string | null
}

/** Names the tenant, the thing and the attempt; stands in the metadata of every object at the provider. */
export type Reference = { tenantId: string; operationId: string; subjectId: string }
export type Amount = { amountMinor: number; currency: string }

/** Every call carries the operation's id as idempotency key, so that asking again is never doing again. */
export type Psp = {
  /** Whether real money moves. A market of the other mode takes no payments here. */
  mode: 'live' | 'test'
  authorize(
    ref: Reference,
    amount: Amount,
    wish: { confirmationToken: string; returnUrl: string; description: string },
  ): Promise<Intent>
  intent(id: string): Promise<Intent>
  /** The payment an operation made, where its own answer is lost for good. Found within a minute of being made. */
  findIntent(ref: Reference): Promise<Intent | null>
  capture(ref: Reference, intentId: string): Promise<Intent>
  cancel(ref: Reference, intentId: string): Promise<Intent>
  refund(ref: Reference, amount: Amount, intentId: string): Promise<PspRefund>
  /** What an operation did, where its answer may be lost: looked for by its id, which stands in everything it made. */
  findRefund(intentId: string, operationId: string): Promise<PspRefund | null>
  dispute(id: string): Promise<PspDispute>
  findTransfer(orderId: string, operationId: string): Promise<{ id: string } | null>
  transfer(
    ref: Reference,
    amount: Amount,
    to: { account: string; sourceCharge: string | null },
  ): Promise<{ id: string }>
  createAccount(
    ref: Reference,
    wish: { email: string | null; country: string; party: 'seller' | 'organizer' },
  ): Promise<PspAccount>
  account(id: string): Promise<PspAccount>
  onboardingLink(
    accountId: string,
    urls: { returnUrl: string; refreshUrl: string },
  ): Promise<{ url: string; expiresAt: Date }>
  /** Null when the signature is not the provider's, or older than five minutes. */
  readEvent(body: string, signature: string): PspEvent | null
}

/** The provider said no, for good: this attempt is over. */
export class PspRefused extends Error {
  readonly code: string
  readonly declined: boolean
  readonly intentId: string | null
  constructor(code: string, message: string, declined = false, intentId: string | null = null) {
    super(message)
    this.code = code
    this.declined = declined
    this.intentId = intentId
  }
}

/** No answer, or one that proves nothing: the effect may or may not be there. Never a failure, always a question. */
export class PspInDoubt extends Error {
  /** The provider repeats its first, broken answer to this key: asking again under it will never say more. */
  readonly isStuck: boolean
  constructor(what: string, cause: unknown, isStuck = false) {
    super(`${what}: outcome unknown`, { cause })
    this.isStuck = isStuck
  }
}
