// The doors of a room: how a route says who may come in, what it takes and what it answers.
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { Problem } from './problem.ts'
import type { Actor, Ctx } from './scope.ts'

export type Env = {
  Variables: {
    ctx: Ctx
    requestId: string
    /** Called by a route's door: which kinds of actor may pass, and with which permission. */
    admit: (kinds: readonly Actor['kind'][], permission: string) => void
  }
}

export const createRouter = () =>
  new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (result.success) return
      throw invalid(
        result.error.issues.map((issue) => ({ pointer: `#/${issue.path.join('/')}`, detail: issue.message })),
      )
    },
  })

export const invalid = (errors: { pointer: string; detail: string }[]): Problem =>
  new Problem('invalid_request', 422, 'The request does not have the right shape', { errors })

const SCHEMES: Record<'visitor' | 'fan' | 'key', Record<string, string[]>[]> = {
  visitor: [{ publishableKey: [] }],
  fan: [{ fanToken: [] }, { fanCookie: [] }],
  key: [{ secretKey: [] }],
}

/** Names who may pass a door, and by which permission; both stand in the OpenAPI document. */
export function allow(permission: string, ...kinds: ('visitor' | 'fan' | 'key')[]) {
  const security: Record<string, string[]>[] = kinds.flatMap((kind) => SCHEMES[kind])
  const middleware: MiddlewareHandler<Env> = async (c, next) => {
    c.var.admit(kinds, permission)
    await next()
  }
  return { security, middleware, 'x-permission': permission }
}

/** The body of a write: JSON, always required, so that a missing one is refused with a sentence. */
export const jsonBody = <S extends z.ZodType>(schema: S) => ({
  required: true as const,
  content: { 'application/json': { schema } },
})

export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

export const IdParams = z.object({ id: z.uuid().openapi({ param: { name: 'id', in: 'path' } }) })
/** An instant on the wire: ISO 8601, UTC. Typed as what our queries return; JSON makes it text. */
export const Instant = z.date().openapi({ type: 'string', format: 'date-time' })
/** An instant that may not be there. Said apart: `nullable()` after a named type loses the null in the document. */
export const MaybeInstant = z
  .date()
  .nullable()
  .openapi({ type: ['string', 'null'], format: 'date-time' })
/** An instant somebody sends us. */
export const InstantInput = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .openapi({ type: 'string', format: 'date-time' })

export type Ask = Context<Env>
export { createRoute, z }
