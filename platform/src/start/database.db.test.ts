// The wall stands only before a role that cannot pass it: with any other the platform does not start.
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/harness/index.ts'
import { pendingMigrations } from '../migrate.ts'
import { ask, wallFlaw } from './database.ts'
import { findMarkets } from './show.ts'

const db = await freshDatabase()
const as = (user: string) => {
  const url = new URL(db.ownerUrl)
  url.username = user
  url.password = 'secret'
  return url.href
}
const name = (what: string) => `${what}_${new URL(db.ownerUrl).pathname.slice(1)}`

describe('the connection that serves requests', () => {
  test('as the walled role is well', async () => {
    expect(await wallFlaw(db.appUrl)).toBeNull()
  })
  test('as a superuser is refused', async () => {
    expect(await wallFlaw(db.ownerUrl)).toMatch(/can see across all markets/)
  })
  test('as one that may become the role of the sweeps is refused', async () => {
    const user = name('sweeper')
    await ask(db.ownerUrl, (client) =>
      client.query(`create role ${user} login password 'secret'; grant reseat_sweep to ${user}`),
    )
    expect(await wallFlaw(as(user))).toMatch(/can see across all markets/)
    await ask(db.ownerUrl, (client) => client.query(`drop role ${user}`))
  })
  test('as the owner of a table is refused', async () => {
    const user = name('owner')
    await ask(db.ownerUrl, (client) =>
      client.query(
        `create role ${user} login password 'secret'; create table theirs (); alter table theirs owner to ${user}`,
      ),
    )
    expect(await wallFlaw(as(user))).toMatch(/could take down the wall/)
    await ask(db.ownerUrl, (client) => client.query(`drop table theirs; drop role ${user}`))
  })
  test('as a role that was granted nothing is refused', async () => {
    const user = name('stranger')
    await ask(db.ownerUrl, (client) => client.query(`create role ${user} login password 'secret'`))
    expect(await wallFlaw(as(user))).toMatch(/may not use the tables/)
    await ask(db.ownerUrl, (client) => client.query(`drop role ${user}`))
  })
  test('with a wrong password says so', async () => {
    const url = new URL(db.appUrl)
    url.password = 'wrong'
    await expect(wallFlaw(url.href)).rejects.toThrow(/refused the login.*Check the user and password in DATABASE_URL/)
  })
})

test('a migrated database has nothing pending, and no market', async () => {
  expect(await pendingMigrations(db.ownerUrl)).toEqual([])
  expect(await findMarkets(db.ownerUrl)).toEqual([])
})
