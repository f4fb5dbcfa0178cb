// Every example in the README compiles as a reader would paste it: strictest settings, imports as written.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

const sdk = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(`${sdk}README.md`, 'utf8')
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map((match) => match[1]!)

// What the text around an example takes as given.
const GIVEN = `
import type { Market as AnyMarket, Admin as AnyAdmin } from '@reseat/sdk'
declare global {
  const eventId: string, listingId: string, code: string, confirmationToken: string, email: string, password: string
  const cart: { id: string }
  function showCardFormAgain(why: string, until: string | null): void
  const market: AnyMarket, admin: AnyAdmin
}`

test('the examples compile', () => {
  const files = new Map([[`${sdk}readme/given.ts`, GIVEN]])
  for (const [n, code] of examples.entries()) files.set(`${sdk}readme/${n}.ts`, `${code}\nexport {}\n`)
  const config = ts.readConfigFile(`${sdk}tsconfig.json`, (path) => ts.sys.readFile(path)).config
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, sdk)
  const host = ts.createCompilerHost(options)
  const fromDisk = host.getSourceFile.bind(host)
  host.getSourceFile = (path, how) =>
    files.has(path) ? ts.createSourceFile(path, files.get(path)!, how) : fromDisk(path, how)
  const onDisk = host.fileExists.bind(host)
  host.fileExists = (path) => files.has(path) || onDisk(path)

  const found = ts.getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host))
  const said = found.map(
    (one) => `${one.file?.fileName.replace(sdk, '')}: ${ts.flattenDiagnosticMessageText(one.messageText, '\n')}`,
  )
  expect(examples.length).toBeGreaterThanOrEqual(6)
  expect(said).toEqual([])
}, 30_000)
