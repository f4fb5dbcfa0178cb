// Words the platform answers stay open; words that are sent to it are closed.
import { expect, test } from 'vitest'
import { generate } from './generate.ts'

const json = (schema: object) => ({ content: { 'application/json': { schema } } })
const document = {
  openapi: '3.1.0',
  info: { title: 'A market', version: '1' },
  paths: {
    '/orders': {
      post: {
        operationId: 'market.orders.start',
        requestBody: { required: true, ...json({ $ref: '#/components/schemas/Start' }) },
        responses: { 201: { description: 'Held.', ...json({ $ref: '#/components/schemas/Order' }) } },
      },
    },
  },
  components: {
    schemas: {
      Start: {
        type: 'object',
        required: ['ticket'],
        properties: {
          ticket: { type: 'string', enum: ['void', 'return'] },
          quantity: { type: 'integer', default: 1 },
        },
      },
      Order: {
        type: 'object',
        required: ['state', 'reason', 'kind', 'event', 'before', 'after'],
        properties: {
          state: { type: 'string', enum: ['held', 'paying'] },
          reason: { type: ['string', 'null'], enum: ['late', 'early', null] },
          kind: { type: 'string', enum: ['order'] },
          event: { $ref: '#/components/schemas/Event' },
          before: { allOf: [{ $ref: '#/components/schemas/Event' }, { type: ['object', 'null'] }] },
          after: { allOf: [{ $ref: '#/components/schemas/Event' }, { description: 'The next one' }] },
        },
      },
      Event: { type: 'object', required: ['state'], properties: { state: { type: 'string', enum: ['on', 'off'] } } },
    },
  },
}

test('an answered word admits words yet unknown, also behind references and null', async () => {
  const types = await generate(document)
  expect(types).toContain('state: "held" | "paying" | (string & {});')
  expect(types).toContain('reason: "late" | "early" | (string & {}) | null;')
  expect(types).toContain('state: "on" | "off" | (string & {});')
})

test('a word that is sent, a tag, and a default keep to what is written', async () => {
  const types = await generate(document)
  expect(types).toContain('ticket: "void" | "return";')
  expect(types).toContain('kind: "order";')
  expect(types).toContain('quantity?: number;')
})

test('what is said beside a reference leaves it readable, null included', async () => {
  const types = await generate(document)
  expect(types).toContain('before: components["schemas"]["Event"] | null;')
  expect(types).toContain('after: components["schemas"]["Event"];')
  expect(types).toContain('@description The next one')
})

test('the document itself is left alone, and the same document makes the same types', async () => {
  const before = JSON.stringify(document)
  expect(await generate(document)).toBe(await generate(document))
  expect(JSON.stringify(document)).toBe(before)
})
