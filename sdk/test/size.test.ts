// What a visitor has to download: the whole client, and one half of it alone.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'tsup'
import { expect, test } from 'vitest'

const sdk = fileURLToPath(new URL('..', import.meta.url))

/** The code a bundler would ship for these lines of somebody's page. */
async function bundle(lines: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sdk-size-'))
  try {
    const page = join(folder, 'page.ts')
    await writeFile(page, lines.replaceAll('@reseat/sdk', join(sdk, 'src/index.ts')))
    await build({
      config: false,
      entry: [page],
      outDir: join(folder, 'out'),
      outExtension: () => ({ js: '.mjs' }),
      format: 'esm',
      target: 'es2022',
      platform: 'neutral',
      minify: true,
      splitting: false,
      silent: true,
      tsconfig: join(sdk, 'tsconfig.build.json'),
    })
    return await readFile(join(folder, 'out/page.mjs'), 'utf8')
  } finally {
    await rm(folder, { recursive: true })
  }
}

const gzipBytes = (code: string) => gzipSync(code, { level: 9 }).length

test('the whole client is at most 6 KB gzipped', async () => {
  const code = await bundle(`export * from '@reseat/sdk'`)
  expect(code).toContain('/v1/admin')
  expect(gzipBytes(code)).toBeLessThanOrEqual(6 * 1024)
})

test('a page that uses Market does not carry Admin', async () => {
  const code = await bundle(`import { Market, NotFound } from '@reseat/sdk'; console.log(new Market(), NotFound)`)
  expect(code).not.toContain('/v1/admin')
  expect(code).not.toContain('trial-balance')
  expect(gzipBytes(code)).toBeLessThanOrEqual(5 * 1024)
})
