// What a seller is told of money: that it was sent, or what is missing before it can be.
import { after, hours } from '../../kit/clock.ts'
import type { Scope } from '../../kit/scope.ts'
import { sendMail } from '../mail/index.ts'
import { findPayout, localeOf, wasTold } from './queries.ts'
import { moneyText, ticketText } from './words.ts'

const REMIND_AFTER = hours(24)

export async function tellOfPayout(scope: Scope, payoutId: string): Promise<void> {
  const payout = await findPayout(scope, payoutId)
  if (!payout) return // the organizer's part: its own books say it
  const amount = moneyText(payout, await localeOf(scope))
  await sendMail(scope, {
    kind: 'payout_sent',
    to: payout.email,
    subject: `${amount} is on its way to you`,
    title: `${amount} is on its way to you`,
    paragraphs: [
      `Thank you for selling your ticket for ${payout.eventName} here. Your bank shows the money within a few days.`,
    ],
    facts: [
      ['Order', payout.number],
      ['Event', payout.eventName],
      ['Ticket', ticketText(payout)],
      ['You receive', amount],
    ],
    action: { label: 'See my sales', path: '/listings' },
  })
}

/** Several tickets are several payouts, and one reminder. */
export async function tellOfBlockedPayout(scope: Scope, payoutId: string): Promise<void> {
  const payout = await findPayout(scope, payoutId)
  if (payout?.blockedReason !== 'account_not_ready') return
  if (await wasTold(scope, payout.email, 'payout_blocked', after(scope.now, -REMIND_AFTER))) return
  const title = 'Where should your money go?'
  await sendMail(scope, {
    kind: 'payout_blocked',
    to: payout.email,
    subject: title,
    title,
    paragraphs: [
      `The show is over, and what you earned with your ticket for ${payout.eventName} is ready.`,
      'Your payout details are not complete yet. Add them, and the money leaves by itself.',
    ],
    facts: [
      ['Order', payout.number],
      ['Event', payout.eventName],
      ['You receive', moneyText(payout, await localeOf(scope))],
    ],
    action: { label: 'Add my payout details', path: '/listings' },
  })
}
