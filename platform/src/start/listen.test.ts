// A server that takes its port with patience, lets nobody choose their own address, and leaves politely.
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { trustIn } from './headers.ts'
import { listen, type Handler, type Listening } from './listen.ts'

const trust = { isProxy: trustIn([]), aliases: new Set(['127.0.0.1']), instanceHost: 'localhost' }
const open: { close(): Promise<unknown> }[] = []
const start = async (handle: Handler, port = 0): Promise<Listening> => {
  const server = await listen({ host: '127.0.0.1', port }, trust, handle)
  open.push({ close: () => server.close(0) })
  return server
}
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

function taken(): Promise<{ port: number; free(): void }> {
  return new Promise((resolve) => {
    const other = createServer()
    other.listen(0, '127.0.0.1', () =>
      resolve({ port: (other.address() as AddressInfo).port, free: () => other.close() }),
    )
  })
}

test('tells the handler who asks by the connection, and the instance host by its name', async () => {
  const { port } = await start((request) => {
    const one = request.headers.get('x-real-ip')
    return Response.json({ one, all: Object.fromEntries(request.headers), url: request.url })
  })
  const claims = {
    'x-real-ip': '10.1.1.1',
    'x-forwarded-for': '10.1.1.1',
    forwarded: 'for=10.1.1.1',
    accept: 'text/html',
  }
  const answer = await (await fetch(`http://127.0.0.1:${port}/a?b=c`, { headers: claims })).json()
  expect(answer).toMatchObject({ one: '127.0.0.1', url: `http://localhost:${port}/a?b=c` })
  expect(answer.all).toMatchObject({ 'x-real-ip': '127.0.0.1', host: `localhost:${port}`, accept: 'text/html' })
  expect(JSON.stringify(answer)).not.toContain('10.1.1.1')
})

test('waits for a port that is just being freed', async () => {
  const other = await taken()
  const starting = start(() => new Response('here'), other.port)
  other.free()
  expect((await starting).port).toBe(other.port)
})

test('says which port is taken, and what to do', async () => {
  const other = await taken()
  await expect(start(() => new Response('here'), other.port)).rejects.toThrow(
    `Port ${other.port} is taken by another program. Stop that one, or choose another port: PORT=${other.port + 1} npm start`,
  )
  other.free()
})

test('closing lets a request under way end, and takes no new one', async () => {
  const [arrived, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<Response>()]
  const server = await start(() => {
    arrived.resolve()
    return answered.promise
  })
  const url = `http://127.0.0.1:${server.port}/`
  const underWay = fetch(url)
  await arrived.promise
  const closed = server.close(5_000)
  await expect(fetch(url)).rejects.toThrow(/fetch failed/)
  answered.resolve(new Response('done'))
  expect(await (await underWay).text()).toBe('done')
  await closed
})

test('closing does not wait for ever', async () => {
  const arrived = Promise.withResolvers<void>()
  const server = await start(() => {
    arrived.resolve()
    return new Promise<Response>(() => {})
  })
  const hanging = fetch(`http://127.0.0.1:${server.port}/`).catch(() => 'cut')
  await arrived.promise
  await server.close(200)
  expect(await hanging).toBe('cut')
})
