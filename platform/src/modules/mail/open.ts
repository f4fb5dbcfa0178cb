// Which way mail takes: the SMTP server of the configuration, or in development the inbox, which only keeps it.
import type { Mailer } from './mailer.ts'
import { openSmtp } from './smtp.ts'

export type MailerOptions = { smtpUrl: string | undefined; from: string }

export const openMailer = ({ smtpUrl, from }: MailerOptions): Mailer =>
  smtpUrl === undefined ? { kind: 'inbox', deliver: async () => {}, close: () => {} } : openSmtp(smtpUrl, from)
