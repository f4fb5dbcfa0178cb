// resources/transfers.ts: money from the platform to a connected account.
import type Stripe from 'stripe'
import { allowOnly, metadata, needText, text } from '../entry/params.ts'
import { forbidden, noSuch } from '../entry/refusal.ts'
import { page } from '../entry/render.ts'
import type { Call, Route } from '../entry/serve.ts'
import { newId } from '../state/ids.ts'
import { idOf } from '../state/kinds.ts'
import type { Work } from '../state/work.ts'
import { needAccount } from './accounts.ts'
import { needCharge } from './charges.ts'
import { amountOf, book, bookFor, currencyOf, refuseBeyondBalance, shown } from './money.ts'

type Transfer = Stripe.Transfer

function create({ work, params }: Call) {
  allowOnly(params, 'amount currency destination source_transaction transfer_group metadata description')
  const amount = amountOf(params)
  const currency = currencyOf(params)
  const account = needAccount(work, needText(params, 'destination'), 'destination', 400)
  const source = text(params, 'source_transaction')
  const charge = source === null ? null : needCharge(work, source, 'source_transaction', 400)
  const group = text(params, 'transfer_group')
  refuseWithoutCapability(account)
  if (charge) refuseBeyondCharge(work, charge, amount, currency, group)
  else refuseBeyondBalance(work, '', amount, currency)

  const id = newId('tr')
  const payment = newId('py')
  const transaction = book(work, { type: 'transfer', category: 'transfer', amount: -amount, currency, source: id })
  bookFor(work, account.id, { type: 'payment', category: 'charge', amount, currency, source: payment })
  const transfer: Transfer = work.put('transfer', {
    id,
    object: 'transfer',
    amount,
    amount_reversed: 0,
    balance_transaction: transaction.id,
    created: work.now,
    currency,
    description: text(params, 'description'),
    destination: account.id,
    destination_payment: payment,
    livemode: false,
    metadata: metadata(params),
    reversals: { object: 'list', data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: charge?.id ?? null,
    source_type: 'card',
    transfer_group: group ?? groupOf(charge),
  })
  work.emit('transfer.created', transfer)
  return transfer
}

function refuseWithoutCapability(account: Stripe.Account) {
  if (account.capabilities?.transfers === 'active') return
  throw forbidden(
    'Your destination account needs to have at least one of the following capabilities enabled: transfers, ' +
      'crypto_transfers, legacy_payments',
    'insufficient_capabilities_for_transfer',
  )
}

/** With a source the platform's balance does not matter, but all transfers together may not exceed the charge. */
function refuseBeyondCharge(work: Work, charge: Stripe.Charge, amount: number, currency: string, group: string | null) {
  if (!charge.captured) throw forbidden(`The charge ${charge.id} has not been captured yet.`, undefined, SOURCE)
  if (charge.currency !== currency) {
    throw forbidden(
      `The currency of source_transaction's balance transaction (${charge.currency}) must be the same as the ` +
        `transfer currency (${currency}).`,
      undefined,
      SOURCE,
    )
  }
  if (group !== null && charge.transfer_group !== null && group !== charge.transfer_group) {
    throw forbidden("The transfer_group must be the source_transaction's.", undefined, { param: 'transfer_group' })
  }
  const drawn = work.store
    .where('transfer', 'source_transaction', charge.id)
    .reduce((sum, transfer) => sum + transfer.amount - transfer.amount_reversed, 0)
  if (drawn + amount <= charge.amount_captured) return
  throw forbidden(
    'Transfers using this transaction as a source must not exceed the source amount of ' +
      `${shown(charge.amount_captured, currency)}. (There is already a transfer using this source, amounting to ` +
      `${shown(drawn, currency)}.)`,
    undefined,
    SOURCE,
  )
}
const SOURCE = { param: 'source_transaction' }

function groupOf(charge: Stripe.Charge | null): string | null {
  if (!charge) return null
  return charge.transfer_group ?? `group_${idOf(charge.payment_intent) ?? charge.id}`
}

function update({ work, params, path }: Call) {
  allowOnly(params, 'metadata description')
  const transfer = needTransfer(work, path.id as string)
  const changed = work.put('transfer', {
    ...transfer,
    metadata: 'metadata' in params ? metadata(params, transfer.metadata) : transfer.metadata,
    description: 'description' in params ? text(params, 'description') : transfer.description,
  })
  work.emit('transfer.updated', changed)
  return changed
}

export function needTransfer(work: Work, id: string): Transfer {
  const transfer = work.get('transfer', id)
  if (!transfer) throw noSuch('transfer', id, 'transfer')
  return transfer
}

function listTransfers({ work, params }: Call) {
  allowOnly(params, 'destination transfer_group created limit starting_after ending_before')
  const destination = text(params, 'destination')
  const group = text(params, 'transfer_group')
  const by: [string, string] | undefined =
    group !== null ? ['transfer_group', group] : destination !== null ? ['destination', destination] : undefined
  const keep = (transfer: Transfer) => destination === null || transfer.destination === destination
  return page({ work, kind: 'transfer', params, url: '/v1/transfers', by, keep })
}

export const transferRoutes: Route[] = [
  { method: 'POST', path: '/v1/transfers', run: create },
  { method: 'GET', path: '/v1/transfers', run: listTransfers },
  { method: 'GET', path: '/v1/transfers/:id', run: ({ work, path }) => needTransfer(work, path.id as string) },
  { method: 'POST', path: '/v1/transfers/:id', run: update },
]
