// What the bootstrap promises, shown on an empty folder where `npx` and `npm` only write down what they are asked.
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function newPlace(script: string) {
  const root = mkdtempSync(path.join(tmpdir(), 'reseat-bootstrap-'))
  folders.push(root)
  for (const name of ['bootstrap.mjs', 'leave-with-parent.mjs']) {
    cpSync(fileURLToPath(new URL(name, import.meta.url)), path.join(root, 'scripts', name))
  }
  mkdirSync(path.join(root, 'bin'))
  for (const name of ['npx', 'npm']) {
    writeFileSync(path.join(root, 'bin', name), `#!/bin/sh\necho ${name} "$@" >> ${root}/asked\n`, { mode: 0o755 })
  }
  writeFileSync(path.join(root, 'pnpm-lock.yaml'), 'one')
  writeFileSync(path.join(root, 'script.ts'), script)
  const asked = () => {
    const lines = readFileSync(path.join(root, 'asked'), 'utf8').trim().split('\n')
    writeFileSync(path.join(root, 'asked'), '')
    return lines.filter((line) => line !== '')
  }
  return { root, asked }
}

interface Started {
  readonly output: () => string
  readonly ended: Promise<{ code: number | null; output: string }>
  kill(signal: NodeJS.Signals): void
}

function start(root: string, words: readonly string[] = [], through: readonly string[] = []): Started {
  const [program = '', ...rest] = [
    ...through,
    process.execPath,
    path.join(root, 'scripts/bootstrap.mjs'),
    'script.ts',
    ...words,
  ]
  const env = { PATH: `${path.join(root, 'bin')}:${process.env['PATH']}`, npm_lifecycle_event: 'start' }
  const child = spawn(program, rest, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return {
    output: () => output,
    ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, output }))),
    kill: (signal) => child.kill(signal),
  }
}

test('runs a TypeScript file with its words and hands back its exit code', async () => {
  const { root } = newPlace('const words: string[] = process.argv.slice(2); console.log(words); process.exitCode = 7')
  expect(await start(root, ['--name', 'A B']).ended).toEqual({ code: 7, output: "[ '--name', 'A B' ]\n" })
})

test('installs once, and again when the lockfile has changed', async () => {
  const { root, asked } = newPlace('')
  await start(root).ended
  expect(asked()).toEqual([expect.stringMatching(/^npx -y pnpm@[\d.]+ install --frozen-lockfile/)])
  await start(root).ended
  expect(asked()).toEqual([])
  writeFileSync(path.join(root, 'pnpm-lock.yaml'), 'two')
  await start(root).ended
  expect(asked()).toHaveLength(1)
})

test('builds the pages once, and again when a source has changed', async () => {
  const { root, asked } = newPlace('')
  const source = path.join(root, 'embed/src/ui/button.svelte')
  mkdirSync(path.dirname(source), { recursive: true })
  mkdirSync(path.join(root, 'sdk/src'), { recursive: true })
  writeFileSync(source, 'one')
  await start(root).ended
  expect(asked()).toContain('npm run --silent build')
  await start(root).ended
  expect(asked()).toEqual([])
  writeFileSync(source, 'two')
  await start(root).ended
  expect(asked()).toEqual(['npm run --silent build'])
})

const PATIENT = `
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => { console.log(name); process.exit(0) })
  setInterval(() => {}, 1000)
  console.log('up')`

test.each(['SIGINT', 'SIGTERM'] as const)('passes %s on and waits for the script to end', async (signal) => {
  const started = start(newPlace(PATIENT).root)
  await expect.poll(started.output).toBe('up\n')
  started.kill(signal)
  expect(await started.ended).toEqual({ code: 0, output: `up\n${signal}\n` })
})

test.each([
  { killed: 'the bootstrap', through: [] },
  // Of npm, a kill reaches the shell only.
  { killed: 'the shell before it', through: ['sh', '-c', '"$0" "$@"; true'] },
])('a script ends in good order when $killed is killed', async ({ through }) => {
  const started = start(newPlace(PATIENT).root, [], through)
  await expect.poll(started.output).toBe('up\n')
  started.kill('SIGKILL')
  await expect.poll(started.output, { timeout: 5000 }).toBe('up\nSIGTERM\n')
})
