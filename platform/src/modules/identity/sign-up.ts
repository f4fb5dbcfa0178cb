// identity/sign-up.ts: a new fan of this market. Whether the address was known here is told to its owner, by mail, alone.
import type { Ctx } from '../../kit/scope.ts'
import { lostRace } from './answer.ts'
import type { Asked } from './ask.ts'
import type { Realms } from './realm.ts'
import { dropPassword, forgetUnproved } from './store.ts'

export async function signUp(realms: Realms, ctx: Ctx, asked: Asked): Promise<Response> {
  const replaced = await forgetUnproved(ctx, asked.email!)

  const response = await realms(ctx, asked.request())
  // Of two at once the database lets one in; the other finds the address taken when it looks again.
  const answer = (await lostRace(response)) ? await realms(ctx, asked.request()) : response
  if (replaced && answer.ok) await dropPassword(ctx, asked.email!)
  return answer
}
