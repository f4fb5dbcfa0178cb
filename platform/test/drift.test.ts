// The contract is committed: a route that changes without its document fails here.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describe } from '../scripts/openapi.ts'

test('the committed OpenAPI document is what the routes say', async () => {
  const committed = readFileSync(new URL('../../sdk/openapi.json', import.meta.url), 'utf8')
  expect(committed === (await describe()), 'run `node platform/scripts/openapi.ts`, then `pnpm --filter @reseat/sdk generate`').toBe(true)
})
