// Writes src/kit/tables.gen.ts, the row types of every table, from a migrated database: `node scripts/tables.ts <owner url>`.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const TYPES: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  bool: 'boolean',
  timestamptz: 'Date',
  jsonb: 'Json',
  bytea: 'Buffer',
  _text: 'string[]',
  _uuid: 'string[]',
  xid8: 'string',
}
const READONLY_COLUMNS = new Set(['xid8'])

type Column = { table: string; column: string; type: string; nullable: boolean; hasDefault: boolean; always: boolean }

/** The text of tables.gen.ts for this database. */
export async function describeTables(ownerUrl: string): Promise<string> {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    const { rows } = await client.query<Column>(`
      select c.relname as table, a.attname as column, t.typname as type, not a.attnotnull as nullable,
        a.atthasdef as "hasDefault", a.attidentity <> '' as always
      from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
      where c.relkind = 'r' and c.relname <> 'schema_migrations'
      order by c.relname, a.attnum`)
    const checks = await client.query<{ table: string; definition: string }>(`
      select c.relname as table, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = k.conrelid where k.contype = 'c'`)
    return render(rows, unions(checks.rows))
  } finally {
    await client.end()
  }
}

// `check (state in ('a', 'b'))` comes back as `= ANY (ARRAY['a'::text, …])`; that is a union in TypeScript.
function unions(checks: { table: string; definition: string }[]): Map<string, string> {
  return new Map(
    checks.flatMap(({ table, definition }) => {
      const many = /^CHECK \(\((\w+) = ANY \(ARRAY\[([^\]]+)\]\)\)\)$/.exec(definition)
      const one = /^CHECK \(\((\w+) = ('[^']+')::text\)\)$/.exec(definition)
      const found = many ?? one
      if (found && !found[2]!.startsWith("'")) return []
      return found
        ? [[`${table}.${found[1]}`, found[2]!.replaceAll('::text', '').split(', ').join(' | ')] as const]
        : []
    }),
  )
}

function render(columns: Column[], union: Map<string, string>): string {
  const tables = [...new Set(columns.map((c) => c.table))]
  const shapes = tables.map((table) => {
    const lines = columns
      .filter((c) => c.table === table)
      .map((c) => {
        const base = union.get(`${table}.${c.column}`) ?? TYPES[c.type]
        if (!base) throw new Error(`${table}.${c.column}: teach scripts/tables.ts the type ${c.type}`)
        const type = c.nullable ? `${base} | null` : base
        const shown =
          c.always || READONLY_COLUMNS.has(c.type)
            ? `GeneratedAlways<${type}>`
            : c.hasDefault
              ? `Generated<${type}>`
              : type
        return `    ${camel(c.column)}: ${shown}`
      })
    return `  ${camel(table)}: {\n${lines.join('\n')}\n  }`
  })
  return `// Made by platform/scripts/tables.ts from the migrations. Do not edit.
import type { Generated, GeneratedAlways } from 'kysely'

export type Json = unknown

export type DB = {
${shapes.join('\n')}
}
`
}

const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const url = process.argv[2]
  if (!url) throw new Error('Give the owner url of a migrated database')
  writeFileSync(new URL('../src/kit/tables.gen.ts', import.meta.url), await describeTables(url))
}
