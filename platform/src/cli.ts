// `npm run -s reseat -- …`: what is done from a terminal. Answers go to standard output, complaints to standard error.
import { ProblemError } from '@reseat/sdk'
import { ConfigError } from './config.ts'
import { examine } from './cli/doctor.ts'
import { createTenantHere, migrateHere } from './cli/machine.ts'
import { advanceClock, createEvent, createImport, publishEvent } from './cli/market.ts'
import { UsageError } from './cli/parse.ts'
import { setLogLevel } from './kit/log.ts'

const USAGE = `npm run -s reseat -- <command>

On this machine, with the settings of the platform:
  tenants create --name NAME --slug SLUG --mode test|live [--organization NAME]
                                   opens a market, and shows its keys once
  migrate                          brings the database up to date
  doctor                           looks at everything the platform depends on

In a market, through the API:
  events create --file FILE.json   makes a draft from a file
  events publish ID
  imports create --event ID --file FILE.csv [--format pretix] [--apply]
                                   reads tickets already sold; without --apply only says what would happen
  clock advance --seconds N        lets time pass in a test market
  These take --key sk_… and, for another instance than the one here, --url https://…

Everywhere: --json answers in JSON.`

type Command = (args: readonly string[]) => Promise<boolean | void>
const COMMANDS: Record<string, Command> = {
  'tenants create': createTenantHere,
  migrate: migrateHere,
  doctor: examine,
  'events create': createEvent,
  'events publish': publishEvent,
  'imports create': createImport,
  'clock advance': advanceClock,
}
const DONE = 0
const FAILED = 1
const MISUSED = 2

setLogLevel('warn')
process.exitCode = await run(process.argv.slice(2))

async function run(args: readonly string[]): Promise<number> {
  if (args.length === 0 || args.some((word) => ['help', '--help', '-h'].includes(word))) {
    console.log(USAGE)
    return args.length === 0 ? MISUSED : DONE
  }
  const words = [2, 1].find((count) => COMMANDS[args.slice(0, count).join(' ')])
  if (words === undefined) return complain(`There is no command “${args.slice(0, 2).join(' ')}”.\n\n${USAGE}`, MISUSED)
  try {
    const well = await COMMANDS[args.slice(0, words).join(' ')]!(args.slice(words))
    return well === false ? FAILED : DONE
  } catch (error) {
    if (error instanceof UsageError) return complain(`${error.message} See npm run -s reseat -- help`, MISUSED)
    if (error instanceof ProblemError) return complain(explain(error), FAILED)
    if (error instanceof ConfigError) return complain(error.problems.join('\n'), FAILED)
    return complain((error as Error).message, FAILED)
  }
}

function explain({ status, title, code, requestId, errors }: ProblemError): string {
  if (status === 0) return `${title} Is the platform running, and is --url right?`
  const flaws = (errors ?? []).map(({ pointer, detail }) => `\n  ${pointer}: ${detail}`).join('')
  return `${title} (${code}${requestId ? `, request ${requestId}` : ''})${flaws}`
}

function complain(text: string, code: number): number {
  console.error(text)
  return code
}
