// What the demo must remember over restarts: its keys, shown once, and how far it came. Beside the data they open.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Keys } from '../modules/tenancy/index.ts'

export type Kept = Keys & { done: boolean }

const fileIn = (dataDir: string) => path.join(dataDir, 'demo.json')

export function recall(dataDir: string): Kept | null {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as Kept
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

export function keep(dataDir: string, kept: Kept): void {
  mkdirSync(dataDir, { recursive: true })
  const file = fileIn(dataDir)
  writeFileSync(`${file}.new`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
