// payments/webhook/receive.ts: a webhook is a hint. It is stored by id, and whoever is concerned asks the provider itself.
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Entry } from '../../../entry/index.ts'
import { isUuid } from '../../../kit/id.ts'
import { log } from '../../../kit/log.ts'
import type { Env } from '../../../kit/route.ts'
import { createCtx, type Scope } from '../../../kit/scope.ts'
import { problem } from '../problems.ts'
import type { PspEvent } from '../psp.ts'

const BODY_BYTES_MAX = 512 * 1024

export function mountWebhook(
  app: OpenAPIHono<Env>,
  { entry, onInstance }: { entry: Entry; onInstance: (c: Context) => void },
): void {
  app.post(
    '/hooks/stripe',
    bodyLimit({
      maxSize: BODY_BYTES_MAX,
      onError: () => {
        throw problem('bad_signature')
      },
    }),
    async (c) => {
      onInstance(c)
      const event = entry.house.outside.psp.readEvent(await c.req.text(), c.req.header('stripe-signature') ?? '')
      if (!event) throw problem('bad_signature')
      const tenantId = await tenantOf(entry, event)
      const tenant = tenantId && (await entry.tenants.byId(tenantId))
      // Not ours to know: answered kindly, so that the provider does not send it for days.
      if (!tenant) {
        log.info({ event: event.id, type: event.type }, 'a webhook concerns no market here')
        return c.json({ received: true })
      }
      await createCtx(entry.house, tenant, { actor: { kind: 'system', job: 'webhook' } }, c.var.requestId).write(
        (scope) => keepEvent(scope, event),
      )
      return c.json({ received: true })
    },
  )
}

async function tenantOf(entry: Entry, event: PspEvent): Promise<string | null> {
  if (event.tenantId && isUuid(event.tenantId)) return event.tenantId
  const find = async (by: string, sought: string) =>
    (await entry.house.pool.query<{ tenant: string | null }>(`select ${by}($1) as tenant`, [sought])).rows[0]?.tenant ??
    null
  if (event.accountId) return find('tenant_by_psp_account', event.accountId)
  // A dispute is the bank's object: it carries nothing of ours but the payment.
  return event.intentId ? find('tenant_by_psp_intent', event.intentId) : null
}

async function keepEvent(scope: Scope, event: PspEvent): Promise<void> {
  const subjectId = event.subjectId && isUuid(event.subjectId) ? event.subjectId : null
  const kept = await scope.db
    .insertInto('pspEvents')
    .values({ id: event.id, type: event.type, objectId: event.objectId, subjectId, receivedAt: scope.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (kept.numInsertedOrUpdatedRows !== 1n) return
  scope.record({
    name: 'psp.notified',
    ...(subjectId ? { subjectId } : {}),
    body: { type: event.type, objectId: event.objectId, subjectId },
  })
}
