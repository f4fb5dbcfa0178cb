// Whose tables are whose: a module writes its own, and reads its own and those below.
import { isTest, placeOf, stepOf, withoutComments, type File } from '../tidy.ts'

type Owners = Record<string, string>

/** The module named in the creating migration owns a table: `0010_listings_offer_tickets.sql`. */
export const tableOwners = (migrations: File[]): Owners =>
  Object.fromEntries(
    migrations.flatMap(({ path, text }) =>
      [...text.matchAll(/create table (?:if not exists )?(?:public\.)?(\w+)/gi)].map(([, table]) => [
        table!,
        moduleOf(path),
      ]),
    ),
  )

const moduleOf = (path: string): string => path.split('/').at(-1)!.split('_')[1]!

const KYSELY_WRITE = /\b(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)(?:<[^>]*>)?\(\s*([^),]+)/g
const KYSELY_READ =
  /\b(?:selectFrom|(?:inner|left|right|full|cross)Join(?:Lateral)?|using|from)(?:<[^>]*>)?\(\s*(\[[^\]]*\]|'[^']*')/g
const RAW_WRITE =
  /\b(?:insert\s+into|update(?:\s+only)?|delete\s+from(?:\s+only)?|merge\s+into|truncate(?:\s+table)?)\s+(?:public\.)?"?(\w+)/gi
const RAW_READ = /\b(?:from|join)\s+(?:only\s+)?(?:public\.)?"?(\w+)/gi

export function inspectTables(file: File, owners: Owners): string[] {
  const { room, module } = placeOf(file.path)
  if (room === 'outside' || isTest(file.path)) return []
  const writer = module ?? (room === 'kit' ? 'kit' : null)
  const code = withoutComments(file.text)
  const own = (table: string) => owners[table] === writer
  const below = (table: string) => stepOf(owners[table]) <= stepOf(writer)
  const written = tablesIn(code, KYSELY_WRITE, RAW_WRITE, owners)
  const read = tablesIn(code.replaceAll(RAW_WRITE, ''), KYSELY_READ, RAW_READ, owners)
  const hidden = [...code.matchAll(KYSELY_WRITE)]
    .map((match) => match[1]!.trim())
    .filter((name) => !name.startsWith("'"))
  return [
    ...new Set([
      ...written
        .filter((table) => !own(table))
        .map((table) => `${file.path}: writes ${table}, which belongs to ${owners[table]}`),
      ...read
        .filter((table) => !below(table))
        .map((table) => `${file.path}: reads ${table}, which is upstairs in ${owners[table]}`),
      ...hidden.map((name) => `${file.path}: writes a table that is not named (${name})`),
    ]),
  ]
}

function tablesIn(code: string, builder: RegExp, raw: RegExp, owners: Owners): string[] {
  const built = [...code.matchAll(builder)].flatMap(([, names]) =>
    [...names!.matchAll(/'(\w+)/g)].map(([, name]) => snakeCase(name!)),
  )
  const written = [...code.matchAll(raw)].map(([, name]) => name!.toLowerCase())
  return [...built, ...written].filter((name) => name in owners)
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** A migration changes only what its module owns, never waits long for a lock, and says why it is there. */
export function inspectMigration({ path, text }: File, owners: Owners): string[] {
  const module = moduleOf(path)
  const changed = [
    ...text.matchAll(/\balter table (?:only )?(?:public\.)?(\w+)|\bdrop table (?:if exists )?(?:public\.)?(\w+)/gi),
  ].map((match) => match[1] ?? match[2]!)
  return [
    ...changed
      .filter((table) => table in owners && owners[table] !== module)
      .map((table) => `${path}: changes ${table}, which belongs to ${owners[table]}`),
    ...(/^\d{4}_[a-z]+(_[a-z]+)+\.sql$/.test(path.split('/').at(-1)!)
      ? []
      : [`${path}: a migration is named 0042_module_what_it_does.sql`]),
    ...(text.startsWith('-- ') ? [] : [`${path}: the first line says why`]),
    ...(/^set lock_timeout = /m.test(text) ? [] : [`${path}: no lock_timeout`]),
  ]
}
