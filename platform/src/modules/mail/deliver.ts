// mail/deliver.ts: hands one due mail to the world. A crash in between repeats it under the same Message-ID.
import { log } from '../../kit/log.ts'
import type { Ctx } from '../../kit/scope.ts'
import { findBrand } from '../tenancy/index.ts'
import { Undeliverable } from './mailer.ts'
import { renderMail } from './render.ts'
import { oneLine, pauseAfter } from './rules.ts'
import { claimMail, markFailed, markSent, postpone } from './store.ts'

const ERROR_MAX = 300

export async function deliverMail(ctx: Ctx, id: string): Promise<void> {
  const claimed = await ctx.write(async (scope) => {
    const mail = await claimMail(scope, id)
    return mail && { mail, brand: (await findBrand(scope)).document }
  })
  if (!claimed) return
  const { mail, brand } = claimed
  const { mailer } = ctx.outside
  const name = oneLine(ctx.tenant.name)
  const written = renderMail({ ...brand, name }, mail.content, ctx.origin)

  try {
    const messageId = `<${id}@${new URL(ctx.origin).hostname}>`
    const replyTo = brand.texts.supportEmail
    await mailer.deliver({ messageId, from: { name }, replyTo, to: mail.recipient, subject: mail.subject, ...written })
  } catch (error) {
    return giveUpOrWait(ctx, id, mail.attempts, error)
  }
  await ctx.write((scope) => markSent(scope, id, mailer.kind === 'inbox' ? written : null))
}

async function giveUpOrWait(ctx: Ctx, id: string, attempts: number, error: unknown): Promise<void> {
  const said = oneLine(String((error as Error).message ?? error)).slice(0, ERROR_MAX)
  const pause = error instanceof Undeliverable ? null : pauseAfter(attempts)
  log.warn({ mailId: id, tenantId: ctx.tenant.id, attempts, again: pause !== null }, 'a mail was not delivered')
  await ctx.write((scope) => (pause === null ? markFailed(scope, id, said) : postpone(scope, id, pause, said)))
}
