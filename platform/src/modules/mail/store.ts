// Every write of mails. The text is sealed with a key outside the database and bound to its row.
import { after, minutes } from '../../kit/clock.ts'
import type { Scope } from '../../kit/scope.ts'
import type { Content, Written } from './render.ts'

export type ClaimedMail = { id: string; recipient: string; subject: string; attempts: number; content: Content }
export type SentMail = { id: string; kind: string; recipient: string; subject: string; sentAt: Date; written: Written }

/** Longer than any delivery takes. After it, whoever claimed the mail is taken for dead. */
const LEASE = minutes(2)

const boundTo = (scope: Scope, id: string) => `mail:${scope.tenant.id}:${id}`
const seal = (scope: Scope, id: string, body: Content | Written) =>
  scope.secrets.seal(JSON.stringify(body), boundTo(scope, id))
const unseal = (scope: Scope, id: string, sealed: Buffer): unknown =>
  JSON.parse(scope.secrets.unseal(sealed, boundTo(scope, id)))

export type NewMail = { id: string; kind: string; recipient: string; subject: string; content: Content }

export const queueMail = (scope: Scope, { content, ...mail }: NewMail) =>
  scope.db
    .insertInto('mails')
    .values({ ...mail, sealed: seal(scope, mail.id, content), dueAt: scope.now, createdAt: scope.now })
    .execute()

/** Takes a due mail for one attempt, or null when another process was first. */
export async function claimMail(scope: Scope, id: string): Promise<ClaimedMail | null> {
  const row = await scope.db
    .updateTable('mails')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), dueAt: after(scope.now, LEASE) }))
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .where('dueAt', '<=', scope.now)
    .returning(['id', 'recipient', 'subject', 'attempts', 'sealed'])
    .executeTakeFirst()
  if (!row?.sealed) return null
  const { sealed, ...mail } = row
  return { ...mail, content: unseal(scope, id, sealed) as Content }
}

/** Keeps what was sent only where it is read: in the inbox of a development instance. */
export const markSent = (scope: Scope, id: string, kept: Written | null) =>
  scope.db
    .updateTable('mails')
    .set({ state: 'sent', sentAt: scope.now, dueAt: null, error: null, sealed: kept && seal(scope, id, kept) })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute()

export const postpone = (scope: Scope, id: string, pause: number, error: string) =>
  scope.db
    .updateTable('mails')
    .set({ dueAt: after(scope.now, pause), error })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute()

export const markFailed = (scope: Scope, id: string, error: string) =>
  scope.db
    .updateTable('mails')
    .set({ state: 'failed', dueAt: null, error })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute()

export async function findSentMail(scope: Scope, id: string): Promise<SentMail | null> {
  const row = await scope.db
    .selectFrom('mails')
    .select(['id', 'kind', 'recipient', 'subject', 'sentAt', 'sealed'])
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .executeTakeFirst()
  if (!row?.sealed || !row.sentAt) return null
  const { sealed, sentAt, ...mail } = row
  return { ...mail, sentAt, written: unseal(scope, id, sealed) as Written }
}
