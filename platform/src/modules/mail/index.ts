/** Delivers mail in the tenant's own look. What is said, and to whom, is decided by those above. */
import type { Sweep } from '../../kit/sweeps.ts'
import { deliverMail } from './deliver.ts'
import { mountInbox } from './dev/inbox.ts'

export type { Mailer } from './mailer.ts'
export { openMailer, type MailerOptions } from './open.ts'
export { sendMail, type Mail } from './send.ts'

export const sweeps: readonly Sweep[] = [{ table: 'mails', act: deliverMail }]
export const instance = [mountInbox]
