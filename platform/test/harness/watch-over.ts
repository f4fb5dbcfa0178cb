// Waits until the test run that started it is gone, even killed, then stops its PostgreSQL and removes the folder.
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { settledPostmaster, stopPostmaster } from '../../src/kit/postgres/postmaster.ts'

const [, , folder] = process.argv
if (!folder) throw new Error('watch-over needs the folder of the server to watch over.')

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
// Our standard input closes when the run ends, in whatever way.
process.stdin.resume()
process.stdin.once('end', () => void tidyUp(folder))

async function tidyUp(place: string) {
  const data = path.join(place, 'data')
  if (existsSync(data)) {
    await settledPostmaster(data)
    await stopPostmaster(data)
  }
  rmSync(place, { recursive: true, force: true })
}
