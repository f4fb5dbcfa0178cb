// The few writes to fans that are ours; all others are better-auth's.
import { after, seconds } from '../../kit/clock.ts'
import type { Ctx } from '../../kit/scope.ts'

const DOUBLE_CLICK = seconds(10)

/**
 * An account nobody has proved is replaced by the next sign-up with its address: else a stranger could leave a password
 * of his there, and wait for the owner to prove it. Links of the one before die with it.
 */
export const forgetUnproved = (ctx: Ctx, email: string): Promise<boolean> =>
  ctx.asSystem('identity').write(async (scope) => {
    const gone = await scope.db
      .deleteFrom('fans')
      .where('email', '=', email)
      .where('emailVerified', '=', false)
      .where('createdAt', '<', after(new Date(), -DOUBLE_CLICK)) // written by better-auth, in real time
      .executeTakeFirst()
    return gone.numDeletedRows > 0n
  })

/**
 * Two people, or one twice, left a password on an address nobody has proved: whose is right cannot be known, so none counts.
 * The mailed link still proves the address and signs in; a password is then set by reset.
 */
export const dropPassword = (ctx: Ctx, email: string) =>
  ctx.asSystem('identity').write((scope) =>
    scope.db
      .updateTable('fanAccounts')
      .set({ password: null })
      .where('userId', 'in', (eb) =>
        eb.selectFrom('fans').select('id').where('email', '=', email).where('emailVerified', '=', false),
      )
      .execute(),
  )

/** Whoever chose a password by a mailed link has read that mail. */
export async function verifyByReset(ctx: Ctx, fanId: string): Promise<void> {
  await ctx
    .asSystem('identity')
    .write((scope) =>
      scope.db
        .updateTable('fans')
        .set({ emailVerified: true })
        .where('id', '=', fanId)
        .where('emailVerified', '=', false)
        .execute(),
    )
}
