// `npm test`: every check of the house, exactly as it runs elsewhere. `npm test -- unit lint` runs only those named.
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { provideChromium } from './check/browser.ts'
import { runCommand, stopCommands, type Ended } from './check/command.ts'
import { provideRedis } from './check/redis.ts'
import { runTests } from './check/vitest.ts'
import type { Counted } from './check/vitest.ts'

const TSC = ['node', 'node_modules/typescript7/bin/tsc', '-p']
const SVELTE_CHECK = [
  'node_modules/.bin/svelte-check',
  '--workspace',
  'embed',
  '--tsconfig',
  './tsconfig.json',
  '--fail-on-warnings',
]

/** In the order they are started. What stands in one lane runs one after the other; lanes run side by side. */
const LANES = [
  {
    types: () => allPass([...TSC, 'platform'], [...TSC, 'sdk'], [...TSC, 'scripts'], SVELTE_CHECK),
    lint: () => allPass(['node_modules/.bin/oxlint', '--type-aware', '--deny-warnings']),
    format: () => allPass(['node_modules/.bin/oxfmt', '--check']),
  },
  { unit: () => runTests('unit'), database: () => having(provideRedis, 'database') },
] satisfies Record<string, () => Promise<Counted>>[]

// Alone, when the rest is done: a browser on a busy machine waits, and waiting looks like failing.
const LAST = { journey: () => having(provideChromium, 'journey') }

const NAMES = [...LANES, LAST].flatMap((lane) => Object.keys(lane))

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    stopCommands(signal)
    process.exit(128 + constants.signals[signal])
  })
}
process.exitCode = await check(process.argv.slice(2))

async function check(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.find((name) => !NAMES.includes(name))
  if (unknown !== undefined) {
    console.error(`There is no check called ${unknown}. There are: ${NAMES.join(', ')}.`)
    return 2
  }
  const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name)
  const results: Counted[] = []
  const runLane = async (lane: Record<string, () => Promise<Counted>>) => {
    for (const [name, run] of Object.entries(lane)) if (isWanted(name)) results.push(await timed(name, run))
  }
  await Promise.all(LANES.map(runLane))
  await runLane(LAST)

  const total = (part: 'passed' | 'failed') => results.reduce((sum, result) => sum + result[part], 0)
  console.log(`${total('passed')} passed, ${total('failed')} failed`)
  return total('failed') === 0 ? 0 : 1
}

async function timed(name: string, run: () => Promise<Counted>): Promise<Counted> {
  const start = performance.now()
  const result = await run()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const skipped = result.skipped > 0 ? `, ${result.skipped} skipped` : ''
  const line = `${name.padEnd(9)} ${seconds.padStart(6)} s   ${result.passed} passed, ${result.failed} failed${skipped}`
  console.log(result.failed > 0 ? `${line}\n\n${result.output.trim()}\n` : line)
  return result
}

async function allPass(...commands: readonly (readonly string[])[]): Promise<Counted> {
  let output = ''
  for (const command of commands) {
    const ended = await runCommand(command)
    if (!ended.ok) output += `$ ${command.join(' ')}\n${ended.output}\n`
  }
  return { passed: output ? 0 : 1, failed: output ? 1 : 0, skipped: 0, output }
}

async function having(provide: () => Promise<Ended>, project: string): Promise<Counted> {
  const provided = await provide()
  return provided.ok ? runTests(project) : { passed: 0, failed: 1, skipped: 0, output: provided.output }
}
