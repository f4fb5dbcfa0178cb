// Who is using the embedded server: the last process to leave stops it, so a command line may share a running one.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { processMark } from './process.ts'

export function enter(folder: string) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, String(process.pid)), processMark(process.pid) ?? '')
}

/** True when nobody else is left; names left behind by killed processes do not count. */
export function leave(folder: string): boolean {
  rmSync(path.join(folder, String(process.pid)), { force: true })
  return others(folder).length === 0
}

function others(folder: string): string[] {
  return readdirSync(folder).filter((name) => {
    const file = path.join(folder, name)
    if (processMark(Number(name)) === readFileSync(file, 'utf8')) return true
    rmSync(file, { force: true })
    return false
  })
}
