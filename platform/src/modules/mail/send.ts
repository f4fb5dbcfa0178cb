// mail/send.ts: leaves a mail to be delivered, in the very transaction that has a reason for it.
import { newId } from '../../kit/id.ts'
import type { Scope } from '../../kit/scope.ts'
import type { Content } from './render.ts'
import { oneLine } from './rules.ts'
import { queueMail } from './store.ts'

export type Mail = Content & {
  /** Which mail this is, such as `verify_email`. */
  kind: string
  to: string
  /** Seen in lists and logs of mail servers: never a code, never a link. */
  subject: string
}

/** The text is written out when it is delivered, so that it carries the brand and the address of that moment. */
export async function sendMail(scope: Scope, mail: Mail): Promise<{ mailId: string }> {
  const { kind, to, subject, ...content } = mail
  const mailId = newId()
  await queueMail(scope, { id: mailId, kind, recipient: to.trim().toLowerCase(), subject: oneLine(subject), content })
  return { mailId }
}
