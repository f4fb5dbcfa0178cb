// docker-compose.yml and the Dockerfile say only what the platform accepts, for trying out and for production.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadConfig, SETTINGS } from '../platform/src/config.ts'
import type { Environment } from '../platform/src/config.ts'

interface Service {
  readonly image?: string
  readonly build?: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly ports?: readonly string[]
  readonly stop_grace_period?: string
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>
}

const inRepository = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url))
const text = readFileSync(inRepository('docker-compose.yml'), 'utf8')
const dockerfile = readFileSync(inRepository('Dockerfile'), 'utf8')

const TRYING_OUT = { POSTGRES_PASSWORD: '0f1e2d3c4b5a' }
const PRODUCTION = {
  ...TRYING_OUT,
  NODE_ENV: 'production',
  RESEAT_INSTANCE_HOST: 'resale.example.com',
  TRUSTED_PROXIES: '10.0.0.0/8',
  RESEAT_SECRET: 'tH1s-is-0nly-for-th3-tests-9f2c7e41b8',
  RESEAT_CODE_KEY: Buffer.alloc(32, 7).toString('base64'),
  STRIPE_SECRET_KEY: 'sk_live_abc',
  STRIPE_PUBLISHABLE_KEY: 'pk_live_abc',
  STRIPE_WEBHOOK_SECRET: 'whsec_abc',
  SMTP_URL: 'smtp://mail.example.com:587',
  MAIL_FROM: 'tickets@example.com',
}

/** Fills in `${NAME}`, `${NAME:-other}` and `${NAME:?complaint}` as Compose does. */
function interpolate(source: string, env: Environment): string {
  return source.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind?: string, rest?: string) => {
    const value = env[name]
    if (value) return value
    if (kind === '?') throw new Error(`${name}: ${rest}`)
    return rest ?? ''
  })
}

const compose = (env: Environment) => parse(interpolate(text, env)) as Compose
const platformServices = (env: Environment) => Object.entries(compose(env).services).filter(([, { build }]) => build)

/** What images of others may be told: a misspelt name would be ignored in silence. */
const KNOWN: Record<string, { environment: readonly string[]; program: string | null; words: readonly string[] }> = {
  postgres: {
    environment: ['POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD', 'POSTGRES_INITDB_ARGS'],
    program: null,
    words: [],
  },
  redis: { environment: [], program: 'redis-server', words: ['--appendonly', '--maxmemory-policy'] },
}

describe.each([
  { use: 'trying out', env: TRYING_OUT },
  { use: 'production', env: PRODUCTION },
])('for $use', ({ env }) => {
  test.each(platformServices(env))('the environment of %s is a valid configuration', (_, { environment = {} }) => {
    expect(Object.keys(environment).filter((name) => !(name in SETTINGS))).toEqual([])
    const config = loadConfig(environment)
    expect(config.host).toBe('0.0.0.0')
    expect(config.database.kind).toBe('url')
  })

  test.each(platformServices(env))(
    '%s finds PostgreSQL and Redis where they are',
    (_, { environment = {}, depends_on }) => {
      const { services } = compose(env)
      const database = new URL(environment['DATABASE_URL'] ?? '')
      const postgres = services[database.hostname]?.environment
      expect(postgres).toMatchObject({
        POSTGRES_USER: database.username,
        POSTGRES_PASSWORD: database.password,
        POSTGRES_DB: database.pathname.slice(1),
      })
      const redis = new URL(environment['REDIS_URL'] ?? '').hostname
      expect(services[redis]?.image).toMatch(/^redis:/)
      expect(depends_on).toMatchObject({
        [database.hostname]: { condition: 'service_healthy' },
        [redis]: { condition: 'service_healthy' },
      })
    },
  )
})

test.each(platformServices(TRYING_OUT))('the command of %s runs a file that exists', (_, { command = [] }) => {
  const [program, ...words] = command
  const files = words.filter((word) => !word.startsWith('-'))
  expect(program).toBe('node')
  expect(files).toHaveLength(1)
  expect(files.filter((file) => !existsSync(inRepository(file)))).toEqual([])
})

test('images of others get only words and variables they know', () => {
  for (const [name, service] of Object.entries(compose(TRYING_OUT).services)) {
    if (service.build) continue
    const known = KNOWN[service.image?.split(':')[0] ?? '']
    expect(known, `${name} has an image this test does not know`).toBeDefined()
    expect(known?.environment).toEqual(expect.arrayContaining(Object.keys(service.environment ?? {})))
    const [program = null, ...words] = service.command ?? []
    expect(program).toBe(known?.program)
    expect(known?.words).toEqual(words.filter((word) => word.startsWith('--')))
  }
})

test('every setting production needs can be given, and none has a value in the file', () => {
  const needed = Object.entries(SETTINGS).flatMap(([name, setting]) =>
    'requiredInProduction' in setting ? [name] : [],
  )
  for (const [, { environment = {} }] of platformServices(TRYING_OUT)) {
    expect(Object.keys(environment)).toEqual(expect.arrayContaining(needed))
  }
  expect(() => compose({})).toThrow(/POSTGRES_PASSWORD/)
  expect(text).not.toMatch(/(SECRET|KEY|PASSWORD): (?!\$\{)/)
})

test('only this machine reaches the platform, and it gets the time it takes to stop', () => {
  for (const [, service] of platformServices(TRYING_OUT)) {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/)
    const { shutdownSeconds } = loadConfig(service.environment ?? {})
    expect(Number(service.stop_grace_period?.replace('s', ''))).toBeGreaterThan(shutdownSeconds)
  }
})

test('the image runs the same command, as a common user, with settings the platform knows', () => {
  const [, command = '[]'] = /^CMD (.+)$/m.exec(dockerfile) ?? []
  const [, last = ''] = dockerfile.split(/^FROM base$/m)
  const [, settings = ''] = /^ENV (.+)$/m.exec(last) ?? []
  for (const [, service] of platformServices(TRYING_OUT)) expect(JSON.parse(command)).toEqual(service.command)
  expect(last).toMatch(/^USER node$/m)
  expect(settings.split(' ').filter((entry) => !(entry.slice(0, entry.indexOf('=')) in SETTINGS))).toEqual([])
})
