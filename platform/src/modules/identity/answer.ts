// What better-auth answered, in our form: refusals as problems, and the token in the form that opens every other door.
import { Problem, type Status } from '../../kit/problem.ts'
import type { Asked } from './ask.ts'
import { readCookie } from './session.ts'

type Refusal = { code?: string; message?: string }

export async function asAnswer(response: Response, { cookies, cookieName }: Asked): Promise<Response> {
  if (response.status >= 400) throw await asProblem(response)
  const headers = new Headers({ 'cache-control': 'no-store' })
  const set = response.headers.getSetCookie()
  const signed = set.map((cookie) => readCookie(cookie.split(';')[0], cookieName)).find(Boolean) ?? null
  if (signed) headers.set('set-auth-token', signed)
  if (cookies) for (const cookie of set) headers.append('set-cookie', cookie)

  const location = response.headers.get('location')
  if (location && response.status >= 300) {
    headers.set(
      'location',
      location.replace(/([?&]error=)(\w+)/, (_, name: string, code: string) => name + code.toLowerCase()),
    )
    headers.set('referrer-policy', 'no-referrer') // the address of this page holds a token
    return new Response(null, { status: 302, headers })
  }
  headers.set('content-type', 'application/json')
  const body = (await response.json()) as Record<string, unknown> | null
  return new Response(JSON.stringify(signed && body && 'token' in body ? { ...body, token: signed } : body), {
    headers,
  })
}

async function asProblem(response: Response): Promise<Error> {
  const { code, message } = (await response.json().catch(() => ({}))) as Refusal
  if (response.status >= 500) return new Error(`better-auth: ${message ?? response.status}`)
  return new Problem((code ?? 'refused').toLowerCase(), response.status as Status, message ?? 'This was refused')
}

/** Whether a sign-up met another one of the same address on its way in. */
export const lostRace = async (response: Response): Promise<boolean> =>
  response.status === 422 && ((await response.clone().json()) as Refusal).code === 'FAILED_TO_CREATE_USER'
