// Commands that work on a market from anywhere, as its organizer: through the API, with a secret key, by the SDK alone.
import { openAsBlob } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Admin, type Body } from '@reseat/sdk'
import { loadConfig, originOf } from '../config.ts'
import { parse, UsageError, whole, type Given } from './parse.ts'

const REACH = { key: { type: 'string' }, url: { type: 'string' }, json: { type: 'boolean' } } as const
const POLL_MILLISECONDS = 500
const PROBLEMS_SHOWN = 20

function reach(given: Given): Admin {
  const secretKey = given.needed('key')
  if (!secretKey.startsWith('sk_'))
    throw new UsageError('--key must be the secret key of a market: it starts with sk_.')
  const config = loadConfig()
  return new Admin({ secretKey, baseUrl: given.text('url') ?? originOf(config, config.instanceHost) })
}

function show(given: Given, answer: object, sentence: string): void {
  console.log(given.on('json') ? JSON.stringify(answer, null, 2) : sentence)
}

function word(given: Given, what: string): string {
  const [found] = given.words
  if (found === undefined) throw new UsageError(`Which ${what}? Give its id.`)
  return found
}

export async function createEvent(args: readonly string[]): Promise<void> {
  const given = parse(args, { ...REACH, file: { type: 'string' } })
  const file = given.needed('file')
  const body = readJson(
    file,
    await readFile(file, 'utf8').catch(() => {
      throw new UsageError(`There is no file ${file}.`)
    }),
  )
  const event = await reach(given).events.create(body as Body<'admin.events.create'>)
  show(
    given,
    event,
    `${event.name} is a draft with the id ${event.id}. Publish it: npm run -s reseat -- events publish ${event.id} --key …`,
  )
}

export async function publishEvent(args: readonly string[]): Promise<void> {
  const given = parse(args, REACH)
  const event = await reach(given).events.publish(word(given, 'event'))
  show(given, event, `${event.name} is published.`)
}

export async function createImport(args: readonly string[]): Promise<void> {
  const given = parse(args, {
    ...REACH,
    event: { type: 'string' },
    file: { type: 'string' },
    format: { type: 'string' },
    apply: { type: 'boolean' },
  })
  const [eventId, path] = [given.needed('event'), given.needed('file')]
  const file = await openAsBlob(path).catch(() => {
    throw new UsageError(`There is no file ${path}.`)
  })
  const admin = reach(given)
  let found = await admin.imports.create({ eventId, format: (given.text('format') ?? 'pretix') as 'pretix', file })
  if (given.on('apply')) {
    found = await admin.imports.apply(found.id)
    while (found.state === 'applying') {
      await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS))
      found = await admin.imports.get(found.id)
    }
  }
  if (given.on('json')) return console.log(JSON.stringify(found, null, 2))
  console.log(
    `Import ${found.id} is ${found.state}: ${Object.entries(found.counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}`,
  )
  await showProblems(admin, found.id)
  if (found.state === 'ready') console.log('Nothing was changed yet. Run it again with --apply to apply it.')
}

async function showProblems(admin: Admin, importId: string): Promise<void> {
  let shown = 0
  for await (const row of admin.imports.rows(importId, { limit: 100 }))
    for (const { column, detail } of row.problems) {
      if (shown++ === PROBLEMS_SHOWN) return console.log('  …')
      console.log(`  line ${row.line}${column ? `, ${column}` : ''}: ${detail}`)
    }
}

export async function advanceClock(args: readonly string[]): Promise<void> {
  const given = parse(args, { ...REACH, seconds: { type: 'string' } })
  const clock = await reach(given).clock.advance({ seconds: whole('seconds', given.needed('seconds'), 1) })
  show(given, clock, `In this market it is now ${clock.now}.`)
}

function readJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}.`)
  }
}
