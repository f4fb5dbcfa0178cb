// Every rule of the settings: what is refused, with the sentence a person reads.
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { appUrlOf, ConfigError, loadConfig, originOf, SETTINGS } from './config.ts'
import type { Environment } from './config.ts'

const SECRET = 'tH1s-is-0nly-for-th3-tests-9f2c7e41b8'
const CODE_KEY = Buffer.alloc(32, 7).toString('base64')
const PRODUCTION: Environment = {
  NODE_ENV: 'production',
  RESEAT_INSTANCE_HOST: 'resale.example.com',
  DATABASE_URL: 'postgres://owner:pw@db/reseat',
  STRIPE_SECRET_KEY: 'sk_live_abc',
  STRIPE_PUBLISHABLE_KEY: 'pk_live_abc',
  STRIPE_WEBHOOK_SECRET: 'whsec_abc',
  RESEAT_SECRET: SECRET,
  RESEAT_CODE_KEY: CODE_KEY,
  SMTP_URL: 'smtp://mail.example.com:587',
  MAIL_FROM: 'tickets@example.com',
}
const STRIPE_TEST: Environment = { STRIPE_SECRET_KEY: 'sk_test_abc', STRIPE_PUBLISHABLE_KEY: 'pk_test_abc' }
const STRIPE_LIVE: Environment = { STRIPE_PUBLISHABLE_KEY: 'pk_live_abc' }
const STRIPE_TEST_IN_PRODUCTION: Environment = { ...PRODUCTION, ...STRIPE_TEST }

