// The contract is committed: a route that changes without its document, or without the client's types, fails here.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { generate } from '../../sdk/scripts/generate.ts'
import { describe } from '../scripts/openapi.ts'

const HOW = 'run `node platform/scripts/openapi.ts`, then `pnpm --filter @reseat/sdk generate`'
const committed = (file: string) => readFileSync(new URL(`../../sdk/${file}`, import.meta.url), 'utf8')

test('the committed OpenAPI document is what the routes say', async () => {
  expect(committed('openapi.json') === (await describe()), HOW).toBe(true)
})

test('the client’s types are what the document says', async () => {
  expect(committed('src/types.gen.ts') === (await generate(JSON.parse(committed('openapi.json')))), HOW).toBe(true)
})
