// Waits until the test run that started it is gone, even killed, then stops its servers and removes its folder.
import { globSync, rmSync } from 'node:fs'
import path from 'node:path'
import { settledPostmaster, stopPostmaster } from '../../src/kit/postgres/postmaster.ts'

const [, , folder] = process.argv
if (!folder) throw new Error('watch-over needs the folder to watch over.')

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
// Our standard input closes when the run ends, in whatever way.
process.stdin.resume()
process.stdin.once('end', () => void tidyUp(folder))

async function tidyUp(place: string) {
  for (const file of globSync('**/postmaster.pid', { cwd: place })) {
    const data = path.dirname(path.join(place, file))
    await settledPostmaster(data)
    await stopPostmaster(data)
  }
  rmSync(place, { recursive: true, force: true })
}
