// Small tools over connection strings, shared by the set-up of a run and by its tests.
import pg from 'pg'

export const TEMPLATE = 'reseat_template'
export const APP_PASSWORD = 'app-password-of-the-tests'

export function onDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}

export function asUser(url: string, name: string, password: string): string {
  const other = new URL(url)
  other.username = name
  other.password = password
  return other.href
}

export async function runSql(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
