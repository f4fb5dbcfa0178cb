// Sign-up, sign-in and sessions of fans: better-auth's routes under `/v1/market/auth`, behind our own doors. It hears only
// what we checked, and its answers leave in our form.
import type { Entry } from '../../entry/index.ts'
import { createRouter } from '../../kit/route.ts'
import { asAnswer } from './answer.ts'
import { readAsked } from './ask.ts'
import { openLimiter } from './limiter.ts'
import { passLimits } from './limits.ts'
import { problem } from './problems.ts'
import { AUTH_PATH, openRealms } from './realm.ts'
import { DOORS } from './shapes.ts'
import { signUp } from './sign-up.ts'

export const market = ({ house, instanceHost, secure }: Entry) => {
  const realms = openRealms(house.pool, secure)
  const limiter = openLimiter()
  const router = createRouter()
  router.all('/auth/*', async (c) => {
    const door = DOORS.get(`${c.req.method} ${c.req.path.slice(AUTH_PATH.length)}`)
    if (!door) throw problem('no_such_door')
    const { ctx } = c.var
    c.var.admit(['visitor', 'fan'], 'session:write')

    const asked = await readAsked(c, door, { instanceHost, secure })
    const settle = passLimits(limiter, ctx.tenant, door.act, asked)
    const response = door.act === 'sign-up' ? await signUp(realms, ctx, asked) : await realms(ctx, asked.request())
    settle(response)
    return asAnswer(response, asked)
  })
  return router
}
