// How mail leaves the house: what an adapter is handed, and what it promises.

/** One mail, written out. */
export type Letter = {
  /** The same at every attempt, so that a repeated delivery can be told from a new mail. */
  messageId: string
  from: { name: string }
  replyTo: string | null
  to: string
  subject: string
  text: string
  html: string
}

export type Mailer = {
  /** An inbox keeps every mail to be read on the instance; after SMTP nothing of it stays here. */
  kind: 'smtp' | 'inbox'
  deliver(letter: Letter): Promise<void>
  close(): void
}

declare module '../../kit/scope.ts' {
  interface Outside {
    mailer: Mailer
  }
}

/** The server refused for good: another attempt would end alike. */
export class Undeliverable extends Error {}
