// Writes the contract, sdk/openapi.json, from the routes themselves: `node platform/scripts/openapi.ts`, or `--check` for drift.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createApp } from '../src/app.ts'
import type { House } from '../src/kit/scope.ts'
import { createSecrets } from '../src/kit/secret.ts'

const FILE = new URL('../../sdk/openapi.json', import.meta.url)

/** The document of an app that serves nobody: describing needs no database. */
export async function describe(): Promise<string> {
  const secrets = createSecrets('only to describe the routes, never to keep a secret', Buffer.alloc(32))
  const house = {
    pool: null,
    secrets,
    outside: { mailer: { kind: 'inbox' } },
    originOf: () => 'http://localhost',
  } as unknown as House
  const app = createApp({ house, instanceHost: 'localhost', secure: false })
  const answer = await app.request('http://localhost/openapi.json', { headers: { host: 'localhost' } })
  return `${JSON.stringify(await answer.json(), null, 2)}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const document = await describe()
  if (!process.argv.includes('--check')) writeFileSync(FILE, document)
  else if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== document) {
    console.error(
      'sdk/openapi.json is not what the routes say. Run `node platform/scripts/openapi.ts`, then `pnpm --filter @reseat/sdk generate`.',
    )
    process.exit(1)
  }
}
