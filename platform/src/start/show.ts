// What the person who typed `npm start` sees: what there is to open, who can sign in, how to stop.
import { originOf } from '../config.ts'
import type { Running } from './house.ts'
import { ask } from './database.ts'

export type Login = { email: string; password: string; about: string }
type Market = { slug: string; name: string; mode: string }

const MARKETS_MAX = 8

export async function showHouse(
  { config, ownerUrl }: Running,
  logins: readonly Login[],
  more: readonly string[],
): Promise<void> {
  if (config.role === 'worker') return console.log(`\n  The worker runs. To stop: Ctrl-C\n`)
  const instance = originOf(config, config.instanceHost)
  const markets = await findMarkets(ownerUrl)
  const rows: [string, string][] = [
    ...markets
      .slice(0, MARKETS_MAX)
      .map(({ slug, name }): [string, string] => [name, originOf(config, `${slug}.${config.instanceHost}`)]),
    ...(config.mail.kind === 'inbox' ? [['Mail inbox', `${instance}/dev/inbox`] as [string, string]] : []),
    ['API document', `${instance}/openapi.json`],
    ...(config.payments.kind === 'local'
      ? [['Test card', '4242 4242 4242 4242, any date to come, any CVC; no money moves'] as [string, string]]
      : []),
    ...logins.map(({ email, password, about }): [string, string] => [about, `${email}  ${password}`]),
    ['To stop', 'Ctrl-C'],
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  const lines = rows.map(([name, what]) => `  ${name.padEnd(width)}  ${what}`)
  if (markets.length === 0 && !config.demo)
    more = [
      'No market yet: npm run -s reseat -- tenants create --name "My festival" --slug my-festival --mode test',
      ...more,
    ]
  console.log(['', ...lines, '', ...more.map((line) => `  ${line}`), ...(more.length > 0 ? [''] : [])].join('\n'))
}

/** Every market, for the person at this machine. Only the role of the sweeps sees across the wall, and only here for names. */
export async function findMarkets(ownerUrl: string): Promise<Market[]> {
  return ask(ownerUrl, async (client) => {
    await client.query('begin read only; set local role reseat_sweep')
    return (await client.query<Market>('select slug, name, mode from tenants order by created_at limit 100')).rows
  })
}
