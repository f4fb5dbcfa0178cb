// Who asks: a fan's session, read from its cookie or bearer token. Better-auth writes sessions; reading one is ours, so
// that it is one indexed query that rides with the request's first statement.
import { createHmac } from 'node:crypto'
import type { Connection } from '../../kit/db.ts'
import type { FanActor } from '../../kit/scope.ts'
import { sameText, type Secrets } from '../../kit/secret.ts'

/** A tenant's own secret: another tenant's cookie fails before any query. */
export const fanSecret = (secrets: Secrets, tenantId: string): string => secrets.derive(`fan:${tenantId}`)

/** `__Host-` ties the cookie to exactly one host; browsers allow it over https only. */
export const sessionCookieName = (tenantId: string, secure: boolean): string =>
  `${secure ? '__Host-' : ''}fan-${tenantId}`

/** The session's token if its signature is ours, else null. Wire form: `token.base64(HMAC-SHA256(token))`. */
export function readSignedToken(signed: string, secret: string): string | null {
  const dot = signed.lastIndexOf('.')
  if (dot < 1) return null
  const [token, signature] = [signed.slice(0, dot), signed.slice(dot + 1)]
  const expected = createHmac('sha256', secret).update(token).digest('base64')
  return sameText(signature, expected) ? token : null
}

export const signToken = (token: string, secret: string): string =>
  `${token}.${createHmac('sha256', secret).update(token).digest('base64')}`

export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) {
      try {
        return decodeURIComponent(part.slice(at + 1).trim())
      } catch {
        return null
      }
    }
  }
  return null
}

const FIND = `select f.id, f.email, f.name from fan_sessions s join fans f on f.tenant_id = s.tenant_id and f.id = s.user_id
  where s.token = $1 and s.expires_at > now()`

/** Sessions end by real time: moving a sandbox's clock signs nobody out. */
export async function findSession(connection: Connection, token: string): Promise<FanActor | null> {
  const { rows } = await connection.run<{ id: string; email: string; name: string }>(FIND, [token])
  const fan = rows[0]
  return fan ? { kind: 'fan', id: fan.id, email: fan.email, name: fan.name } : null
}
