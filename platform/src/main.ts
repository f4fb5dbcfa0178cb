// `npm start`: reads the settings, starts the house, says where to look, and stops in good order when asked.
import { ConfigError, loadConfig, type Config } from './config.ts'
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
if (config.environment !== 'production') await showHouse(running, [], []).catch((error: unknown) => log.warn({ err: error }, 'nothing to show'))
else log.info({ port: running.config.port, role: config.role }, 'ready')

await asked
await stop(running)

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
  await end()
  process.exit(0)
}
