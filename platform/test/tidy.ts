// The house rules that a reader would otherwise have to remember. Pure, so that they can be tested themselves.
import { inspectFile } from './tidy/files.ts'
import { inspectImports } from './tidy/imports.ts'
import { inspectMigration, inspectTables, tableOwners } from './tidy/tables.ts'

export type File = { path: string; text: string }

/** From the ground up: a room may call those before it, and hears from those after it by facts alone. */
export const STAIRS = [
  'tenancy',
  'mail',
  'identity',
  'trust',
  'ledger',
  'payments',
  'policies',
  'catalog',
  'tickets',
  'listings',
  'orders',
  'deals',
  'cases',
  'changes',
  'messaging',
  'notifications',
  'webhooks',
  'insights',
  'privacy',
]

/** What is wrong, one sentence each, led by the file it is in. */
export function untidy(files: File[], migrations: File[]): string[] {
  const owners = tableOwners(migrations)
  const doors = new Map(files.filter((file) => file.path.endsWith('/index.ts')).map((file) => [file.path, file.text]))
  return [
    ...files.flatMap((file) => [...inspectImports(file, doors), ...inspectTables(file, owners), ...inspectFile(file)]),
    ...migrations.flatMap((file) => inspectMigration(file, owners)),
  ]
}

export type Place = {
  /** `kit`, `entry`, `modules` …; a file right under `src` is a room of its own name; `outside` is not the platform's code. */
  room: string
  module: string | null
  file: string
}

export function placeOf(path: string): Place {
  const [, inside] = path.split('platform/src/')
  const parts = (inside ?? path).split('/')
  const file = parts.at(-1)!
  if (inside === undefined) return { room: 'outside', module: null, file }
  const room = parts[0]!.replace(/\.ts$/, '')
  return { room, module: room === 'modules' && parts.length > 2 ? parts[1]! : null, file }
}

/** Where a room stands: the kit under all stairs, everything that is no module above them. */
export function stepOf(module: string | null | undefined): number {
  if (module === 'kit') return -1
  const step = STAIRS.indexOf(module ?? '')
  return step === -1 ? STAIRS.length : step
}

export const isTest = (path: string): boolean => /\.(test|testing)\.ts$/.test(path) || path.includes('/test/')

/** The text as the machine sees it: comments may say anything. */
export const withoutComments = (text: string): string =>
  text
    .replace(/(^|\s)\/\*[\s\S]*?\*\//g, '$1')
    .replace(/(^|\s)\/\/.*$/gm, '$1')
    .replace(/<!--[\s\S]*?-->/g, '')
