// Fan sign-up and sign-in. These routes belong to better-auth; the bearer token they answer is kept by the client.
import type { Http, Options } from '../../internal/http.ts'
import { Resource } from '../../internal/resource.ts'

export interface Fan {
  id: string
  name: string
  email: string
  emailVerified: boolean
}

export interface Session {
  user: Fan
  session: { id: string; expiresAt: string }
}

export interface SignUp {
  name: string
  email: string
  password: string
  /** Where the link in the mail leads once the address is verified. */
  callbackURL?: string
}

export interface SignIn {
  email: string
  password: string
}

export interface AskForReset {
  email: string
  /** The page the mailed link opens, which reads `token` from its address. The market's own when left out. */
  redirectTo?: string
}

export interface PasswordReset {
  /** From the mailed link. It works once. */
  token: string
  newPassword: string
}

export class Auth extends Resource {
  readonly #forget: () => void

  constructor(http: Http, forget: () => void) {
    super(http)
    this.#forget = forget
  }

  // Not repeated after a lost reply: the second attempt would find the address taken, and a mail would go out twice.
  signUp(body: SignUp, options?: Options) {
    return this.ask<{ user: Fan }>('POST', '/auth/sign-up/email', { body, once: true }, options)
  }
  /** Until the address is verified this throws Forbidden with the code email_not_verified. */
  signIn(body: SignIn, options?: Options) {
    return this.ask<{ user: Fan }>('POST', '/auth/sign-in/email', { body }, options)
  }
  signOut(options?: Options) {
    return this.ask<{ success: boolean }>('POST', '/auth/sign-out', { body: {}, done: this.#forget }, options)
  }
  /** Who is signed in, or null. */
  session(options?: Options) {
    return this.ask<Session | null>('GET', '/auth/get-session', {}, options)
  }
  sendVerification(body: { email: string; callbackURL?: string }, options?: Options) {
    return this.ask<{ status: boolean }>('POST', '/auth/send-verification-email', { body, once: true }, options)
  }
  /** The token of the link in the mail. Signs in. */
  verifyEmail(token: string, options?: Options) {
    return this.ask<{ status: boolean }>('GET', '/auth/verify-email', { query: { token } }, options)
  }
  /** Answers the same whether or not there is such an account: only its owner's mail tells. */
  requestPasswordReset(body: AskForReset, options?: Options) {
    return this.ask<{ status: boolean }>('POST', '/auth/request-password-reset', { body, once: true }, options)
  }
  // Not repeated after a lost reply: the token is used by then, and a refusal would say that nothing changed.
  /** Ends every session of the fan. Does not sign in. */
  resetPassword(body: PasswordReset, options?: Options) {
    return this.ask<{ status: boolean }>('POST', '/auth/reset-password', { body, once: true }, options)
  }
}
