// What this machine says about a process, by its id: alive or gone, and whether the id still means the same process.
import { readFileSync } from 'node:fs'

/** A mark that changes when a process id is given to another process; null when nothing runs under it. */
export function processMark(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null
  if (process.platform === 'linux') return linuxMark(pid)
  try {
    process.kill(pid, 0)
    return 'alive'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'alive' : null
  }
}

function linuxMark(pid: number): string | null {
  try {
    // The name stands in brackets and may hold blanks, so fields are counted after the last bracket.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // A zombie keeps its id until somebody collects it, which in a container may be never.
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null)
  } catch {
    return null
  }
}

/** False only where we can tell that another program has been given the id meanwhile. */
export function mayBePostgres(pid: number): boolean {
  if (process.platform !== 'linux') return processMark(pid) !== null
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')
  } catch {
    return false
  }
}
