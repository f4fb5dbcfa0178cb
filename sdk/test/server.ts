// A platform that misbehaves on purpose: a local server that answers with the given steps, one after another.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Heard {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
}

export type Step = (response: ServerResponse, heard: Heard) => void

/** The last step answers every request that follows it. */
export async function misbehave(...steps: Step[]) {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    request.on('error', () => {})
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { method = '', url = '', headers } = request
    const entry = { method, path: url, headers, body: Buffer.concat(chunks).toString() }
    heard.push(entry)
    steps[Math.min(heard.length, steps.length) - 1]?.(response, entry)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export const json =
  (data: unknown, status = 200, headers: Record<string, string> = {}): Step =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(data))

export const problem = (status: number, code: string, more: object = {}, headers: Record<string, string> = {}): Step =>
  json({ type: 'about:blank', title: `It is ${code}`, status, code, requestId: 'req-1', ...more }, status, {
    'content-type': 'application/problem+json',
    ...headers,
  })

/** The work may have been done, but nobody hears of it. */
export const lostReply: Step = (response) => void response.destroy()

export const lostHalfWay: Step = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
  response.write('{"id":')
  setTimeout(() => response.destroy(), 10)
}

export const silence: Step = () => {}
