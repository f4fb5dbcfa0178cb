// What tests of sign-in share: a fan's steps, as a browser or a program takes them.
import type { TestTenant, World } from '../../../test/world.ts'

export const AUTH = '/v1/market/auth'
export const password = 'correct horse battery'
export type Mail = { kind: string; subject: string; links: string[]; to: string }

let people = 0
export const newEmail = () => `Person-${++people}@Example.org`

export const signUp = (tenant: TestTenant, email: string, more: object = {}) =>
  tenant.visitor.post(`${AUTH}/sign-up/email`, { name: 'Mia', email, password, callbackURL: '/tickets', ...more })
export const signIn = (tenant: TestTenant, email: string, pass = password, headers: Record<string, string> = {}) =>
  tenant.visitor.post(`${AUTH}/sign-in/email`, { email, password: pass }, headers)
export const cookieOf = (headers: Headers) => headers.getSetCookie()[0]!.split(';')[0]!
export const openLink = (link: string, tenant: TestTenant) =>
  tenant.visitor.get(new URL(link).pathname + new URL(link).search)

/** What `whoIs` answers. */
export const fan = (email: string) => [email.toLowerCase(), 200]
export const VISITOR = [null, 401]

export function fansOf(world: World) {
  const instance = world.caller('localhost', {})
  const callerOf = ({ slug }: TestTenant, headers: Record<string, string> = {}) =>
    world.caller(`${slug}.localhost`, headers)

  /** Mails to an address, newest first. */
  async function mailsTo(email: string, slug?: string): Promise<Mail[]> {
    await world.runJobs()
    return (await instance.get(`/dev/mail?to=${encodeURIComponent(email)}${slug ? `&tenant=${slug}` : ''}`)).body.items
  }
  async function givenVerified(tenant: TestTenant, email = newEmail()) {
    await signUp(tenant, email)
    const opened = await openLink((await mailsTo(email, tenant.slug))[0]!.links[0]!, tenant)
    return { email, opened, cookie: cookieOf(opened.headers), bearer: opened.headers.get('set-auth-token')! }
  }
  /** Whom better-auth sees, and whether our own reading of the session opens a door for fans alone. */
  async function whoIs(tenant: TestTenant, headers: Record<string, string>, via = callerOf(tenant)) {
    const [session, door] = await Promise.all([
      via.get(`${AUTH}/get-session`, headers),
      via.get('/v1/market/seller', headers),
    ])
    return [session.body?.user?.email ?? session.body?.code ?? null, door.status]
  }
  return { instance, callerOf, mailsTo, givenVerified, whoIs }
}
