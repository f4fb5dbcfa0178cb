// A whole instance as `npm start` runs it: a process of its own, in a folder of its own, that can be killed and started again.
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { Admin, Market } from '@reseat/sdk'
import { freePort } from '../../src/kit/postgres/port.ts'
import { makeScratch } from '../harness/scratch.ts'

const SRC = fileURLToPath(new URL('../../src/', import.meta.url))
const READY_MILLISECONDS = 60_000

export type Tenant = { id: string; slug: string; host: string; publishableKey: string; secretKey: string }
export type Instance = Awaited<ReturnType<typeof openInstance>>

export async function openInstance(settings: Record<string, string> = {}) {
  const scratch = makeScratch()
  const port = await freePort()
  const env = {
    PATH: process.env['PATH']!,
    HOME: scratch.folder,
    PORT: String(port),
    RESEAT_DATA_DIR: path.join(scratch.folder, 'data'),
    RESEAT_DEMO: 'off',
    LOG_LEVEL: 'warn',
    ...settings,
  }
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  const said: string[] = []

  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, [path.join(SRC, 'main.ts')], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    child = started
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (data) => said.push(String(data)))
    const until = Date.now() + READY_MILLISECONDS
    while (
      !(await fetch(`${url}/readyz`).then(
        (r) => r.ok,
        () => false,
      ))
    ) {
      if (started.exitCode !== null || Date.now() > until)
        throw new Error(`the instance did not start:\n${said.join('')}`)
      await sleep(50)
    }
  }
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const ending = child
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    const gone = new Promise((resolve) => ending.once('exit', resolve))
    ending.kill(signal)
    await gone
  }
  const cli = async (...args: string[]): Promise<string> => {
    const run = spawn(process.execPath, [path.join(SRC, 'cli.ts'), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let [out, err] = ['', '']
    run.stdout.on('data', (data) => (out += String(data)))
    run.stderr.on('data', (data) => (err += String(data)))
    const code = await new Promise((resolve) => run.once('exit', resolve))
    if (code !== 0) throw new Error(`${args.join(' ')}: ${err}${out}`)
    return out
  }
  await start()
  return {
    port,
    url,
    start,
    cli,
    storefront: (tenant: { slug: string }) => `http://${tenant.slug}.localhost:${port}`,
    kill: () => end('SIGKILL'),
    send: (signal: NodeJS.Signals) => void child?.kill(signal),
    async close() {
      await end('SIGTERM')
      await scratch.tidyUp()
    },
    said: () => said.join(''),
    async givenTenant(slug: string, name = slug): Promise<Tenant> {
      return JSON.parse(
        await cli('tenants', 'create', '--name', name, '--slug', slug, '--mode', 'test', '--json'),
      ) as Tenant
    },
    admin: (tenant: Tenant) => new Admin({ secretKey: tenant.secretKey, baseUrl: url }),
    visitor: (tenant: Tenant) => new Market({ publishableKey: tenant.publishableKey, baseUrl: url }),
    /** A fan who signed up, opened the link in the mail and signed in. */
    async givenFan(tenant: Tenant, email: string, name = 'Sam Fan'): Promise<Market> {
      const market = new Market({ publishableKey: tenant.publishableKey, baseUrl: url })
      const password = 'a long enough password'
      await market.auth.signUp({ name, email, password, callbackURL: '/tickets' })
      const link = await findLink(url, tenant, email, 'verify-email')
      await market.auth.verifyEmail(new URL(link).searchParams.get('token')!)
      await market.auth.signIn({ email, password })
      return market
    },
  }
}

/** The newest link of this kind in the mails to somebody; waits until the mail has come. */
export async function findLink(url: string, tenant: { slug: string }, to: string, part: string): Promise<string> {
  return until(async () => {
    const { items } = (await (
      await fetch(`${url}/dev/mail?tenant=${tenant.slug}&to=${encodeURIComponent(to)}`)
    ).json()) as { items: { links: string[] }[] }
    return items.flatMap((mail) => mail.links).find((link) => link.includes(part)) ?? null
  })
}

/** Asks until there is an answer. Journeys wait for what happens by itself; nothing here waits for a time. */
export async function until<T>(ask: () => Promise<T | null | false>, milliseconds = 30_000): Promise<T> {
  const end = Date.now() + milliseconds
  for (;;) {
    const answer = await ask()
    if (answer !== null && answer !== false) return answer
    if (Date.now() > end)
      throw new Error(`it did not happen within ${milliseconds} ms: ${ask.toString().slice(0, 200)}`)
    await sleep(100)
  }
}
