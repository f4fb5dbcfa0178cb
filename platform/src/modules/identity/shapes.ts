// The doors to better-auth: the few of its routes we use, and exactly what each may be told.
import { z } from '../../kit/route.ts'
import type { Act } from './rules.ts'

const Email = z.string().trim().toLowerCase().pipe(z.email('Give an e-mail address').max(254))
const Password = z.string().min(1).max(500)
const Callback = z.string().max(2_000)

export type Door = {
  path: string
  /** What better-auth hears; whatever else was sent, it does not. */
  body?: z.ZodType<Record<string, unknown>>
  query?: readonly string[]
  act?: Act
}

const door = (path: string, more: Omit<Door, 'path'> = {}): Door => ({ path, ...more })

export const DOORS: ReadonlyMap<string, Door> = new Map(
  Object.entries({
    'POST /sign-up/email': door('/sign-up/email', {
      act: 'sign-up',
      body: z.object({
        name: z.string().trim().min(1).max(120),
        email: Email,
        password: Password,
        callbackURL: Callback.optional(),
      }),
    }),
    'POST /sign-in/email': door('/sign-in/email', {
      act: 'sign-in',
      body: z.object({ email: Email, password: Password, callbackURL: Callback.optional() }),
    }),
    'POST /sign-out': door('/sign-out'),
    'GET /get-session': door('/get-session'),
    'GET /verify-email': door('/verify-email', { query: ['token', 'callbackURL'] }),
    'POST /send-verification-email': door('/send-verification-email', {
      act: 'send-mail',
      body: z.object({ email: Email, callbackURL: Callback.optional() }),
    }),
    'POST /request-password-reset': door('/request-password-reset', {
      act: 'send-mail',
      body: z.object({ email: Email, redirectTo: Callback.optional() }),
    }),
    'POST /reset-password': door('/reset-password', {
      act: 'reset',
      body: z.object({ token: z.string().min(1).max(200), newPassword: Password }),
    }),
    'GET /list-sessions': door('/list-sessions'),
    'POST /revoke-session': door('/revoke-session', { body: z.object({ token: z.string().min(1).max(200) }) }),
  }),
)

/** Where the fan is led afterwards; each must stay within the market. */
export const CALLBACKS = ['callbackURL', 'redirectTo'] as const
