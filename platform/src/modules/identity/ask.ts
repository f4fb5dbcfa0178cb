// What better-auth is asked: a request of our own making. No header of the caller reaches it but those named here, so that
// a forwarded host, a foreign origin or a second cookie has no say.
import { invalid, type Ask } from '../../kit/route.ts'
import { problem } from './problems.ts'
import { AUTH_PATH } from './realm.ts'
import { pathWithin } from './rules.ts'
import { fanSecret, readCookie, readSignedToken, sessionCookieName } from './session.ts'
import { CALLBACKS, type Door } from './shapes.ts'

export type Asked = {
  email: string | null
  address: string
  cookieName: string
  /** On the market's own pages the session is a cookie; anywhere else only the bearer token is told. */
  cookies: boolean
  request(): Request
}

export async function readAsked(
  c: Ask,
  door: Door,
  { instanceHost, secure }: { instanceHost: string; secure: boolean },
): Promise<Asked> {
  const { origin, tenant, secrets } = c.var.ctx
  const body = door.body ? within(origin, await readBody(c, door.body)) : {}
  const query = within(origin, pick(c.req.query(), door.query ?? []))
  const cookies = isOwnPage(c, instanceHost)
  const cookieName = sessionCookieName(tenant.id, secure)
  const address = c.req.header('x-real-ip') ?? 'unknown'

  const headers = new Headers({
    origin,
    'x-real-ip': address,
    'user-agent': (c.req.header('user-agent') ?? '').slice(0, 300),
  })
  const signed = bearerOf(c) ?? (cookies ? readCookie(c.req.header('cookie'), cookieName) : null)
  if (signed && readSignedToken(signed, fanSecret(secrets, tenant.id)))
    headers.set('cookie', `${cookieName}=${encodeURIComponent(signed)}`)
  if (c.req.method === 'POST') headers.set('content-type', 'application/json')
  const url = `${origin}${AUTH_PATH}${door.path}?${new URLSearchParams(query)}`
  const init = { method: c.req.method, headers, ...(c.req.method === 'POST' ? { body: JSON.stringify(body) } : {}) }
  return {
    email: typeof body['email'] === 'string' ? body['email'] : null,
    address,
    cookieName,
    cookies,
    request: () => new Request(url, init),
  }
}

async function readBody(c: Ask, shape: NonNullable<Door['body']>): Promise<Record<string, unknown>> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) throw problem('json_needed')
  const given: unknown = await c.req.json().catch(() => {
    throw problem('unreadable_json')
  })
  const read = shape.safeParse(given)
  if (read.success) return read.data
  throw invalid(read.error.issues.map((issue) => ({ pointer: `#/${issue.path.join('/')}`, detail: issue.message })))
}

/** Every way back, as a path of this market. */
function within<T extends Record<string, unknown>>(origin: string, given: T): T {
  const back = CALLBACKS.flatMap((name) => (typeof given[name] === 'string' ? [[name, given[name]] as const] : []))
  const paths = back.map(([name, callback]) => [name, pathWithin(origin, callback)] as const)
  if (paths.some(([, path]) => path === null)) throw problem('invalid_callback_url')
  return { ...given, ...Object.fromEntries(paths) }
}

const pick = (query: Record<string, string>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]])))

function isOwnPage(c: Ask, instanceHost: string): boolean {
  const host = c.req.header('host') ?? ''
  if (host.replace(/:\d+$/, '').toLowerCase() === instanceHost || bearerOf(c)) return false
  const origin = c.req.header('origin')
  return origin === undefined || origin.replace(/^https?:\/\//, '') === host
}

const bearerOf = (c: Ask): string | null => /^bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? null
