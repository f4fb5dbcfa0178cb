// What every file owes its reader, and what it may reach.
import { isTest, placeOf, withoutComments, type File } from '../tidy.ts'
import { importsOf } from './imports.ts'

export const LINES_MAX = 250

/** Clients of the world outside. `fetch` stands for itself. */
const CLIENTS = /^(stripe|nodemailer|undici|ioredis|bullmq|pg|node:(net|http|https|http2|tls|dns|dgram|child_process))$/

/** Only these files speak with the world, and each only by what is named here. */
export const ADAPTERS: Record<string, string[]> = {
  'kit/db.ts': ['pg'],
  'kit/jobs.ts': ['pg', 'bullmq', 'ioredis'],
  'kit/postgres/cluster.ts': ['node:child_process'],
  'kit/postgres/port.ts': ['node:net'],
  'kit/postgres/privilege.ts': ['node:child_process'],
  'kit/postgres/index.ts': ['node:child_process'],
  'config/settings.ts': ['node:net'],
  'cli/doctor.ts': ['ioredis', 'nodemailer'],
  'demo/fans.ts': ['fetch'],
  'demo/index.ts': ['fetch'],
  'migrate.ts': ['pg', 'bullmq'],
  'start/database.ts': ['pg'],
  'start/headers.ts': ['node:net'],
  'start/listen.ts': ['node:http'],
  'start/payments.ts': ['fetch'],
  'modules/mail/smtp.ts': ['nodemailer'],
  'modules/payments/stripe.ts': ['stripe', 'fetch'],
  'modules/tenancy/create.ts': ['pg'],
}

/** Before a market is known there is no scope: these look it up, or give better-auth its own way through the wall. */
const POOL_HOLDERS = ['identity/realm.ts', 'identity/market.ts', 'mail/dev/inbox.ts', 'payments/webhook/receive.ts']

/** Their name already says what they are for. */
const KNOWN_ROOMS = ['problems.ts', 'store.ts', 'queries.ts', 'shapes.ts', 'facts.ts']

export function inspectFile(file: File): string[] {
  return [size, opening, environment, network, pool, sleeping, name]
    .flatMap((inspect) => inspect(file))
    .map((why) => `${file.path}: ${why}`)
}

function size({ path, text }: File): string[] {
  if (path.endsWith('.gen.ts')) return []
  const lines = text.trimEnd().split('\n').length
  return lines > LINES_MAX ? [`more than ${LINES_MAX} lines`] : []
}

function opening({ path, text }: File): string[] {
  const { room, module, file } = placeOf(path)
  if (isTest(path) || room === 'outside') return []
  if (module && file === 'index.ts')
    return text.startsWith('/** ') ? [] : ['a front door opens with what the room is for']
  if (module && KNOWN_ROOMS.includes(file)) return []
  return /^(\/\/ |\/\*\* )\S/.test(text) ? [] : ['the first line says what the file is for']
}

function environment({ path, text }: File): string[] {
  if (placeOf(path).room === 'outside' || placeOf(path).room === 'config' || isTest(path)) return []
  return /\bprocess\.env\b/.test(withoutComments(text)) ? ['only the configuration reads the environment'] : []
}

function network(file: File): string[] {
  if (isTest(file.path) || placeOf(file.path).room === 'outside') return []
  const mine = Object.entries(ADAPTERS).find(([path]) => file.path.endsWith(`platform/src/${path}`))?.[1] ?? []
  const clients = importsOf(file)
    .filter(({ target, typeOnly }) => !typeOnly && CLIENTS.test(target))
    .map(({ target }) => target)
  const calls = /(?<![.\w])(?:globalThis\.)?(fetch|WebSocket|EventSource)\(/.exec(withoutComments(file.text))
  return [...clients, ...(calls ? [calls[1]!] : [])]
    .filter((client) => !mine.includes(client))
    .map((client) => `the network belongs in an adapter (${client})`)
}

function pool({ path, text }: File): string[] {
  const { module } = placeOf(path)
  if (!module || isTest(path) || POOL_HOLDERS.some((holder) => path.endsWith(`/${holder}`))) return []
  return /\bPool\b|\.pool\b/.test(withoutComments(text)) ? ['only a scope holds a database'] : []
}

function sleeping({ path, text }: File): string[] {
  if (!path.endsWith('.test.ts')) return []
  const naps = [...withoutComments(text).matchAll(/\bsetTimeout\(|\bsleep\(/g)].length
  return naps > 0 ? [`a test waits for what it means, not for time (${naps}×)`] : []
}

/** What fans read bears the organizer's name and no other. */
function name({ path, text }: File): string[] {
  if (isTest(path) || !/platform\/src\/modules\/|embed\/src\//.test(path)) return []
  return /reseat/i.test(withoutComments(text).replaceAll(/'@reseat\/[^']*'/g, ''))
    ? ['what a fan may read names us']
    : []
}