function problems(env: Environment): readonly string[] {
  try {
    loadConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

describe('what stands in', () => {
  test('nothing set: everything on this machine', () => {
    expect(loadConfig({})).toMatchObject({
      environment: 'development',
      role: 'all',
      host: '127.0.0.1',
      port: 4000,
      dataDir: path.resolve('.data'),
      instanceHost: 'localhost',
      publicScheme: 'http',
      trustedProxies: [],
      database: { kind: 'embedded' },
      redisUrl: null,
      payments: { kind: 'local' },
      mail: { kind: 'inbox' },
      secrets: {},
      demo: true,
    })
  })

  test('production: open to its proxy, encrypted outside, no demo', () => {
    expect(loadConfig(PRODUCTION)).toMatchObject({ host: '0.0.0.0', publicScheme: 'https', demo: false })
  })

  test('an empty value is none, as a compose file passes on what is not set', () => {
    expect(loadConfig({ PORT: '', REDIS_URL: ' ', DATABASE_URL: '' })).toEqual(loadConfig({}))
  })

  test('production generates and defaults no secret: each missing one is named', () => {
    const required = Object.entries(SETTINGS).flatMap(([name, entry]) =>
      'requiredInProduction' in entry ? [name] : [],
    )
    const told = problems({ NODE_ENV: 'production' })
    expect(told.map((line) => line.split(' ')[0])).toEqual(required)
    expect(told).toContain(
      'RESEAT_SECRET is required in production: make one with `openssl rand -base64 48` and keep it safe.',
    )
    for (const name of required) {
      expect(problems({ ...PRODUCTION, [name]: undefined }), name).toEqual([
        expect.stringContaining(`${name} is required`),
      ])
    }
  })
})

describe('a wrong value', () => {
  const wrong: [keyof typeof SETTINGS, ...string[]][] = [
    ['NODE_ENV', 'prod', 'Production'],
    ['PORT', 'http', '65536', '-1', '80.5', '0x50'],
    ['HOST', 'example.com', '127.0.0.1:80', '300.1.1.1'],
    ['RESEAT_INSTANCE_HOST', 'http://a.example', 'a.example:80', 'a..b', '-a.example', '10.0.0.1'],
    ['RESEAT_PUBLIC_SCHEME', 'ftp', 'https://'],
    ['TRUSTED_PROXIES', 'proxy', '10.0.0.0/33', '0.0.0.0/0', '::/0', '10.0.0.1,', '::1/129', '1.2.3.4/8/8'],
    ['DATABASE_URL', 'mysql://u@h/d', 'postgres://host/db', 'postgres://u:p@host', 'localhost'],
    ['DATABASE_POOL_MAX', '0', '1', 'many'],
    ['DATABASE_PREPARE', 'yes'],
    ['REDIS_URL', 'localhost:6379', 'http://redis'],
    ['STRIPE_SECRET_KEY', 'pk_test_abc', 'sk_abc', 'sk_test_'],
    ['STRIPE_API_BASE', 'payments.example.com', 'https://a.example/v1', 'https://u:p@a.example', 'ftp://a.example'],
    ['RESEAT_SECRET', 'short', 'x'.repeat(31)],
    ['RESEAT_CODE_KEY', 'x'.repeat(32), Buffer.alloc(31).toString('base64'), Buffer.alloc(33).toString('base64')],
    ['SMTP_URL', 'mail.example.com'],
    ['MAIL_FROM', 'tickets', 'a@b\r\nBcc: c@d', 'A <a@b> <c@d>'],
    ['RESEAT_DEMO', '1'],
    ['RESEAT_ROLE', 'web'],
    ['LOG_LEVEL', 'verbose'],
    ['RESEAT_SHUTDOWN_SECONDS', '0', 'soon'],
  ]
  const cases = wrong.flatMap(([name, ...values]) => values.map((value) => ({ name, value })))
  test.each(cases)('$name=$value is refused in one line that names it', ({ name, value }) => {
    const told = problems({ [name]: value })
    expect(told).toContainEqual(expect.stringMatching(new RegExp(`^${name} must [^\\n]+\\.$`)))
  })

  test('is shown, unless it may hold a secret', () => {
    expect(problems({ PORT: 'http' })).toEqual([
      'PORT must be a port number from 0 to 65535 (0: any free one), not "http".',
    ])
    const secrets = Object.entries(SETTINGS).flatMap(([name, entry]) => ('secret' in entry ? [name] : []))
    for (const name of secrets) expect(problems({ [name]: 'hush!' }).join(), name).not.toContain('hush!')
    expect(secrets).toEqual(expect.arrayContaining(['DATABASE_URL', 'REDIS_URL', 'SMTP_URL', 'RESEAT_SECRET']))
  })

  test('does not hide the next: all are told at once', () => {
    expect(problems({ PORT: 'x', LOG_LEVEL: 'y', DATABASE_DIRECT_URL: 'postgres://u@h/d' })).toHaveLength(3)
  })
})

describe('what does not go together', () => {
  const refused: [string, Environment, RegExp][] = [
    ['no fixed port in production', { ...PRODUCTION, PORT: '0' }, /^PORT is 0 /],
    [
      'localhost in production',
      { ...PRODUCTION, RESEAT_INSTANCE_HOST: 'a.localhost' },
      /^RESEAT_INSTANCE_HOST is a\.localhost/,
    ],
    [
      'http in production',
      { ...PRODUCTION, RESEAT_PUBLIC_SCHEME: 'http' },
      /^RESEAT_PUBLIC_SCHEME is http: production needs/,
    ],
    ['http on a public host', { RESEAT_INSTANCE_HOST: 'a.example' }, /^RESEAT_PUBLIC_SCHEME is http, which is safe/],
    [
      'a direct connection alone',
      { DATABASE_DIRECT_URL: 'postgres://u:p@h/d' },
      /^DATABASE_DIRECT_URL is given without/,
    ],
    [
      'requests as the owner',
      { DATABASE_URL: 'postgres://owner:p@pool/d', DATABASE_DIRECT_URL: 'postgres://owner:p@h/d' },
      /^DATABASE_URL and DATABASE_DIRECT_URL name the same user/,
    ],
    [
      'a live key outside production',
      { ...STRIPE_LIVE, STRIPE_SECRET_KEY: 'sk_live_abc' },
      /^STRIPE_SECRET_KEY is a live key/,
    ],
    [
      'a restricted live key too',
      { ...STRIPE_LIVE, STRIPE_SECRET_KEY: 'rk_live_abc' },
      /^STRIPE_SECRET_KEY is a live key/,
    ],
    ['a test key in production', STRIPE_TEST_IN_PRODUCTION, /^STRIPE_SECRET_KEY is a test key/],
    ['real money declared as play', { ...PRODUCTION, RESEAT_TEST_PAYMENTS: 'on' }, /^RESEAT_TEST_PAYMENTS is on, yet/],
    [
      'keys of two modes',
      { ...STRIPE_TEST, STRIPE_PUBLISHABLE_KEY: 'pk_live_a' },
      /^STRIPE_PUBLISHABLE_KEY is a live key and/,
    ],
    ['Stripe’s form without its key', { STRIPE_SECRET_KEY: 'sk_test_abc' }, /^STRIPE_PUBLISHABLE_KEY is missing/],
    ['a publishable key alone', { STRIPE_PUBLISHABLE_KEY: 'pk_test_abc' }, /^STRIPE_PUBLISHABLE_KEY is given without/],
    [
      'another server without a key',
      { STRIPE_API_BASE: 'http://127.0.0.1:12111' },
      /^STRIPE_API_BASE is given without/,
    ],
    [
      'payments unencrypted',
      { ...PRODUCTION, STRIPE_API_BASE: 'http://pay.example.com' },
      /^STRIPE_API_BASE must begin with https/,
    ],
    ['a guessable secret', { ...PRODUCTION, RESEAT_SECRET: 'changeme'.repeat(4) }, /^RESEAT_SECRET repeats/],
    ['one key for two locks', { RESEAT_SECRET: CODE_KEY, RESEAT_CODE_KEY: CODE_KEY }, /^RESEAT_CODE_KEY is the same/],
    ['the demo in production', { ...PRODUCTION, RESEAT_DEMO: 'on' }, /^RESEAT_DEMO is on/],
  ]
  test.each(refused)('%s', (_, env, sentence) => {
    expect(problems(env)).toEqual([expect.stringMatching(sentence)])
  })
})

describe('what the values become', () => {
  test('one connection string is the owner’s, and the walled role’s is derived from it', () => {
    const ownerUrl = 'postgres://owner:pw@db:5432/reseat?sslmode=require'
    expect(loadConfig({ DATABASE_URL: ownerUrl }).database).toEqual({ kind: 'url', ownerUrl })
    const appUrl = new URL(appUrlOf(ownerUrl, SECRET))
    expect(appUrl).toMatchObject({
      username: 'reseat_app',
      host: 'db:5432',
      pathname: '/reseat',
      search: '?sslmode=require',
    })
    expect(appUrl.password).toMatch(/^[\w-]{43}$/)
    expect(appUrlOf(ownerUrl, `${SECRET}!`)).not.toBe(appUrl.href)
  })

  test('with two, requests go by the first and migrations by the direct one', () => {
    const env = { DATABASE_URL: 'postgres://app:p@pooler/reseat', DATABASE_DIRECT_URL: 'postgres://owner:p@db/reseat' }
    const { DATABASE_URL: appUrl, DATABASE_DIRECT_URL: ownerUrl } = env
    expect(loadConfig(env).database).toEqual({ kind: 'url', ownerUrl, appUrl })
  })

  test('another payment server needs its key only', () => {
    const env = { STRIPE_SECRET_KEY: 'sk_test_abc', STRIPE_API_BASE: 'http://127.0.0.1:12111/' }
    expect(loadConfig(env).payments).toEqual({
      kind: 'stripe',
      mode: 'test',
      secretKey: 'sk_test_abc',
      publishableKey: null,
      webhookSecret: null,
      apiBase: 'http://127.0.0.1:12111',
    })
  })

  test('a test key in production when that is said', () => {
    const { payments } = loadConfig({ ...STRIPE_TEST_IN_PRODUCTION, RESEAT_TEST_PAYMENTS: 'on' })
    expect(payments).toMatchObject({ kind: 'stripe', mode: 'test' })
  })

  test('proxies as a list', () => {
    expect(loadConfig({ TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).trustedProxies).toEqual(['10.0.0.0/8', '::1'])
  })

  test('origins carry our port only where no proxy stands in front', () => {
    expect(originOf({ publicScheme: 'http', port: 4000 }, 'acme.localhost')).toBe('http://acme.localhost:4000')
    expect(originOf({ publicScheme: 'http', port: 80 }, 'localhost')).toBe('http://localhost')
    expect(originOf({ publicScheme: 'https', port: 4000 }, 'a.example')).toBe('https://a.example')
  })
})
