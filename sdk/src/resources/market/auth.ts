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
}
