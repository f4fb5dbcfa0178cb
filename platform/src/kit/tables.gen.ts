// Made by platform/scripts/tables.ts from the migrations. Do not edit.
import type { Generated, GeneratedAlways } from 'kysely'

export type Json = unknown

export type DB = {
  admissions: {
    tenantId: Generated<string>
    id: string
    eventId: string
    ticketId: string
    generation: number
    admittedAt: Date
    admittedBy: Json
  }
  apiKeys: {
    tenantId: Generated<string>
    id: string
    kind: 'publishable' | 'secret'
    hash: Buffer
    hint: string
    scopes: string[]
    createdAt: Generated<Date>
    revokedAt: Date | null
  }
  brands: {
    tenantId: Generated<string>
    document: Json
    version: Generated<number>
    updatedAt: Generated<Date>
  }
  connectedAccounts: {
    tenantId: Generated<string>
    id: string
    party: 'seller' | 'organizer'
    fanId: string | null
    pspAccount: string | null
    transfersReady: Generated<boolean>
    requirements: Generated<string[]>
    createdAt: Date
    updatedAt: Date
  }
  disputes: {
    tenantId: Generated<string>
    id: string
    orderId: string
    pspDispute: string
    amountMinor: number
    feeMinor: Generated<number>
    currency: string
    reason: string | null
    state: Generated<'open' | 'won' | 'lost'>
    liability: 'seller' | 'organizer' | 'operator' | null
    openedAt: Date
    closedAt: Date | null
  }
  events: {
    tenantId: Generated<string>
    id: string
    name: string
    description: Generated<string>
    externalRef: string | null
    state: Generated<'draft' | 'in_review' | 'published' | 'postponed' | 'completed' | 'cancelled'>
    venueName: string
    venueCity: string
    venueCountry: string
    venueAddress: string | null
    timeZone: string
    startsAt: Date
    endsAt: Date
    doorsAt: Date | null
    currency: string
    admission: 'gate' | 'code_list' | null
    policyId: string
    resaleOpensAt: Date | null
    resaleClosesAt: Date
    dueAt: Date | null
    createdAt: Date
    updatedAt: Date
  }
  factDeliveries: {
    tenantId: Generated<string>
    factId: string
    listener: string
    deliveredAt: Date
  }
  facts: {
    tenantId: Generated<string>
    id: string
    position: GeneratedAlways<number>
    name: string
    subjectId: string | null
    body: Json
    actor: Json
    requestId: string | null
    recordedAt: Date
    relayedAt: Date | null
    toldAt: Date | null
  }
  fanAccounts: {
    tenantId: Generated<string>
    id: string
    userId: string
    accountId: string
    providerId: string
    accessToken: string | null
    refreshToken: string | null
    idToken: string | null
    accessTokenExpiresAt: Date | null
    refreshTokenExpiresAt: Date | null
    scope: string | null
    password: string | null
    createdAt: Generated<Date>
    updatedAt: Generated<Date>
  }
  fanSessions: {
    tenantId: Generated<string>
    id: string
    userId: string
    token: string
    expiresAt: Date
    ipAddress: string | null
    userAgent: string | null
    createdAt: Generated<Date>
    updatedAt: Generated<Date>
  }
  fanVerifications: {
    tenantId: Generated<string>
    id: string
    identifier: string
    value: string
    expiresAt: Date
    createdAt: Generated<Date>
    updatedAt: Generated<Date>
  }
  fans: {
    tenantId: Generated<string>
    id: string
    name: string
    email: string
    emailVerified: Generated<boolean>
    image: string | null
    createdAt: Generated<Date>
    updatedAt: Generated<Date>
  }
  idempotencyKeys: {
    tenantId: Generated<string>
    keyHash: Buffer
    requestHash: Buffer
    status: number | null
    answer: Buffer | null
    leasedUntil: Date | null
    createdAt: Generated<Date>
  }
  importRows: {
    tenantId: Generated<string>
    importId: string
    line: number
    externalRef: string | null
    action: 'create' | 'update' | 'void' | 'unchanged' | 'skip'
    problems: Generated<Json>
    reading: Generated<Json>
    codeSealed: Buffer | null
    codeHash: Buffer | null
    appliedAt: Date | null
  }
  imports: {
    tenantId: Generated<string>
    id: string
    eventId: string
    format: 'pretix'
    state: Generated<'reading' | 'ready' | 'applying' | 'applied' | 'refused'>
    counts: Generated<Json>
    problems: Generated<Json>
    dueAt: Date | null
    createdAt: Date
    appliedAt: Date | null
  }
  ledgerAccounts: {
    tenantId: Generated<string>
    id: string
    currency: string
    code: string
    owner: Generated<string>
    normal: number
    tracked: boolean
    floor: number | null
    frozen: Generated<boolean>
    balance: Generated<number>
  }
  ledgerEntries: {
    tenantId: Generated<string>
    postingId: string
    seq: number
    accountId: string
    currency: string
    amount: number
  }
  ledgerPostings: {
    tenantId: Generated<string>
    id: string
    currency: string
    kind: string
    reference: string
    orderId: string | null
    xact: GeneratedAlways<string>
    postedAt: Date
  }
  listingTickets: {
    tenantId: Generated<string>
    listingId: string
    ticketId: string
    state: Generated<'open' | 'held' | 'sold' | 'out'>
  }
  listings: {
    tenantId: Generated<string>
    id: string
    eventId: string
    ticketTypeId: string
    sellerId: string
    state: 'active' | 'paused' | 'sold' | 'withdrawn' | 'expired' | 'removed'
    policyId: string
    currency: string
    priceMinor: number
    buyerPaysMinor: number
    paidMinor: number
    endedReason: string | null
    dueAt: Date | null
    createdAt: Date
    updatedAt: Date
  }
  mails: {
    tenantId: Generated<string>
    id: string
    kind: string
    recipient: string
    subject: string
    sealed: Buffer | null
    state: Generated<'queued' | 'sent' | 'failed'>
    attempts: Generated<number>
    error: string | null
    dueAt: Date | null
    createdAt: Date
    sentAt: Date | null
  }
  orderLines: {
    tenantId: Generated<string>
    id: string
    orderId: string
    line: number
    ticketId: string
    sellerId: string
    state: Generated<'held' | 'gone' | 'holding' | 'released' | 'refunded' | 'lost'>
    priceMinor: number
    buyerFeeMinor: number
    buyerFeeTaxMinor: number
    sellerFeeMinor: number
    sellerFeeTaxMinor: number
    organizerShareMinor: number
    dueAt: Date | null
    releaseAt: Date | null
    releasedAt: Date | null
    refundedAt: Date | null
  }
  orders: {
    tenantId: Generated<string>
    id: string
    number: string
    eventId: string
    listingId: string
    buyerId: string
    state: Generated<'held' | 'paying' | 'authorized' | 'securing' | 'fulfilled' | 'completed' | 'expired' | 'cancelled' | 'failed' | 'in_doubt'>
    doubtFrom: string | null
    policyId: string
    currency: string
    quantity: number
    totalMinor: number
    heldUntil: Date
    pspIntent: string | null
    pspCharge: string | null
    actionSecret: string | null
    declinedCode: string | null
    dueAt: Date | null
    createdAt: Date
    fulfilledAt: Date | null
    completedAt: Date | null
  }
  organizations: {
    id: string
    name: string
    createdAt: Generated<Date>
  }
  payouts: {
    tenantId: Generated<string>
    id: string
    party: 'seller' | 'organizer'
    fanId: string | null
    orderId: string
    lineId: string
    amountMinor: number
    currency: string
    state: Generated<'scheduled' | 'blocked' | 'submitted' | 'paid' | 'refused' | 'reversed' | 'dropped'>
    blockedReason: string | null
    sourceCharge: string | null
    operationId: string | null
    dueAt: Date | null
    createdAt: Date
    paidAt: Date | null
  }
  policies: {
    tenantId: Generated<string>
    id: string
    ceilingPercent: number
    buyerFeeBasisPoints: number
    sellerFeeBasisPoints: number
    organizerShareBasisPoints: number
    feeTaxBasisPoints: number
    releaseDelayHours: number
    createdAt: Date
  }
  pspEvents: {
    tenantId: Generated<string>
    id: string
    type: string
    objectId: string
    subjectId: string | null
    receivedAt: Date
  }
  pspOperations: {
    tenantId: Generated<string>
    id: string
    kind: 'authorize' | 'capture' | 'cancel' | 'refund' | 'transfer'
    subjectId: string
    amountMinor: number
    currency: string
    params: Generated<Json>
    state: Generated<'planned' | 'sent' | 'succeeded' | 'failed' | 'dropped'>
    pspObject: string | null
    outcome: Json | null
    attempts: Generated<number>
    createdAt: Date
    sentAt: Date | null
    settledAt: Date | null
  }
  purchases: {
    tenantId: Generated<string>
    id: string
    eventId: string
    externalRef: string
    email: string | null
    orderedAt: Date | null
    createdAt: Date
  }
  refunds: {
    tenantId: Generated<string>
    id: string
    orderId: string
    lineIds: string[]
    amountMinor: number
    currency: string
    reason: string
    ticket: 'return_to_seller' | 'void' | 'none'
    state: Generated<'pending' | 'succeeded' | 'failed'>
    operationId: string | null
    dueAt: Date | null
    createdAt: Date
    settledAt: Date | null
  }
  tenantHosts: {
    host: string
    tenantId: string
  }
  tenants: {
    tenantId: string
    organizationId: string
    name: string
    slug: string
    mode: 'live' | 'test'
    state: Generated<'live' | 'suspended' | 'closed'>
    clockOffsetMs: Generated<number>
    createdAt: Generated<Date>
  }
  ticketCodes: {
    tenantId: Generated<string>
    ticketId: string
    generation: number
    eventId: string
    hash: Buffer
    sealed: Buffer
    state: Generated<'alive' | 'revoked'>
    issuedAt: Date
    revokedAt: Date | null
  }
  ticketTypes: {
    tenantId: Generated<string>
    id: string
    eventId: string
    name: string
    faceValueMinor: number | null
    createdAt: Date
  }
  tickets: {
    tenantId: Generated<string>
    id: string
    eventId: string
    ticketTypeId: string
    purchaseId: string | null
    externalRef: string | null
    state: Generated<'valid' | 'listed' | 'selling' | 'sending' | 'admitted' | 'out' | 'blocked' | 'void'>
    generation: Generated<number>
    holderId: string | null
    holderEmail: string | null
    holderName: string | null
    seatZone: string | null
    seatRow: string | null
    seatNumber: string | null
    seatName: string | null
    paidMinor: number
    origin: 'import' | 'resale'
    codeSince: Date
    createdAt: Date
    updatedAt: Date
  }
}
