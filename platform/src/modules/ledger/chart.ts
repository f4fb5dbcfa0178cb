// The chart of accounts: which side an account grows on, and which may never be overdrawn.
export type AccountCode =
  | 'psp'
  | 'psp_fee'
  | 'escrow'
  | 'fee_deferred'
  | 'tax_payable'
  | 'fee_revenue'
  | 'seller_payable'
  | 'seller_receivable'
  | 'organizer_payable'
  | 'organizer_receivable'
  | 'payout_transit'
  | 'refund_transit'
  | 'refund_owed'
  | 'goodwill'
  | 'dispute_hold'
  | 'chargeback_fee'
  | 'chargeback_loss'
  | 'bad_debt'
  | 'equity'

type Account = {
  normal: 1 | -1
  /** Guarded: keeps a balance that never falls below zero. Unguarded ones are hot, and summed when asked. */
  guarded: boolean
}

export const CHART: Record<AccountCode, Account> = {
  psp: { normal: 1, guarded: false },
  psp_fee: { normal: 1, guarded: false },
  escrow: { normal: -1, guarded: true },
  fee_deferred: { normal: -1, guarded: true },
  tax_payable: { normal: -1, guarded: false },
  fee_revenue: { normal: -1, guarded: false },
  seller_payable: { normal: -1, guarded: true },
  seller_receivable: { normal: 1, guarded: true },
  organizer_payable: { normal: -1, guarded: true },
  organizer_receivable: { normal: 1, guarded: true },
  payout_transit: { normal: -1, guarded: true },
  refund_transit: { normal: -1, guarded: true },
  refund_owed: { normal: -1, guarded: true },
  goodwill: { normal: 1, guarded: false },
  dispute_hold: { normal: 1, guarded: true },
  chargeback_fee: { normal: 1, guarded: false },
  chargeback_loss: { normal: 1, guarded: false },
  bad_debt: { normal: 1, guarded: false },
  equity: { normal: -1, guarded: false },
}
