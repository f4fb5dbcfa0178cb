// One HTTP server on one port: patient with a port that is just being freed, impatient with slow clients, polite in leaving.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { settleHeaders, type Trust } from './headers.ts'
import { CannotStart } from './stop.ts'

export type Handler = (request: Request, env: HttpBindings) => Response | Promise<Response>
export type Listening = {
  port: number
  /** Takes no new connection, and waits for the requests under way, but not longer than this. */
  close(milliseconds: number): Promise<void>
}

const HEADERS_MILLISECONDS = 15_000
const REQUEST_MILLISECONDS = 300_000
// Longer than proxies keep theirs, so that it is never us who closes a connection just being used.
const KEEP_ALIVE_MILLISECONDS = 65_000
const PORT_ATTEMPTS_MAX = 12
const PORT_RETRY_MILLISECONDS = 250

export async function listen(at: { host: string; port: number }, trust: Trust, handle: Handler): Promise<Listening> {
  let closing: Promise<void> | null = null
  const answer = getRequestListener(handle as never)
  const server = createServer(
    { requestTimeout: REQUEST_MILLISECONDS, headersTimeout: HEADERS_MILLISECONDS },
    (request, response) => {
      settleHeaders(request, trust)
      if (closing) response.setHeader('connection', 'close')
      void answer(request, response)
    },
  )
  server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS
  await takePort(server, at)
  return {
    port: (server.address() as AddressInfo).port,
    close: (milliseconds) => (closing ??= drain(server, milliseconds)),
  }
}

async function takePort(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const failure = await bind(server, host, port)
    if (failure === null) return
    // The process before us may need a moment to let go of it.
    if (failure.code === 'EADDRINUSE' && attempt < PORT_ATTEMPTS_MAX) await sleep(PORT_RETRY_MILLISECONDS)
    else if (failure.code === 'EADDRINUSE')
      throw new CannotStart(
        `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
      )
    else if (failure.code === 'EACCES')
      throw new CannotStart(`Port ${port} may not be used by this user. Choose one above 1023: PORT=4000 npm start`)
    else if (failure.code === 'EADDRNOTAVAIL')
      throw new CannotStart(
        `HOST is ${host}, which is no address of this machine: use 127.0.0.1, or 0.0.0.0 for all of its addresses.`,
      )
    else throw failure
  }
}

function bind(server: Server, host: string, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve(error)
    server.once('error', failed)
    server.listen({ host, port }, () => {
      server.off('error', failed)
      resolve(null)
    })
  })
}

async function drain(server: Server, milliseconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  const limit = setTimeout(() => server.closeAllConnections(), milliseconds)
  await closed
  clearInterval(sweep)
  clearTimeout(limit)
}
