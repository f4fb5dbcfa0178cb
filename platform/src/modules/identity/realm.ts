// One realm of better-auth per tenant, over tables that only show this tenant: the same e-mail at two tenants is two people.
import { AsyncLocalStorage } from 'node:async_hooks'
import { betterAuth } from 'better-auth'
import { hours } from '../../kit/clock.ts'
import { tenantKysely, type Pool } from '../../kit/db.ts'
import { newId } from '../../kit/id.ts'
import { log } from '../../kit/log.ts'
import type { Ctx } from '../../kit/scope.ts'
import { mailKnownAccount, mailReset, mailVerification } from './mails.ts'
import { fanSecret, sessionCookieName } from './session.ts'
import { verifyByReset } from './store.ts'

export const AUTH_PATH = '/v1/market/auth'
export const PASSWORD_LENGTH_MIN = 10
const RESET_PAGE = '/reset-password'
const REALMS_MAX = 500
const inSeconds = (milliseconds: number) => milliseconds / 1000

/** Answers one request of one tenant. */
export type Realms = (ctx: Ctx, request: Request) => Promise<Response>

export function openRealms(pool: Pool, secure: boolean): Realms {
  const realms = new Map<string, ReturnType<typeof createRealm>>()
  return (ctx, request) => {
    const key = `${ctx.tenant.id} ${ctx.origin}`
    const realm = realms.get(key) ?? createRealm(pool, secure, ctx)
    realms.delete(key)
    realms.set(key, realm)
    if (realms.size > REALMS_MAX) realms.delete(realms.keys().next().value!)
    return asking.run(ctx, () => realm.handler(request))
  }
}

// A realm outlives requests, and its mails belong to the request that caused them.
const asking = new AsyncLocalStorage<Ctx>()
function asked(): Ctx {
  const ctx = asking.getStore()
  if (!ctx) throw new Error('a realm was asked outside of a request')
  return ctx
}

function createRealm(pool: Pool, secure: boolean, { tenant, secrets, origin }: Ctx) {
  return betterAuth({
    appName: tenant.slug,
    secret: fanSecret(secrets, tenant.id),
    basePath: AUTH_PATH,
    baseURL: origin,
    trustedOrigins: [origin],
    database: { db: tenantKysely(pool, tenant.id) as never, type: 'postgres', transaction: true },
    user: { modelName: 'fans' },
    account: { modelName: 'fanAccounts' },
    verification: { modelName: 'fanVerifications' },
    // No cookie cache: a session that ended has ended, at once and everywhere.
    session: { modelName: 'fanSessions', expiresIn: inSeconds(hours(30 * 24)), updateAge: inSeconds(hours(24)) },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: PASSWORD_LENGTH_MIN,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: inSeconds(hours(1)),
      sendResetPassword: async ({ user, url, token }) => {
        const page = new URL(new URL(url).searchParams.get('callbackURL') || RESET_PAGE, origin)
        page.searchParams.set('token', token)
        await mailReset(asked(), user.email, pathOf(page))
      },
      onPasswordReset: ({ user }) => verifyByReset(asked(), user.id),
      onExistingUserSignUp: async ({ user }) => {
        // Asked twice within a breath: the first sign-up has sent its link already.
        if (user.emailVerified) await mailKnownAccount(asked(), user.email)
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      autoSignInAfterVerification: true,
      expiresIn: inSeconds(hours(24)),
      sendVerificationEmail: async ({ user, url }) => {
        await mailVerification(asked(), user.email, pathOf(new URL(url)))
      },
    },
    rateLimit: { enabled: false }, // ours counts by e-mail too
    telemetry: { enabled: false },
    // What is no refusal reaches our own error handler: an outage is answered as one.
    onAPIError: { throw: true },
    logger: { level: 'error', log: (_level, message) => log.warn({ tenantId: tenant.id }, `better-auth: ${message}`) },
    advanced: {
      cookiePrefix: `fan-${tenant.id}`,
      useSecureCookies: false, // its prefix is `__Secure-`; ours is in the name
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
      cookies: { session_token: { name: sessionCookieName(tenant.id, secure) } },
      ipAddress: { ipAddressHeaders: ['x-real-ip'] },
      database: { generateId: newId, validateSchema: false },
    },
  })
}

const pathOf = (url: URL): string => `${url.pathname}${url.search}`
