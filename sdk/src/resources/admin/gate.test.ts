// The offline list is cheap to poll.
import { expect, test } from 'vitest'
import { json, misbehave } from '../../../test/server.ts'
import { Admin } from '../../admin.ts'

test('asking with the ETag of the list in hand answers null while nothing has changed', async () => {
  const list = { issuedAt: '2026-11-23T10:00:00Z', valid: [], revoked: [] }
  await using server = await misbehave(
    json(list, 200, { etag: '"1"' }),
    (response) => void response.writeHead(304).end(),
  )
  const { gate } = new Admin({ secretKey: 'sk_test_1', baseUrl: server.url })

  const { data, response } = await gate.codes({ eventId: 'e1' }).withResponse()
  expect(data).toEqual(list)
  const again = await gate.codes({ eventId: 'e1', ifNoneMatch: response.headers.get('etag') })
  expect(again).toBe(null)
  expect(server.heard.map((asked) => asked.headers['if-none-match'])).toEqual([undefined, '"1"'])
  expect(server.heard[1]?.path).toBe('/v1/admin/gate/codes?eventId=e1')
})
