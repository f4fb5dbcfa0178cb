// What is left to tell and to do in one market, and what was told twice: the books a worker is held against.
import { LISTENERS } from '../../src/modules.ts'
import type { TestTenant } from '../world.ts'

export type Told = { untold: string[]; due: number; mails: number; twice: string[] }

/** Reads facts, deliveries and mails of one market, as its own worker would. */
export async function whatWasTold(tenant: TestTenant): Promise<Told> {
  return tenant.system.read(async (scope) => {
    const facts = await scope.db.selectFrom('facts').select(['id', 'name']).execute()
    const rows = await scope.db.selectFrom('factDeliveries').select(['factId', 'listener']).execute()
    const done = new Set(rows.map((row) => `${row.listener} ${row.factId}`))
    const untold = LISTENERS.flatMap((listener) =>
      facts
        .filter((fact) => listener.facts.includes(fact.name) && !done.has(`${listener.name} ${fact.id}`))
        .map((fact) => `${listener.name} ${fact.name}`),
    )
    const mails = await scope.db.selectFrom('mails').select(['kind', 'recipient', 'subject', 'state']).execute()
    const seen = new Map<string, number>()
    for (const { kind, recipient, subject } of mails)
      seen.set(`${kind} ${recipient} ${subject}`, (seen.get(`${kind} ${recipient} ${subject}`) ?? 0) + 1)
    const twice = [...seen].filter(([, count]) => count > 1).map(([mail]) => mail)
    return { untold, due: mails.filter((mail) => mail.state === 'queued').length, mails: mails.length, twice }
  })
}

export const allTold = { untold: [], due: 0, twice: [] }
