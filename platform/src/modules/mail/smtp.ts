// The SMTP adapter. Nothing in what it sends tells whose software it is: the mail is the tenant's.
import { createTransport } from 'nodemailer'
import { Undeliverable, type Letter, type Mailer } from './mailer.ts'
import { addressOf, domainOf } from './rules.ts'

const CONNECT_MILLISECONDS = 10_000
const SILENCE_MILLISECONDS = 20_000

export function openSmtp(url: string, from: string): Mailer {
  const sender = addressOf(from)
  const transport = createTransport(
    {
      url,
      // What we call ourselves to the server ends up in `Received` headers.
      name: domainOf(sender),
      pool: true,
      maxConnections: 4,
      connectionTimeout: CONNECT_MILLISECONDS,
      greetingTimeout: CONNECT_MILLISECONDS,
      socketTimeout: SILENCE_MILLISECONDS,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { xMailer: false },
  )
  return {
    kind: 'smtp',
    async deliver(letter) {
      try {
        await transport.sendMail(envelopeOf(letter, sender))
      } catch (error) {
        throw isFinal(error) ? new Undeliverable((error as Error).message, { cause: error }) : error
      }
    },
    close: () => transport.close(),
  }
}

const envelopeOf = (letter: Letter, sender: string) => ({
  messageId: letter.messageId,
  // As objects: a text would be read as a list of addresses.
  from: { name: letter.from.name, address: sender },
  ...(letter.replyTo ? { replyTo: { name: letter.from.name, address: letter.replyTo } } : {}),
  to: { name: '', address: letter.to },
  subject: letter.subject,
  text: letter.text,
  html: letter.html,
  headers: { 'Auto-Submitted': 'auto-generated' },
})

// A refused address or message stays refused; refused credentials are ours to mend, so the mail waits for that.
function isFinal(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && (responseCode ?? 0) >= 500
}
