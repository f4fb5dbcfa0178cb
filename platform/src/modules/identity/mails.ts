// The mails about a fan's account. No name of the fan in them: a stranger may have typed it, to speak through us.
import type { Ctx, Scope } from '../../kit/scope.ts'
import { sendMail } from '../mail/index.ts'

/** Better-auth has done its own writes by now, so each mail is a transaction of its own. */
const send = (ctx: Ctx, mail: (scope: Scope) => Parameters<typeof sendMail>[1]) =>
  ctx.asSystem('identity').write((scope) => sendMail(scope, mail(scope)))

export const mailVerification = (ctx: Ctx, to: string, path: string) =>
  send(ctx, ({ tenant }) => ({
    kind: 'verify_email',
    to,
    subject: `Confirm your e-mail for ${tenant.name}`,
    title: 'Confirm your e-mail',
    paragraphs: [
      'One tap, and you are signed in. Tickets bought with this address will be waiting for you.',
      'The link works for 24 hours. If you did not sign up, do nothing: without it nobody gets in.',
    ],
    action: { label: 'Confirm my e-mail', path },
  }))

export const mailKnownAccount = (ctx: Ctx, to: string) =>
  send(ctx, ({ tenant }) => ({
    kind: 'account_exists',
    to,
    subject: `You already have an account at ${tenant.name}`,
    title: 'You already have an account',
    paragraphs: [
      'Somebody, probably you, just tried to sign up with this address. You can simply sign in.',
      'If you do not remember your password, choose a new one on the sign-in page. If this was not you, nothing has changed.',
    ],
    action: { label: 'Sign in', path: '/sign-in' },
  }))

export const mailReset = (ctx: Ctx, to: string, path: string) =>
  send(ctx, ({ tenant }) => ({
    kind: 'reset_password',
    to,
    subject: `Choose a new password for ${tenant.name}`,
    title: 'Choose a new password',
    paragraphs: [
      'The link works once, for an hour. Afterwards you will be signed out everywhere.',
      'If you did not ask for this, do nothing: your password stays as it is.',
    ],
    action: { label: 'Choose a new password', path },
  }))
