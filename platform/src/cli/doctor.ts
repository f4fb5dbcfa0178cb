// `doctor`: looks at everything the platform depends on, says of each whether it is well, and if not what to do.
import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import nodemailer from 'nodemailer'
import { appUrlOf, ConfigError, ensureDevSecrets, loadConfig, type ReadyConfig } from '../config.ts'
import { pendingMigrations } from '../migrate.ts'
import { PspRefused, openStripe } from '../modules/payments/index.ts'
import { ask, reachOwner, wallFlaw } from '../start/database.ts'
import { parse } from './parse.ts'

type Finding = { what: string; ok: boolean; detail: string }
const POSTGRES_MIN = 18

export async function examine(args: readonly string[]): Promise<boolean> {
  const given = parse(args, { json: { type: 'boolean' } })
  const findings: Finding[] = []
  for await (const finding of lookAround()) {
    findings.push(finding)
    if (!given.on('json')) console.log(`${finding.ok ? 'ok   ' : 'FAIL '} ${finding.what.padEnd(11)} ${finding.detail}`)
  }
  if (given.on('json')) console.log(JSON.stringify({ findings }, null, 2))
  return findings.every(({ ok }) => ok)
}

async function* lookAround(): AsyncGenerator<Finding> {
  let config: ReadyConfig
  try {
    config = ensureDevSecrets(loadConfig())
  } catch (error) {
    const problems = error instanceof ConfigError ? error.problems : [(error as Error).message]
    yield* problems.map((detail) => ({ what: 'settings', ok: false, detail }))
    return
  }
  yield { what: 'settings', ok: true, detail: `for ${config.environment}, as ${config.instanceHost}` }
  yield* databaseOf(config)
  yield await look('queue', () => queue(config))
  yield await look('payments', () => payments(config))
  yield await look('mail', () => mail(config))
}

async function* databaseOf(config: ReadyConfig): AsyncGenerator<Finding> {
  let owner: Awaited<ReturnType<typeof reachOwner>>
  try {
    owner = await reachOwner(config)
  } catch (error) {
    yield {
      what: 'database',
      ok: false,
      detail: `${(error as Error).message} Check DATABASE_URL, and that PostgreSQL is running.`,
    }
    return
  }
  try {
    const { ownerUrl } = owner
    yield await look('database', async () => {
      const [row] = (await ask(ownerUrl, (client) => client.query<{ server_version: string }>('show server_version')))
        .rows
      const version = row!.server_version
      if (Number.parseInt(version) < POSTGRES_MIN)
        throw new Error(`is PostgreSQL ${version}; use ${POSTGRES_MIN} or later`)
      return `PostgreSQL ${version}${config.database.kind === 'embedded' ? ', our own' : ''}`
    })
    yield await look('migrations', async () => {
      const pending = await pendingMigrations(ownerUrl)
      if (pending.length > 0) throw new Error(`${pending.length} not applied yet: run \`npm run -s reseat -- migrate\``)
      return 'up to date'
    })
    yield await look('wall', async () => {
      const flaw = await wallFlaw(
        (config.database.kind === 'url' && config.database.appUrl) || appUrlOf(ownerUrl, config.secrets.master),
      )
      if (flaw) throw new Error(flaw)
      const open = await unwalled(ownerUrl)
      if (open.length > 0)
        throw new Error(`not walled in: ${open.join(', ')}. Restore their policies before serving anybody`)
      return 'requests run as a role that cannot pass it, and every table stands behind it'
    })
  } finally {
    await owner.stop()
  }
}

/** Tables with a tenant that row security does not guard, for whatever reason. */
async function unwalled(ownerUrl: string): Promise<string[]> {
  const { rows } = await ask(ownerUrl, (client) =>
    client.query<{ name: string }>(`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive))
    order by 1`),
  )
  return rows.map(({ name }) => name)
}

async function queue({ redisUrl }: ReadyConfig): Promise<string> {
  if (redisUrl === null) return 'on PostgreSQL'
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    connectTimeout: 5_000,
  })
  redis.on('error', () => {})
  try {
    await redis.connect()
    const policy = ((await redis.config('GET', 'maxmemory-policy')) as string[])[1]
    if (policy !== 'noeviction')
      throw new Error(`Redis may drop jobs (maxmemory-policy ${policy}); set it to noeviction`)
    return 'on Redis'
  } catch (error) {
    throw new Error(`${(error as Error).message}. Check REDIS_URL, and that Redis is running`, { cause: error })
  } finally {
    redis.disconnect()
  }
}

async function payments({ payments: given }: ReadyConfig): Promise<string> {
  if (given.kind === 'local') return 'a local server, for trying out'
  const { secretKey, apiBase, mode } = given
  const where = apiBase ?? 'Stripe'
  try {
    await openStripe({
      secretKey,
      apiBase,
      webhookSecret: randomBytes(8).toString('hex'),
      timeoutMilliseconds: 5_000,
    }).account('acct_0000000000000000')
  } catch (error) {
    // It knows no such account: so it was reached, and it knows the key.
    if (!(error instanceof PspRefused)) {
      const cause = (error as Error).cause as Error | undefined
      throw new Error(
        `${where}: ${cause?.message ?? (error as Error).message} Check STRIPE_SECRET_KEY and STRIPE_API_BASE`,
        { cause: error },
      )
    }
  }
  if (given.webhookSecret === null)
    throw new Error('STRIPE_WEBHOOK_SECRET is not set, so no news from the provider is believed')
  return `${where}, ${mode} mode`
}

async function mail({ mail: given }: ReadyConfig): Promise<string> {
  if (given.kind === 'inbox') return 'kept in the inbox of this instance'
  const transport = nodemailer.createTransport(given.url, { from: given.from })
  try {
    await transport.verify()
    return `by ${new URL(given.url).hostname}`
  } catch (error) {
    throw new Error(`${(error as Error).message}. Check SMTP_URL`, { cause: error })
  } finally {
    transport.close()
  }
}

async function look(what: string, work: () => Promise<string>): Promise<Finding> {
  try {
    return { what, ok: true, detail: await work() }
  } catch (error) {
    return { what, ok: false, detail: `${(error as Error).message.replace(/\.$/, '')}.` }
  }
}
