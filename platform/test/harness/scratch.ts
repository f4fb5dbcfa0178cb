// A folder for servers and files of a test run, which leaves nothing behind however the run ends.
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Scratch {
  readonly folder: string
  tidyUp(): Promise<void>
}

/** A small process that outlives us watches over the folder: it stops the servers in it and removes it. */
export function makeScratch(): Scratch {
  const folder = mkdtempSync(path.join(tmpdir(), 'reseat-test-'))
  // PostgreSQL may have to run as another user than ours.
  chmodSync(folder, 0o711)
  const script = fileURLToPath(new URL('./watch-over.ts', import.meta.url))
  const child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'ignore', 'inherit'], detached: true })
  child.unref()
  return {
    folder,
    tidyUp: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.stdin.end()
      }),
  }
}
