// Reads what a PostgreSQL server says about itself in its data folder, and stops it.
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { mayBePostgres, processMark } from './process.ts'

const POLL_MILLISECONDS = 10
const STOP_SECONDS_MAX = 15

export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly status: 'starting' | 'stopping' | 'ready' | 'standby'
}

/** The server running on a data folder, or null. A file left by a dead one is removed, as its id may be reused. */
export function findPostmaster(cluster: string): Postmaster | null {
  const file = path.join(cluster, 'postmaster.pid')
  let lines: string[]
  try {
    lines = readFileSync(file, 'utf8').split('\n')
  } catch {
    return null
  }
  const pid = Number(lines[0])
  if (processMark(pid) === null) return null
  if (!mayBePostgres(pid)) {
    rmSync(file, { force: true })
    return null
  }
  return { pid, port: Number(lines[3]), status: (lines[7]?.trim() || 'starting') as Postmaster['status'] }
}

/** Waits out a server that is still starting or already stopping; the one that is ready, or null when it is gone. */
export async function settledPostmaster(cluster: string): Promise<Postmaster | null> {
  const until = Date.now() + STOP_SECONDS_MAX * 1000
  for (;;) {
    const found = findPostmaster(cluster)
    if (!found || found.status === 'ready') return found
    if (Date.now() > until) throw new Error(`PostgreSQL on ${cluster} (process ${found.pid}) stays ${found.status}.`)
    await sleep(POLL_MILLISECONDS)
  }
}

/** Asks the server to break off its clients and stop; one that does not hear is stopped the hard way. */
export async function stopPostmaster(cluster: string) {
  const found = findPostmaster(cluster)
  if (!found) return
  // SIGTERM would wait for every client to leave, and a pool never does.
  signal(found.pid, 'SIGINT')
  const until = Date.now() + STOP_SECONDS_MAX * 1000
  while (findPostmaster(cluster)?.pid === found.pid) {
    if (Date.now() > until) signal(found.pid, 'SIGQUIT')
    await sleep(POLL_MILLISECONDS)
  }
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name)
  } catch {
    // It went between our look and our knock.
  }
}
