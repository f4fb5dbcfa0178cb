// A deal for tests, laid into the tables as orders and payouts leave them, and the facts that tell of it.
import { festival } from '../../../test/given.ts'
import type { World } from '../../../test/world.ts'
import { newAdmissionCode, newId } from '../../kit/id.ts'
import type { Fact } from '../../kit/scope.ts'

export type Mail = { kind: string; to: string; subject: string; text: string; links: string[] }
const PARTS = {
  buyerFeeMinor: 240,
  buyerFeeTaxMinor: 46,
  sellerFeeMinor: 144,
  sellerFeeTaxMinor: 27,
  organizerShareMinor: 100,
}

/** A deal as orders leave it, with as many tickets as asked. What the seller receives is €45.29 a ticket. */
export async function givenDeal(world: World, quantity = 1) {
  const instance = world.caller('localhost', {})
  const tenant = await world.givenTenant()
  const [buyer, seller] = [await tenant.givenFan(), await tenant.givenFan()]
  const { body: event } = await tenant.admin.post(
    '/v1/admin/events',
    festival({ startsAt: '2031-07-01T18:30:00Z', endsAt: '2031-07-01T22:00:00Z' }),
  )
  const [listingId, orderId] = [newId(), newId()]
  const tickets = Array.from({ length: quantity }, (_, i) => ({
    id: newId(),
    line: i + 1,
    lineId: newId(),
    code: newAdmissionCode(),
  }))
  await tenant.system.write(async ({ db, now, secrets }) => {
    const { policyId } = await db
      .selectFrom('events')
      .select('policyId')
      .where('id', '=', event.id)
      .executeTakeFirstOrThrow()
    const common = {
      eventId: event.id as string,
      ticketTypeId: event.ticketTypes[0].id as string,
      createdAt: now,
      updatedAt: now,
    }
    for (const { id, line, code } of tickets) {
      await db
        .insertInto('tickets')
        .values({
          ...common,
          id,
          seatZone: 'Block A',
          seatRow: '3',
          seatNumber: String(line),
          paidMinor: 5000,
          origin: 'import',
          codeSince: now,
          holderId: buyer.id,
        })
        .execute()
      await db
        .insertInto('ticketCodes')
        .values({
          ticketId: id,
          generation: 1,
          eventId: event.id,
          hash: secrets.hash('code', code),
          sealed: secrets.seal(code, id),
          issuedAt: now,
        })
        .execute()
    }
    await db
      .insertInto('listings')
      .values({
        ...common,
        id: listingId,
        sellerId: seller.id,
        state: 'active',
        policyId,
        currency: 'EUR',
        priceMinor: 4800,
        buyerPaysMinor: 5086,
        paidMinor: 5000,
      })
      .execute()
    for (const { id } of tickets)
      await db.insertInto('listingTickets').values({ listingId, ticketId: id, state: 'open' }).execute()
    await db
      .insertInto('orders')
      .values({
        id: orderId,
        number: 'K7QX-4M2P',
        eventId: event.id,
        listingId,
        buyerId: buyer.id,
        state: 'fulfilled',
        policyId,
        currency: 'EUR',
        quantity,
        totalMinor: 5086 * quantity,
        heldUntil: now,
        createdAt: now,
        fulfilledAt: now,
      })
      .execute()
    for (const { id, line, lineId } of tickets)
      await db
        .insertInto('orderLines')
        .values({
          id: lineId,
          orderId,
          line,
          ticketId: id,
          sellerId: seller.id,
          state: 'holding',
          priceMinor: 4800,
          ...PARTS,
          releaseAt: new Date('2031-07-02T22:30:00Z'),
        })
        .execute()
  })
  const happens = (...facts: Fact[]) =>
    tenant.system.write(async (scope) => facts.forEach((fact) => scope.record(fact)))
  /** What each party is told by these facts, oldest first. */
  const tell = async (...facts: Fact[]) => {
    const before = new Set((await mails()).map((mail) => mail.text))
    await happens(...facts)
    await world.runJobs()
    return (await mails()).filter((mail) => !before.has(mail.text)).toReversed()
  }
  const mails = async (): Promise<Mail[]> => (await instance.get(`/dev/mail?tenant=${tenant.slug}`)).body.items
  return { ...tenant, buyer, seller, listingId, orderId, tickets, happens, tell }
}
export type Deal = Awaited<ReturnType<typeof givenDeal>>

export const fulfilled = ({ orderId }: Deal): Fact => ({
  name: 'order.fulfilled',
  subjectId: orderId,
  body: { orderId },
})
export const toOf = (mails: Mail[], { email }: { email: string }) => mails.filter((mail) => mail.to === email)

export async function givenRefund(
  { system, orderId, tickets }: Deal,
  ticket: 'return_to_seller' | 'void' | 'none',
): Promise<Fact> {
  const refundId = newId()
  await system.write((scope) =>
    scope.db
      .insertInto('refunds')
      .values({
        id: refundId,
        orderId,
        lineIds: tickets.map((one) => one.lineId),
        amountMinor: 5086,
        currency: 'EUR',
        reason: 'internal note',
        ticket,
        createdAt: scope.now,
      })
      .execute(),
  )
  return { name: 'order.refunded', subjectId: orderId, body: { orderId, refundId } }
}

export async function givenPayout(
  { system, orderId, seller, tickets }: Deal,
  index: number,
  blockedReason: string | null,
  party: 'seller' | 'organizer' = 'seller',
) {
  const id = newId()
  await system.write((scope) =>
    scope.db
      .insertInto('payouts')
      .values({
        id,
        party,
        fanId: party === 'seller' ? seller.id : null,
        orderId,
        lineId: tickets[index]!.lineId,
        amountMinor: 4529,
        currency: 'EUR',
        state: blockedReason ? 'blocked' : 'paid',
        blockedReason,
        createdAt: scope.now,
      })
      .execute(),
  )
  return { name: blockedReason ? 'payout.blocked' : 'payout.paid', subjectId: id, body: { payoutId: id } }
}
