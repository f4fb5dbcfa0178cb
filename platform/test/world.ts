// A whole market for a test: the real app on a real database as the walled role. Each test makes its own tenant; the wall
// between tenants is the wall between tests.
import { randomBytes } from 'node:crypto'
import { afterAll } from 'vitest'
import pg from 'pg'
import { createApp } from '../src/app.ts'
import { openTenantDirectory } from '../src/entry/tenants.ts'
import { openPool } from '../src/kit/db.ts'
import { relayOnce } from '../src/kit/facts.ts'
import { newId } from '../src/kit/id.ts'
import { createCtx, type Actor, type House, type Tenant } from '../src/kit/scope.ts'
import { createSecrets } from '../src/kit/secret.ts'
import { findDue } from '../src/kit/sweeps.ts'
import { LISTENERS, SWEEPS } from '../src/modules.ts'
import { fanSecret, signToken } from '../src/modules/identity/index.ts'
import { createTenant } from '../src/modules/tenancy/index.ts'
import { actOn, deliverTo, systemCtx } from '../src/worker.ts'
import { freshDatabase } from './harness/index.ts'
import { testOutside } from './outside.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- a test reads whatever came back
export type Answer = { status: number; body: any; headers: Headers }
export type Caller = {
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
}

export type World = Awaited<ReturnType<typeof openWorld>>

export async function openWorld() {
  const database = await freshDatabase()
  const secrets = createSecrets('the master secret of the tests, long enough', Buffer.alloc(32, 7))
  const pool = openPool({ url: database.appUrl, max: 24, prepare: true, name: 'test' })
  const outside = await testOutside()
  const house: House = {
    pool,
    secrets,
    outside: outside.adapters,
    originOf: (tenant) => `http://${tenant.slug}.localhost:4000`,
  }
  const app = createApp({ house, instanceHost: 'localhost', secure: false })
  outside.connect((request) => app.fetch(request))
  const tenants = openTenantDirectory(pool, secrets)
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  owner.on('error', () => {})
  afterAll(async () => {
    await outside.close()
    await pool.end()
    await owner.end()
  })

  const caller = (host: string, own: Record<string, string>): Caller => {
    const send =
      (method: string) =>
      async (path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
        const raw = typeof body === 'string' || body instanceof ReadableStream
        const response = await app.request(`http://${host}:4000${path}`, {
          method,
          headers: {
            host: `${host}:4000`,
            ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
            ...own,
            ...headers,
          },
          ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body), duplex: 'half' }),
        } as RequestInit)
        const text = await response.text()
        const isJson = (response.headers.get('content-type') ?? '').includes('json')
        return { status: response.status, body: isJson && text ? JSON.parse(text) : text, headers: response.headers }
      }
    const get = send('GET')
    return {
      get: (path, headers) => get(path, undefined, headers),
      post: send('POST'),
      patch: send('PATCH'),
      put: send('PUT'),
    }
  }

  /** A market of its own, with the callers an organizer and a visitor would be. */
  async function givenTenant(mode: 'test' | 'live' = 'test') {
    const slug = `t${randomBytes(6).toString('hex')}`
    const created = await createTenant(database.ownerUrl, secrets, {
      name: `Market ${slug}`,
      slug,
      mode,
      host: `${slug}.localhost`,
    })
    const tenant: Tenant = { id: created.id, slug, name: created.name, mode, state: 'live' }
    const ctxAs = (actor: Actor) => createCtx(house, tenant, { actor })

    /** A fan with a verified e-mail and a session, as better-auth would have left them. */
    async function givenFan(email = `fan-${randomBytes(5).toString('hex')}@example.org`, name = 'Sam Fan') {
      const [id, token] = [newId(), randomBytes(24).toString('hex')]
      await ctxAs({ kind: 'system', job: 'test' }).write(async (scope) => {
        await scope.db.insertInto('fans').values({ id, name, email, emailVerified: true }).execute()
        await scope.db
          .insertInto('fanSessions')
          .values({ id: newId(), userId: id, token, expiresAt: new Date(Date.now() + 86_400_000) })
          .execute()
      })
      const bearer = signToken(token, fanSecret(secrets, tenant.id))
      return { id, email, name, bearer, ...caller(`${slug}.localhost`, { authorization: `Bearer ${bearer}` }) }
    }

    return {
      ...created,
      tenant,
      ctxAs,
      givenFan,
      system: ctxAs({ kind: 'system', job: 'test' }),
      admin: caller('localhost', { authorization: `Bearer ${created.secretKey}` }),
      visitor: caller(`${slug}.localhost`, {}),
      byKey: caller('localhost', { 'publishable-key': created.publishableKey }),
    }
  }

  /** Does what the worker would do, until nothing is left to do now. Says how many things it did. */
  async function runJobs(rounds = 20): Promise<number> {
    let did = 0
    for (let round = 0; round < rounds; round++) {
      let now = await relayOnce(pool, LISTENERS, async (deliveries) => {
        for (const { tenantId, listener, factIds } of deliveries) {
          const ctx = await systemCtx(house, tenants, tenantId, listener)
          if (ctx) await deliverTo(ctx, listener, factIds)
        }
      })
      for (const sweep of SWEEPS)
        for (const { tenantId, id } of await findDue(pool, sweep, new Date())) {
          const ctx = await systemCtx(house, tenants, tenantId, sweep.table)
          if (ctx) await actOn(ctx, sweep.table, id)
          now += 1
        }
      did += now
      if (now === 0) break
    }
    return did
  }

  return { app, house, pool, owner, database, outside, secrets, tenants, givenTenant, caller, runJobs }
}

export type TestTenant = Awaited<ReturnType<World['givenTenant']>>
