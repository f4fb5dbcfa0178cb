// resources/transfer-reversals.ts: taking a transfer back, wholly or in part, from the connected account's balance.
import type Stripe from 'stripe'
import { allowOnly, metadata, text } from '../entry/params.ts'
import { forbidden, noSuch } from '../entry/refusal.ts'
import { page, sublist } from '../entry/render.ts'
import type { Call, Route } from '../entry/serve.ts'
import { newId } from '../state/ids.ts'
import { idOf } from '../state/kinds.ts'
import { amountOf, book, bookFor, refuseBeyondBalance, shown } from './money.ts'
import { needTransfer } from './transfers.ts'

const PATH = '/v1/transfers/:id/reversals'

function create({ work, params, path }: Call) {
  allowOnly(params, 'amount metadata description refund_application_fee')
  const transfer = needTransfer(work, path.id as string)
  const left = transfer.amount - transfer.amount_reversed
  if (left === 0) throw forbidden(`Transfer ${transfer.id} has already been fully reversed.`)
  const amount = text(params, 'amount') === null ? left : amountOf(params)
  const { currency } = transfer
  if (amount > left) {
    throw forbidden(
      `Reversal amount (${shown(amount, currency)}) is greater than the unreversed amount of the transfer ` +
        `(${shown(left, currency)}).`,
      undefined,
      { param: 'amount' },
    )
  }
  const account = idOf(transfer.destination) as string
  refuseBeyondBalance(work, account, amount, currency)

  const id = newId('trr')
  const refund = newId('pyr')
  const entry = { currency, source: id, category: 'transfer_reversal' }
  const transaction = book(work, { ...entry, type: 'transfer_refund', amount })
  bookFor(work, account, { ...entry, type: 'payment_refund', category: 'refund', amount: -amount, source: refund })
  const reversal: Stripe.TransferReversal = work.put('transfer_reversal', {
    id,
    object: 'transfer_reversal',
    amount,
    balance_transaction: transaction.id,
    created: work.now,
    currency,
    destination_payment_refund: refund,
    metadata: metadata(params),
    source_refund: null,
    transfer: transfer.id,
  })
  const before = work.store.where('transfer_reversal', 'transfer', transfer.id)
  const reversed = work.put('transfer', {
    ...transfer,
    amount_reversed: transfer.amount_reversed + amount,
    reversed: amount === left,
    reversals: sublist([reversal, ...before], transfer.reversals.url),
  })
  work.emit('transfer.reversed', reversed)
  return reversal
}

function listReversals({ work, params, path }: Call) {
  allowOnly(params, 'limit starting_after ending_before')
  const transfer = needTransfer(work, path.id as string)
  const by: [string, string] = ['transfer', transfer.id]
  return page({ work, kind: 'transfer_reversal', params, url: transfer.reversals.url, by })
}

function retrieve({ work, path }: Call) {
  const reversal = work.get('transfer_reversal', path.reversal as string)
  if (!reversal || reversal.transfer !== path.id) throw noSuch('transfer reversal', path.reversal)
  return reversal
}

export const reversalRoutes: Route[] = [
  { method: 'POST', path: PATH, run: create },
  { method: 'GET', path: PATH, run: listReversals },
  { method: 'GET', path: `${PATH}/:reversal`, run: retrieve },
]
