// `npm start`: reads the settings, starts the house, says where to look, and stops in good order when asked.
import { ConfigError, loadConfig, originOf, type Config } from './config.ts'
import { LOGINS, loadDemo, openDemo } from './demo/index.ts'
import { SLUG } from './demo/harbour-lights.ts'
import { log, setLogLevel } from './kit/log.ts'
import { startHouse, type Running } from './start/house.ts'
import { showHouse } from './start/show.ts'
import { CannotStart } from './start/stop.ts'

const config = readConfig()
setLogLevel(config.logLevel)

// Asked twice, as Ctrl-C does, it stops once.
let ask = () => {}
const asked = new Promise<void>((resolve) => (ask = resolve))
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => ask())

const running = await startHouse(config).catch(explain)
const demo = new AbortController()
const loading = show(running).catch((error: unknown) => {
  if (!demo.signal.aborted) log.error({ err: error }, 'the demo was not loaded; the next start goes on with it')
})

await asked
demo.abort()
await stop(running)

async function show(house: Running): Promise<void> {
  if (config.environment === 'production') return log.info({ port: house.config.port, role: config.role }, 'ready')
  const kept = await openDemo(house)
  await showHouse(house, kept ? LOGINS : [], kept && !kept.done ? ['The demo is being loaded …'] : [])
  if (!kept || kept.done) return
  await loadDemo(house, kept, demo.signal)
  console.log(`  The demo is loaded: open ${originOf(house.config, `${SLUG}.${house.config.instanceHost}`)}\n`)
}

function readConfig(): Config {
  try {
    return loadConfig()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    for (const problem of error.problems) console.error(problem)
    process.exit(1)
  }
}

function explain(error: unknown): never {
  console.error(error instanceof CannotStart ? error.message : error)
  process.exit(1)
}

async function stop({ stop: end }: Running): Promise<never> {
  // Whatever hangs must not keep the machine waiting: the truth is in PostgreSQL, and the next start goes on from there.
  setTimeout(() => {
    log.error(`not everything ended within ${config.shutdownSeconds} seconds (RESEAT_SHUTDOWN_SECONDS)`)
    process.exit(1)
  }, config.shutdownSeconds * 1000).unref()
  await Promise.all([loading, end()])
  process.exit(0)
}
