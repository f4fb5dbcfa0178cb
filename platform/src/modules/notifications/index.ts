/** Decides who is told what has happened, in plain words. Mail only delivers it. */
import type { Listener, RecordedFact } from '../../kit/facts.ts'
import type { Scope } from '../../kit/scope.ts'
import { tellOfListing, tellOfListingEnd } from './listings.ts'
import { tellOfRefund, tellOfSale } from './orders.ts'
import { tellOfBlockedPayout, tellOfPayout } from './payouts.ts'

const id = (fact: RecordedFact, name: string) => fact.body[name] as string

// A released line needs no mail of its own: the payout that follows says it with a figure.
const TELL: Record<string, (scope: Scope, fact: RecordedFact) => Promise<void>> = {
  'listing.created': (scope, fact) => tellOfListing(scope, id(fact, 'listingId')),
  'listing.ended': (scope, fact) => tellOfListingEnd(scope, id(fact, 'listingId'), id(fact, 'reason')),
  'order.fulfilled': (scope, fact) => tellOfSale(scope, id(fact, 'orderId')),
  'order.refunded': (scope, fact) => tellOfRefund(scope, id(fact, 'refundId')),
  'payout.paid': (scope, fact) => tellOfPayout(scope, id(fact, 'payoutId')),
  'payout.blocked': (scope, fact) => tellOfBlockedPayout(scope, id(fact, 'payoutId')),
}

export const listeners: readonly Listener[] = [
  { name: 'notifications', facts: Object.keys(TELL), inScope: (scope, fact) => TELL[fact.name]!(scope, fact) },
]
