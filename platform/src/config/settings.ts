// Every setting of the platform: what it may be, what it means, and what stands in when it is not given.
import { BlockList, isIP } from 'node:net'
import { z } from 'zod'

export interface Setting<T> {
  readonly shape: z.ZodType<T, string>
  /** Completes the sentence "NAME must …". */
  readonly must: string
  readonly meaning: string
  readonly fallback?: string
  /** Where production differs from `fallback`. */
  readonly fallbackInProduction?: string
  /** What happens without a value, where no plain value stands in. */
  readonly unset?: string
  /** What to do about it, for a setting that production cannot do without. */
  readonly requiredInProduction?: string
  /** Its value is never shown, not even in the sentence that refuses it. */
  readonly secret?: true
}

const whole = (min: number, max: number) => z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(min).max(max))
const onOff = z.enum(['on', 'off']).transform((word) => word === 'on')
const url = (protocols: readonly string[], fits: (parsed: URL) => boolean = () => true) =>
  z.string().refine((text) => {
    const parsed = URL.parse(text)
    return parsed !== null && protocols.includes(parsed.protocol) && fits(parsed)
  })
const database = url(['postgres:', 'postgresql:'], (parsed) => parsed.username !== '' && parsed.pathname.length > 1)
const bare = (parsed: URL) => parsed.pathname === '/' && parsed.search === '' && parsed.username === ''
const hostName = z
  .string()
  .toLowerCase()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/)
