// entry/misfortune.ts: how a fault looks from outside: a pause, a broken connection, an error of the server.
import type { Context } from 'hono'
import type { Fault, Faults } from './faults.ts'

export type Reply = { status: number; body: string; headers: Record<string, string> }

const apiError = (status: number, message: string): Reply => ({
  status,
  body: JSON.stringify({ error: { type: 'api_error', message } }),
  headers: {},
})
export const SERVER_ERROR = apiError(500, 'An unknown error occurred')
const OUT = apiError(503, 'The service is unavailable. Please try again later.')

/** What a request meets at the door, before anybody looks at its key. */
export function atTheDoor(faults: Faults, path: string, fault: Fault | null): Reply | 'lost' | null {
  const outage = path.startsWith('/test/') ? null : faults.outage()
  if (outage) return outage.how === 'lost' ? 'lost' : OUT
  if (fault?.kind === 'lost_before') return 'lost'
  return fault?.kind === 'error_unstored' ? SERVER_ERROR : null
}

export async function pause(fault: Fault, kind: 'delay' | 'delay_after') {
  if (fault.kind === kind) await new Promise((wake) => setTimeout(wake, fault.ms))
}

/** The caller sees its connection break and cannot know what happened; in-process callers get an error instead. */
export function hangUp(c: Context): Response {
  const env = c.env as { incoming?: { socket?: { destroy(): void } } } | undefined
  const socket = env?.incoming?.socket
  if (!socket) throw new Error('The connection was lost')
  socket.destroy()
  return new Response(null, { headers: { 'x-hono-already-sent': 'true' } })
}
