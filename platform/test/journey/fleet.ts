// Several processes of one instance on one PostgreSQL: those that serve and those that work, each of which can be killed.
import path from 'node:path'
import pg from 'pg'
import { PUBLISHABLE_KEY, SECRET_KEY, servePsp, WEBHOOK_SECRET } from '../../dev/psp/served.ts'
import { startPostgres } from '../../src/kit/postgres/index.ts'
import { findPostmaster } from '../../src/kit/postgres/postmaster.ts'
import { makeScratch } from '../harness/scratch.ts'
import { onDatabase, runSql } from '../harness/urls.ts'
import { openInstance, type Instance } from './instance.ts'

export type Fleet = Awaited<ReturnType<typeof openFleet>>

export async function openFleet() {
  const scratch = makeScratch()
  const folder = path.join(scratch.folder, 'postgres')
  let postgres = await startPostgres({ dataDir: folder })
  const ownerUrl = onDatabase(postgres.adminUrl, 'reseat')
  await runSql(postgres.adminUrl, 'create database reseat')

  const opened: Instance[] = []
  let turn = 0
  // The provider calls now the one process and now the other, as a balancer would.
  const hook = () => `${opened[turn++ % 2]!.url}/hooks/stripe`
  const psp = await servePsp({ webhook: { url: hook, secret: WEBHOOK_SECRET } })
  const open = async (settings: Record<string, string>): Promise<Instance> => {
    const one = await openInstance({
      RESEAT_DATA_DIR: path.join(scratch.folder, 'data'),
      DATABASE_URL: ownerUrl,
      STRIPE_SECRET_KEY: SECRET_KEY,
      STRIPE_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
      STRIPE_API_BASE: psp.url,
      ...settings,
    })
    opened.push(one)
    return one
  }
  // The first makes the secrets of the data folder and the tables; the others find them.
  const first = await open({ RESEAT_ROLE: 'api' })
  const second = await open({ RESEAT_ROLE: 'api' })
  const workers = [await open({ RESEAT_ROLE: 'worker' }), await open({ RESEAT_ROLE: 'worker' })] as const

  const query = async <R extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<R[]> => {
    const client = new pg.Client({ connectionString: ownerUrl })
    await client.connect()
    return (await client.query<R>(sql, values).finally(() => client.end())).rows
  }
  return {
    apis: [first, second] as const,
    workers,
    psp,
    ownerUrl,
    open,
    query,
    /** As a crash of the machine under it: no connection is told anything. */
    crashDatabase: () => process.kill(findPostmaster(path.join(folder, 'data'))!.pid, 'SIGQUIT'),
    async startDatabase() {
      postgres = await startPostgres({ dataDir: folder })
    },
    /** What was recorded more than once although it can only happen once, and mails that somebody got twice. */
    async doubles(): Promise<unknown[]> {
      return [
        ...(await query(
          `select name, subject_id, body, count(*) from facts
           where name in ('order.fulfilled', 'order.expired', 'order.completed', 'line.released', 'payout.paid', 'payout.submitted')
           group by 1, 2, 3 having count(*) > 1`,
        )),
        // More mails of a kind than there was news of it. (Two of one subject are no double: a seller offers many tickets.)
        ...(await query(
          `select told.kind, told.fact, mailed.count, happened.count as news
           from (values ('listing_created', 'listing.created'), ('ticket_ready', 'order.fulfilled'),
             ('ticket_sold', 'order.fulfilled'), ('payout_sent', 'payout.paid')) told (kind, fact)
           join lateral (select count(*) from mails m where m.kind = told.kind) mailed on true
           join lateral (select count(*) from facts f where f.name = told.fact) happened on true
           where mailed.count > happened.count`,
        )),
      ]
    },
    /** What the processes logged, for whoever has to find out why. */
    said: () => opened.map((one) => one.said()).join('\n----\n'),
    async close() {
      await Promise.all(opened.map((one) => one.close()))
      await psp.close()
      await postgres.stop()
      await scratch.tidyUp()
    },
  }
}
