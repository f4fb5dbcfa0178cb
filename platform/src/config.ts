// The only file that reads the environment: settings are checked here, all at once, before anything starts.
import path from 'node:path'
import { RULES } from './config/rules.ts'
import { appPassword, keptSecrets } from './config/secrets.ts'
import { SETTINGS } from './config/settings.ts'
import type { Setting, SettingName, Values } from './config/settings.ts'

export { appPassword } from './config/secrets.ts'
export { SETTINGS } from './config/settings.ts'
export type { Setting } from './config/settings.ts'

export interface Secrets {
  readonly master: string
  /** 32 bytes. */
  readonly codeKey: Buffer
}

export interface Config {
  readonly environment: 'development' | 'test' | 'production'
  readonly role: 'all' | 'api' | 'worker'
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly instanceHost: string
  readonly publicScheme: 'http' | 'https'
  readonly trustedProxies: readonly string[]
  /** Without an `appUrl` the walled role's is made with `appUrlOf`. */
  readonly database:
    | { readonly kind: 'embedded' }
    | { readonly kind: 'url'; readonly ownerUrl: string; readonly appUrl?: string }
  readonly databasePoolMax: number
  readonly databasePrepare: boolean
  readonly redisUrl: string | null
  readonly payments: Payments
  readonly mail:
    | { readonly kind: 'inbox'; readonly from: string }
    | { readonly kind: 'smtp'; readonly url: string; readonly from: string }
  /** Complete in production; elsewhere `ensureDevSecrets` fills in what was not given. */
  readonly secrets: Partial<Secrets>
  readonly demo: boolean
  readonly logLevel: Values['LOG_LEVEL']
  readonly shutdownSeconds: number
}

export type Payments =
  | { readonly kind: 'local' }
  | {
      readonly kind: 'stripe'
      readonly mode: 'test' | 'live'
      readonly secretKey: string
      readonly publishableKey: string | null
      readonly webhookSecret: string | null
      /** Another server than Stripe's. */
      readonly apiBase: string | null
    }

export type ReadyConfig = Config & { readonly secrets: Secrets }

/** Settings with which nothing may start; one sentence for each, saying what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

export type Environment = Readonly<Record<string, string | undefined>>

export function loadConfig(env: Environment = process.env): Config {
  const { values, problems } = readSettings(env)
  const broken = RULES.map((rule) => rule(values)).filter((problem) => problem !== null)
  if (problems.length + broken.length > 0) throw new ConfigError([...problems, ...broken])

  const given = values as Values
  return {
    environment: given.NODE_ENV,
    role: given.RESEAT_ROLE,
    host: given.HOST,
    port: given.PORT,
    dataDir: path.resolve(given.RESEAT_DATA_DIR),
    instanceHost: given.RESEAT_INSTANCE_HOST,
    publicScheme: given.RESEAT_PUBLIC_SCHEME,
    trustedProxies: given.TRUSTED_PROXIES ?? [],
    database: databaseOf(given),
    databasePoolMax: given.DATABASE_POOL_MAX,
    databasePrepare: given.DATABASE_PREPARE,
    redisUrl: given.REDIS_URL ?? null,
    payments: paymentsOf(given),
    mail: given.SMTP_URL
      ? { kind: 'smtp', url: given.SMTP_URL, from: given.MAIL_FROM }
      : { kind: 'inbox', from: given.MAIL_FROM },
    secrets: secretsOf(given),
    demo: given.RESEAT_DEMO,
    logLevel: given.LOG_LEVEL,
    shutdownSeconds: given.RESEAT_SHUTDOWN_SECONDS,
  }
}

/** Completes the secrets of a development instance from its data folder. Production brings all of its own. */
export function ensureDevSecrets(config: Config): ReadyConfig {
  const { master, codeKey } = config.secrets
  if (master !== undefined && codeKey !== undefined) return { ...config, secrets: { master, codeKey } }
  if (config.environment === 'production') throw new Error('Secrets are never generated in production.')
  const kept = keptSecrets(config.dataDir)
  const secrets = {
    master: kept.RESEAT_SECRET,
    codeKey: Buffer.from(kept.RESEAT_CODE_KEY, 'base64'),
    ...config.secrets,
  }
  return { ...config, secrets }
}

/** The walled role's connection to the database that an owner's connection leads to. */
export function appUrlOf(ownerUrl: string, master: string): string {
  const url = new URL(ownerUrl)
  url.username = 'reseat_app'
  url.password = appPassword(master)
  return url.href
}

/** Where the public finds a host of this instance: with https behind a proxy on its standard port, else on ours. */
export function originOf(config: Pick<Config, 'publicScheme' | 'port'>, host: string): string {
  if (config.publicScheme === 'https') return `https://${host}`
  return new URL(`http://${host}:${config.port}`).origin
}

/** Reads one by one, so that all that is wrong is told at once. An empty value counts as none. */
function readSettings(env: Environment): { values: Partial<Values>; problems: string[] } {
  const problems: string[] = []
  const values: Partial<Record<SettingName, unknown>> = {}
  const production = env['NODE_ENV']?.trim() === 'production'
  for (const [name, setting] of Object.entries(SETTINGS) as [SettingName, Setting<unknown>][]) {
    const text = env[name]?.trim() || null
    if (text === null && production && setting.requiredInProduction !== undefined) {
      problems.push(`${name} is required in production: ${setting.requiredInProduction}.`)
      continue
    }
    const fallback = production ? (setting.fallbackInProduction ?? setting.fallback) : setting.fallback
    if (text === null && fallback === undefined) continue
    const read = setting.shape.safeParse(text ?? fallback)
    if (read.success) values[name] = read.data
    else problems.push(`${name} must ${setting.must}${setting.secret ? '' : `, not ${JSON.stringify(text)}`}.`)
  }
  return { values: values as Partial<Values>, problems }
}

function databaseOf(given: Values): Config['database'] {
  if (given.DATABASE_URL === undefined) return { kind: 'embedded' }
  if (given.DATABASE_DIRECT_URL === undefined) return { kind: 'url', ownerUrl: given.DATABASE_URL }
  return { kind: 'url', ownerUrl: given.DATABASE_DIRECT_URL, appUrl: given.DATABASE_URL }
}

function paymentsOf(given: Values): Payments {
  const secretKey = given.STRIPE_SECRET_KEY
  if (secretKey === undefined) return { kind: 'local' }
  return {
    kind: 'stripe',
    mode: secretKey.includes('_live_') ? 'live' : 'test',
    secretKey,
    publishableKey: given.STRIPE_PUBLISHABLE_KEY ?? null,
    webhookSecret: given.STRIPE_WEBHOOK_SECRET ?? null,
    apiBase: given.STRIPE_API_BASE ?? null,
  }
}

function secretsOf(given: Values): Partial<Secrets> {
  return {
    ...(given.RESEAT_SECRET === undefined ? {} : { master: given.RESEAT_SECRET }),
    ...(given.RESEAT_CODE_KEY === undefined ? {} : { codeKey: Buffer.from(given.RESEAT_CODE_KEY, 'base64') }),
  }
}
