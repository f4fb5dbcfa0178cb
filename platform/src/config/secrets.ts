// Secrets of a development instance: generated once and kept beside its data, so that a restart ends no session.
import { createHmac, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { SETTINGS } from './settings.ts'

const Kept = z.object({ RESEAT_SECRET: SETTINGS.RESEAT_SECRET.shape, RESEAT_CODE_KEY: SETTINGS.RESEAT_CODE_KEY.shape })
export type KeptSecrets = z.infer<typeof Kept>

/** The same secrets for every process that asks, the first of which makes them. */
export function keptSecrets(folder: string): KeptSecrets {
  const file = path.join(folder, 'secrets.json')
  if (read(file) === null) write(file)
  const kept = Kept.safeParse(JSON.parse(read(file) ?? 'null'))
  if (kept.success) return kept.data
  throw new Error(`${file} does not hold the two secrets: put it back, or delete ${folder} and start with empty data.`)
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function write(file: string) {
  mkdirSync(path.dirname(file), { recursive: true })
  const fresh: KeptSecrets = {
    RESEAT_SECRET: randomBytes(48).toString('base64'),
    RESEAT_CODE_KEY: randomBytes(32).toString('base64'),
  }
  const aside = `${file}.${process.pid}`
  writeFileSync(aside, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600 })
  try {
    // A link is made whole or not at all, and never replaces what another process has made meanwhile.
    linkSync(aside, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(aside)
  }
}

/** The password of the walled role, so that one secret serves and none is stored. */
export function appPassword(master: string): string {
  return createHmac('sha256', master).update('postgres role reseat_app').digest('base64url')
}
