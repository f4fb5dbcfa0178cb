// Uploading: as it is, in the caller's pace, never held whole.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { json, lostReply, misbehave, problem } from '../../../test/server.ts'
import { Admin } from '../../admin.ts'
import { ServerError, Unauthorized } from '../../core/errors.ts'

const secretKey = 'sk_test_1'
const csv = 'Event slug,Order code\ndemo,ABC12\n'
const where = { eventId: 'e1', format: 'pretix' as const }
const bytes = new TextEncoder().encode(csv)

test.each([
  ['text', () => csv],
  ['bytes', () => bytes],
  ['a Blob', () => new Blob([csv], { type: 'application/vnd.ms-excel' })],
  ['a web stream', () => new Blob([csv]).stream()],
  ['a Node stream', () => Readable.from([bytes])],
  ['an async iterable of text', () => Readable.from(csv.split(/(?<=\n)/))],
])('%s arrives as the same CSV', async (_, file) => {
  await using server = await misbehave(json({ id: 'i1' }, 201))
  const made = await new Admin({ secretKey, baseUrl: server.url }).imports.create({ ...where, file: file() })
  expect(made).toEqual({ id: 'i1' })
  expect(server.heard[0]).toMatchObject({
    method: 'POST',
    path: '/v1/admin/imports?eventId=e1&format=pretix',
    body: csv,
  })
  expect(server.heard[0]?.headers['content-type']).toBe('text/csv')
})

test('a file that can be read again is sent again; a stream is not, because it is used up', async () => {
  await using server = await misbehave(lostReply, json({ id: 'i1' }, 201))
  await new Admin({ secretKey, baseUrl: server.url }).imports.create({ ...where, file: new Blob([csv]) })
  expect(server.heard.map((asked) => asked.body)).toEqual([csv, csv])

  await using failing = await misbehave(problem(503, 'unreachable', {}, { 'retry-after': '0' }))
  const upload = new Admin({ secretKey, baseUrl: failing.url }).imports.create({ ...where, file: Readable.from([csv]) })
  await expect(upload).rejects.toThrow(ServerError)
  expect(failing.heard).toHaveLength(1)
})

test('an answer that comes before the whole file was read lets go of the file', async () => {
  const server = createServer((_, response) => {
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"code":"key_unknown","title":"No such key"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let letGo = false
  let readWhole = false
  // Far more than is read before the answer, and still little enough for a machine when this goes wrong.
  async function* large() {
    try {
      for (let n = 0; n < 1000; n++) yield new Uint8Array(65_536)
      readWhole = true
    } finally {
      letGo = true
    }
  }
  const upload = new Admin({ secretKey, baseUrl }).imports.create({ ...where, file: large() })
  await expect(upload).rejects.toThrow(Unauthorized)
  await expect.poll(() => letGo).toBe(true)
  expect(readWhole).toBe(false)
  server.closeAllConnections()
  server.close()
})

test('a file that cannot be read fails with its own reason, not the network’s', async () => {
  await using server = await misbehave(json({ id: 'i1' }, 201))
  async function* torn() {
    yield bytes
    throw new Error('disk on fire')
  }
  const upload = new Admin({ secretKey, baseUrl: server.url }).imports.create({ ...where, file: torn() })
  await expect(upload).rejects.toThrow('disk on fire')
})

test('a hundred megabytes pass through while only a little is held: the file is read as fast as it is taken', async () => {
  const CHUNK = 256 * 1024
  const CHUNKS = 400
  let read = 0
  let taken = 0
  let heldMost = 0
  const server = createServer(async (request, response) => {
    for await (const chunk of request) {
      taken += (chunk as Buffer).length
      if (taken % (CHUNK * 20) < 65_536) await sleep(2)
    }
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"i1"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  async function* file() {
    for (let n = 0; n < CHUNKS; n++) {
      heldMost = Math.max(heldMost, read - taken)
      read += CHUNK
      yield new Uint8Array(CHUNK)
    }
  }
  await new Admin({ secretKey, baseUrl }).imports.create({ ...where, file: file() })
  server.close()
  expect(taken).toBe(CHUNK * CHUNKS)
  // Sockets hold some on both ends; what counts is that it does not grow with the file.
  expect(heldMost).toBeLessThan(12 * 1024 * 1024)
})
