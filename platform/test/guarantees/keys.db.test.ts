// A key opens its market for as long as it stands, and not a moment longer than is remembered.
import { expect, test } from 'vitest'
import { openWorld } from '../world.ts'

const world = await openWorld()
const revoke = (tenantId: string) =>
  world.owner.query('update api_keys set revoked_at = now() where tenant_id = $1', [tenantId])

test('a revoked key opens nothing, be it secret or publishable', async () => {
  const tenant = await world.givenTenant()
  await revoke(tenant.id)
  const answers = [await tenant.admin.get('/v1/admin/brand'), await tenant.byKey.get('/v1/market/brand')]
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [401, 'unauthorized'],
    [401, 'unauthorized'],
  ])
})

test('a key that was used a moment ago is dead within seconds of being revoked', async () => {
  const tenant = await world.givenTenant()
  expect((await tenant.admin.get('/v1/admin/brand')).status).toBe(200)
  await revoke(tenant.id)
  await expect.poll(async () => (await tenant.admin.get('/v1/admin/brand')).status, { timeout: 4_000 }).toBe(401)
})