const bindAddress = z.string().refine((text) => isIP(text) !== 0 || text === 'localhost')
const networks = z.string().transform((text) => text.split(',').map((part) => part.trim()))
const mailbox = z.string().regex(/^([^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/)

/** An address or a network in CIDR notation. A network of everybody is no network of proxies. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  if (bits === undefined) return true
  if (!/^[1-9]\d*$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) return false
  new BlockList().addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6')
  return true
}

export const SETTINGS = {
  NODE_ENV: {
    shape: z.enum(['development', 'test', 'production']),
    must: 'be development, test or production',
    meaning: 'What this instance is for. In production every secret must be given and development tools are absent.',
    fallback: 'development',
  },
  PORT: {
    shape: whole(0, 65_535),
    must: 'be a port number from 0 to 65535 (0: any free one)',
    meaning: 'The one port everything is served on.',
    fallback: '4000',
  },
  HOST: {
    shape: bindAddress,
    must: 'be an IP address of this machine to listen on',
    meaning: 'The address to listen on. Outside production, whoever reaches it can read the mail inbox.',
    fallback: '127.0.0.1',
    fallbackInProduction: '0.0.0.0',
  },
  RESEAT_DATA_DIR: {
    shape: z.string(),
    must: 'be a folder',
    meaning: 'Where the embedded PostgreSQL, generated secrets and files are kept.',
    fallback: '.data',
  },
  RESEAT_INSTANCE_HOST: {
    shape: hostName.refine((name) => isIP(name) === 0),
    must: 'be a host name without scheme and port, such as resale.example.com',
    meaning: 'The host of the API and of hooks; markets live on subdomains of it.',
    fallback: 'localhost',
    requiredInProduction: 'set it to the host name of this instance, such as resale.example.com',
  },
  RESEAT_PUBLIC_SCHEME: {
    shape: z.enum(['http', 'https']),
    must: 'be http or https',
    meaning: 'How the public reaches this instance. With https a proxy in front ends TLS on the standard port.',
    fallback: 'http',
    fallbackInProduction: 'https',
  },
  TRUSTED_PROXIES: {
    shape: networks.refine((parts) => parts.every(isNetwork)),
    must: 'be a list of addresses or networks such as 10.0.0.0/8,::1 (a network of everybody is not allowed)',
    meaning: 'Proxies whose forwarded host, scheme and client address are believed.',
    unset: 'none',
  },
  DATABASE_URL: {
    shape: database,
    must: 'be postgres://user:password@host/database',
    meaning: 'PostgreSQL 18. Alone it is the owner’s connection; beside DATABASE_DIRECT_URL that of the requests.',
    unset: 'an embedded server in RESEAT_DATA_DIR',
    requiredInProduction:
      'set it to the connection string of a PostgreSQL 18 database (the embedded server is no home for money)',
    secret: true,
  },
  DATABASE_DIRECT_URL: {
    shape: database,
    must: 'be postgres://user:password@host/database',
    meaning: 'The owner’s connection for migrations, where DATABASE_URL leads through a pooler as the walled role.',
    unset: 'DATABASE_URL',
    secret: true,
  },
  DATABASE_POOL_MAX: {
    shape: whole(2, 1000),
    must: 'be a whole number from 2 to 1000',
    meaning: 'Connections one process opens for requests, at most.',
    fallback: '20',
  },
  DATABASE_PREPARE: {
    shape: onOff,
    must: 'be on or off',
    meaning: 'Named prepared statements. Turn off behind a pooler that cannot keep them.',
    fallback: 'on',
  },
  REDIS_URL: {
    shape: url(['redis:', 'rediss:']),
    must: 'be redis://host:6379 or rediss://…',
    meaning: 'Redis for queues and live updates.',
    unset: 'both run on PostgreSQL',
    secret: true,
  },
  STRIPE_SECRET_KEY: {
    shape: z.string().regex(/^(sk|rk)_(test|live)_\w+$/),
    must: 'be a secret key of Stripe (sk_test_… or sk_live_…)',
    meaning: 'The secret key of the instance’s Stripe account. Live keys work in production only.',
    unset: 'a local Stripe-compatible server',
    requiredInProduction: 'set it to the secret key of your Stripe account',
    secret: true,
  },
  STRIPE_PUBLISHABLE_KEY: {
    shape: z.string().regex(/^pk_(test|live)_\w+$/),
    must: 'be a publishable key of Stripe (pk_test_… or pk_live_…)',
    meaning: 'The publishable key of the same account and mode.',
    unset: 'none',
    requiredInProduction: 'set it to the publishable key that belongs to STRIPE_SECRET_KEY',
  },
  STRIPE_WEBHOOK_SECRET: {
    shape: z.string().regex(/^whsec_\S+$/),
    must: 'be the signing secret of a webhook endpoint (whsec_…)',
    meaning: 'Proves that a call of /hooks/stripe comes from Stripe.',
    unset: 'calls of /hooks/stripe are refused',
    requiredInProduction: 'set it to the signing secret of the endpoint that calls /hooks/stripe',
    secret: true,
  },
  STRIPE_API_BASE: {
    shape: url(['http:', 'https:'], bare).transform((text) => new URL(text).origin),
    must: 'be the origin of a Stripe-compatible server, such as https://payments.example.com, without a path',
    meaning: 'Another server that speaks Stripe’s API.',
    unset: 'Stripe',
  },
  RESEAT_TEST_PAYMENTS: {
    shape: onOff,
    must: 'be on or off',
    meaning: 'Allows a test key of Stripe in production, for an instance on which nobody really pays.',
    fallback: 'off',
  },
  RESEAT_SECRET: {
    shape: z.string().min(32),
    must: 'have at least 32 characters: make one with `openssl rand -base64 48`',
    meaning:
      'The master secret all others are derived from. Keep it as long as the data: a new one finds no code and no session.',
    unset: 'generated and kept in RESEAT_DATA_DIR',
    requiredInProduction: 'make one with `openssl rand -base64 48` and keep it safe',
    secret: true,
  },
  RESEAT_CODE_KEY: {
    shape: z.base64().refine((text) => Buffer.from(text, 'base64').length === 32),
    must: 'be 32 bytes in base64: make it with `openssl rand -base64 32`',
    meaning: 'Encrypts admission codes. Without it, stored codes cannot be read again.',
    unset: 'generated and kept in RESEAT_DATA_DIR',
    requiredInProduction: 'make one with `openssl rand -base64 32` and keep it safe, apart from the database',
    secret: true,
  },
  SMTP_URL: {
    shape: url(['smtp:', 'smtps:']),
    must: 'be smtp://user:password@host:587 or smtps://…',
    meaning: 'The server that sends mail.',
    unset: 'an inbox page on the instance host',
    requiredInProduction: 'set it to the server that sends your mail',
    secret: true,
  },
  MAIL_FROM: {
    shape: mailbox,
    must: 'be an address such as tickets@example.com or Tickets <tickets@example.com>',
    meaning: 'The sender of mail; its name is replaced by the market’s.',
    fallback: 'tickets@localhost',
    requiredInProduction: 'set it to an address that SMTP_URL may send from',
  },
  RESEAT_DEMO: {
    shape: onOff,
    must: 'be on or off',
    meaning: 'Loads a demo market into an empty database. Not in production.',
    fallback: 'on',
    fallbackInProduction: 'off',
  },
  RESEAT_ROLE: {
    shape: z.enum(['all', 'api', 'worker']),
    must: 'be all, api or worker',
    meaning: 'Which part of the work this process does.',
    fallback: 'all',
  },
  LOG_LEVEL: {
    shape: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    must: 'be trace, debug, info, warn, error, fatal or silent',
    meaning: 'How much is written to the log.',
    fallback: 'info',
  },
  RESEAT_SHUTDOWN_SECONDS: {
    shape: whole(1, 600),
    must: 'be a whole number of seconds from 1 to 600',
    meaning: 'How long requests and jobs in flight may take to end when the process is asked to stop.',
    fallback: '20',
  },
} as const satisfies Record<string, Setting<unknown>>

export type SettingName = keyof typeof SETTINGS
type Value<S> = S extends { shape: z.ZodType<infer T> } ? (S extends { fallback: string } ? T : T | undefined) : never
export type Values = { readonly [Name in SettingName]: Value<(typeof SETTINGS)[Name]> }
