// Commands that work on the machine, straight on the database: opening markets, migrating, and asking what is wrong.
import { loadConfig, originOf, ensureDevSecrets } from '../config.ts'
import { createSecrets } from '../kit/secret.ts'
import { createTenant } from '../modules/tenancy/index.ts'
import { openDatabase } from '../start/database.ts'
import { parse, UsageError } from './parse.ts'

const SLUG = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/

export async function createTenantHere(args: readonly string[]): Promise<void> {
  const given = parse(args, {
    name: { type: 'string' },
    slug: { type: 'string' },
    mode: { type: 'string' },
    organization: { type: 'string' },
    json: { type: 'boolean' },
  })
  const [name, slug, mode] = [given.needed('name'), given.needed('slug'), given.needed('mode')]
  if (mode !== 'test' && mode !== 'live') throw new UsageError('--mode must be test or live.')
  if (!SLUG.test(slug))
    throw new UsageError(
      '--slug becomes part of a host name: up to 40 lower-case letters, digits and dashes, such as harbour-lights.',
    )
  const organization = given.text('organization')

  const config = ensureDevSecrets(loadConfig())
  const secrets = createSecrets(config.secrets.master, config.secrets.codeKey)
  const database = await openDatabase(config)
  try {
    const host = `${slug}.${config.instanceHost}`
    const tenant = await createTenant(database.ownerUrl, secrets, {
      name,
      slug,
      mode,
      host,
      ...(organization ? { organization } : {}),
    })
    const created = { ...tenant, url: originOf(config, host), apiBase: originOf(config, config.instanceHost) }
    if (given.on('json')) return console.log(JSON.stringify(created, null, 2))
    console.log(`${name} is open at ${created.url}

  id               ${created.id}
  organization     ${created.organizationId}
  publishable key  ${created.publishableKey}
  secret key       ${created.secretKey}

The secret key is shown this once: keep it now.`)
  } finally {
    await database.stop()
  }
}

export async function migrateHere(args: readonly string[]): Promise<void> {
  const given = parse(args, { json: { type: 'boolean' } })
  const database = await openDatabase(ensureDevSecrets(loadConfig()))
  await database.stop()
  if (given.on('json')) return console.log(JSON.stringify({ applied: database.applied }))
  console.log(
    database.applied.length === 0
      ? 'The database is up to date.'
      : `Applied:\n${database.applied.map((name) => `  ${name}`).join('\n')}`,
  )
}
