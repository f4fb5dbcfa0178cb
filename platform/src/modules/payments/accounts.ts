// Connected accounts: where the provider pays a seller, or the organizer, out.
import type { Selectable } from 'kysely'
import type { DB } from '../../kit/db.ts'
import { newId } from '../../kit/id.ts'
import type { Ctx, Scope } from '../../kit/scope.ts'
import { problem } from './problems.ts'
import { PspInDoubt, PspRefused, type PspAccount } from './psp.ts'

export type Party =
  | { party: 'seller'; fanId: string; email: string | null }
  | { party: 'organizer'; fanId: null; email: null }
export type ConnectedAccount = Selectable<DB['connectedAccounts']>

export const findAccount = (
  scope: Scope,
  { party, fanId }: Pick<Party, 'party' | 'fanId'>,
  how: 'look' | 'lock' = 'look',
): Promise<ConnectedAccount | undefined> =>
  scope.db
    .selectFrom('connectedAccounts')
    .selectAll()
    .where('party', '=', party)
    .where('fanId', fanId === null ? 'is' : '=', fanId)
    // Locked against `saveAccount`: what it lets go of must not be blocked behind its back.
    .$if(how === 'lock', (q) => q.forShare())
    .executeTakeFirst()

/** Opens the party's account at the provider where there is none, and a page there on which it is completed. */
export async function openOnboarding(
  ctx: Ctx,
  party: Party,
  wish: { returnPath: string; country: string },
): Promise<{ url: string; expiresAt: Date }> {
  const ours = await ctx.write((scope) => ensureAccount(scope, party))
  try {
    const account = ours.pspAccount ?? (await openAccount(ctx, ours, party, wish.country))
    const returnUrl = `${ctx.origin}${wish.returnPath}`
    return await ctx.outside.psp.onboardingLink(account, { returnUrl, refreshUrl: returnUrl })
  } catch (error) {
    if (error instanceof PspInDoubt) throw problem('provider_in_doubt')
    if (error instanceof PspRefused)
      throw problem('provider_refused', [{ pointer: '#/country', detail: error.message }])
    throw error
  }
}

// The row's id is the idempotency key: however often this is interrupted, the provider opens one account.
async function openAccount(ctx: Ctx, ours: ConnectedAccount, party: Party, country: string): Promise<string> {
  const open = (operationId: string) =>
    ctx.outside.psp.createAccount(
      { tenantId: ctx.tenant.id, operationId, subjectId: ours.id },
      { email: party.email, country, party: party.party },
    )
  const opened = await open(`${ours.id}-${country}`).catch((error: unknown) => {
    // The key is spent on a broken answer: an account nobody uses is better than a seller nobody pays.
    if (error instanceof PspInDoubt && error.isStuck) return open(newId())
    throw error
  })
  await ctx.write((scope) => saveAccount(scope, ours.id, opened))
  return opened.id
}

async function ensureAccount(scope: Scope, party: Party): Promise<ConnectedAccount> {
  await scope.db
    .insertInto('connectedAccounts')
    .values({ id: newId(), party: party.party, fanId: party.fanId, createdAt: scope.now, updatedAt: scope.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await findAccount(scope, party))!
}

/** Asks the provider how an account stands, and lets go of payouts that waited for it. */
export async function refreshAccount(ctx: Ctx, pspAccount: string): Promise<void> {
  const account = await ctx.outside.psp.account(pspAccount)
  await ctx.write(async (scope) => {
    const ours = await scope.db
      .selectFrom('connectedAccounts')
      .select(['id'])
      .where('pspAccount', '=', pspAccount)
      .executeTakeFirst()
    if (ours) await saveAccount(scope, ours.id, account)
  })
}

async function saveAccount(scope: Scope, id: string, account: PspAccount): Promise<void> {
  const before = await scope.db
    .selectFrom('connectedAccounts')
    .select(['transfersReady', 'party', 'fanId'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  await scope.db
    .updateTable('connectedAccounts')
    .set({
      pspAccount: account.id,
      transfersReady: account.transfersReady,
      requirements: account.requirements,
      updatedAt: scope.now,
    })
    .where('id', '=', id)
    .execute()
  if (account.transfersReady && !before.transfersReady) {
    await scope.db
      .updateTable('payouts')
      .set({ state: 'scheduled', blockedReason: null, dueAt: scope.now })
      .where('state', '=', 'blocked')
      .where('blockedReason', '=', 'account_not_ready')
      .where('party', '=', before.party)
      .where('fanId', before.fanId === null ? 'is' : '=', before.fanId)
      .execute()
    scope.record({
      name: 'account.ready',
      ...(before.fanId ? { subjectId: before.fanId } : {}),
      body: { party: before.party, fanId: before.fanId },
    })
  }
}
