// Runs one program of the check, keeps what it says, and takes it down with us when we are stopped.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'

export interface Ended {
  readonly ok: boolean
  readonly output: string
}

const running = new Set<ChildProcess>()

export function runCommand(words: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Ended> {
  const [program = '', ...rest] = words
  return new Promise((resolve) => {
    // A group of its own, so that a program's own children can be stopped with it.
    const child = spawn(program, rest, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    running.add(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    const end = (ok: boolean, more = '') => {
      running.delete(child)
      resolve({ ok, output: output + more })
    }
    child.once('error', (error) => end(false, `${program}: ${error.message}\n`))
    child.once('close', (code, signal) => end(code === 0, signal ? `${program} was stopped by ${signal}.\n` : ''))
  })
}

export function stopCommands(signal: NodeJS.Signals) {
  for (const child of running) {
    try {
      if (child.pid) process.kill(-child.pid, signal)
    } catch {
      // It has just ended by itself.
    }
  }
}
