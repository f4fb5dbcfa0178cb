import { expect, test } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { fulfilled, givenDeal, givenPayout, givenRefund, toOf } from './deal.testing.ts'

const world = await openWorld()

test('after a sale the buyer is told where the ticket is, and the seller what comes and when', async () => {
  const deal = await givenDeal(world)
  const mails = await deal.tell(fulfilled(deal))
  const [bought] = toOf(mails, deal.buyer)
  expect(bought).toMatchObject({ kind: 'ticket_ready', subject: 'Your ticket for Harbour Lights is ready' })
  expect(bought!.links).toEqual([`http://${deal.slug}.localhost:4000/tickets/${deal.tickets[0]!.id}`])
  for (const said of [
    'K7QX-4M2P',
    '1 July 2031 at 20:30',
    'Old Docks, Hamburg',
    'Weekend: Block A, row 3, seat 1',
    '€50.86',
  ])
    expect(bought!.text).toContain(said)
  const [sold] = toOf(mails, deal.seller)
  expect(sold).toMatchObject({ kind: 'ticket_sold', subject: 'Your ticket for Harbour Lights sold' })
  expect(sold!.text).toContain('You receive €45.29 on 3 July 2031.')
  expect(sold!.text).toContain('tell us before then where the money should go')
  expect(mails).toHaveLength(2)
})

test('several tickets are one mail each way, and sums are of all of them', async () => {
  const deal = await givenDeal(world, 3)
  const mails = await deal.tell(fulfilled(deal))
  expect(mails.map((mail) => mail.subject).toSorted()).toEqual([
    'Your 3 tickets for Harbour Lights are ready',
    'Your 3 tickets for Harbour Lights sold',
  ])
  expect(toOf(mails, deal.seller)[0]!.text).toContain('€135.87')
  expect(toOf(mails, deal.buyer)[0]!.text).toContain(
    'seat 1; Weekend: Block A, row 3, seat 2; Weekend: Block A, row 3, seat 3',
  )
})

test('no mail ever holds a code, and neither party learns who the other is', async () => {
  const deal = await givenDeal(world, 2)
  const mails = await deal.tell(
    fulfilled(deal),
    await givenRefund(deal, 'return_to_seller'),
    await givenPayout(deal, 0, null),
  )
  expect(mails.length).toBeGreaterThanOrEqual(5)
  for (const mail of mails) {
    for (const { code } of deal.tickets) expect(mail.text).not.toContain(code)
    const other = mail.to === deal.buyer.email ? deal.seller : deal.buyer
    expect(mail.text).not.toContain(other.email)
    expect(mail.text).not.toMatch(/reseat|internal note|undefined|NaN/i)
  }
})

test('a fact told twice is one mail', async () => {
  const deal = await givenDeal(world)
  await deal.tell(fulfilled(deal))
  await world.owner.query('update facts set relayed_at = null')
  expect(await deal.tell()).toEqual([])
})

test('a refund is told to the buyer, and to the seller as far as it concerns the seller', async () => {
  const undone = await givenDeal(world)
  const returned = await undone.tell(await givenRefund(undone, 'return_to_seller'))
  expect(toOf(returned, undone.buyer)[0]).toMatchObject({
    kind: 'refund_made',
    subject: '€50.86 is on its way back to you',
    links: [`http://${undone.slug}.localhost:4000/orders/${undone.orderId}`],
  })
  expect(toOf(returned, undone.seller)[0]!.text).toMatch(/yours again[\s\S]*owe nothing/)

  const late = await givenDeal(world)
  await late.system.write((scope) =>
    scope.db.updateTable('orderLines').set({ state: 'released', releasedAt: scope.now }).execute(),
  )
  const voided = await late.tell(await givenRefund(late, 'void'))
  expect(toOf(voided, late.seller)[0]!.text).toMatch(/no longer valid[\s\S]*taken back/)

  const goodwill = await givenDeal(world)
  expect(toOf(await goodwill.tell(await givenRefund(goodwill, 'none')), goodwill.seller)).toEqual([])
})

test('money sent is told once per payout; the organizer’s part is nobody’s mail', async () => {
  const deal = await givenDeal(world)
  const mails = await deal.tell(await givenPayout(deal, 0, null), await givenPayout(deal, 0, null, 'organizer'))
  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatchObject({ kind: 'payout_sent', to: deal.seller.email, subject: '€45.29 is on its way to you' })
})

test('missing payout details are one reminder a day, however many tickets wait for them', async () => {
  const deal = await givenDeal(world, 3)
  const blocked = [await givenPayout(deal, 0, 'account_not_ready'), await givenPayout(deal, 1, 'account_not_ready')]
  const mails = await deal.tell(...blocked)
  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatchObject({
    kind: 'payout_blocked',
    to: deal.seller.email,
    links: [`http://${deal.slug}.localhost:4000/listings`],
  })
  expect(await deal.tell(await givenPayout(deal, 2, 'account_not_ready_yet'))).toEqual([])
})

test('a seller is told that an offer stands, and why it ended, unless it was the seller’s own doing', async () => {
  const offered = await givenDeal(world, 2)
  const [created] = await offered.tell({
    name: 'listing.created',
    subjectId: offered.listingId,
    body: { listingId: offered.listingId },
  })
  expect(created).toMatchObject({
    kind: 'listing_created',
    to: offered.seller.email,
    subject: 'Your 2 tickets for Harbour Lights are on sale',
  })
  expect(created!.text).toContain('€48.00 each')

  const ended = async (state: 'expired' | 'removed' | 'withdrawn', reason: string) => {
    const { listingId, system, tell } = await givenDeal(world)
    await system.write((scope) => scope.db.updateTable('listings').set({ state, endedReason: reason }).execute())
    const mails = await tell({ name: 'listing.ended', subjectId: listingId, body: { listingId, state, reason } })
    return mails.map((mail) => mail.text).join()
  }
  expect(await ended('removed', 'Sold outside of the rules')).toContain('Sold outside of the rules')
  expect(await ended('expired', 'resale_closed')).toContain('Resale for this event has closed')
  expect(await ended('withdrawn', 'ticket_voided')).toContain('cancelled where it was first sold')
  expect(await ended('withdrawn', 'withdrawn_by_seller')).toBe('')
  expect(await ended('withdrawn', 'ticket_admitted')).toBe('')
})
