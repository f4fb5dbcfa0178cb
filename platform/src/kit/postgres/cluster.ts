// The data of one embedded server on disk: made once, with a password of its own, and found again at every start.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { clusterFolder, handOver, nativeFolder, reachablePrograms, unprivileged } from './privilege.ts'
import type { Privilege, RootMode } from './privilege.ts'

export interface Cluster {
  readonly data: string
  readonly log: string
  readonly programs: string
  readonly privilege: Privilege
}

const INITDB = ['-U', 'postgres', '-A', 'scram-sha-256', '-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8']

export function prepareCluster(folder: string, mode: RootMode): Cluster {
  const privilege = unprivileged(mode)
  const data = clusterFolder(path.join(folder, 'data'), privilege.user)
  const programs = reachablePrograms(nativeFolder(), path.dirname(data), privilege.user)
  const cluster = { data, log: path.join(folder, 'log'), programs, privilege }
  if (!existsSync(path.join(data, 'PG_VERSION'))) createData(cluster, makePassword(folder))
  handOver(data, privilege.user)
  return cluster
}

export function readPassword(folder: string): string {
  try {
    return readFileSync(path.join(folder, 'password'), 'utf8')
  } catch (cause) {
    const text = `The password of the embedded PostgreSQL is missing: put ${folder}/password back, or delete ${folder}.`
    throw new Error(text, { cause })
  }
}

/** The first of several processes decides; the others read what it wrote. */
function makePassword(folder: string): string {
  try {
    writeFileSync(path.join(folder, 'password'), randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readPassword(folder)
}

/** Made aside and then renamed, so that a process killed half-way leaves nothing that looks like data. */
function createData(cluster: Cluster, password: string) {
  const { data, privilege } = cluster
  const fresh = `${data}.new-${process.pid}`
  const passwordFile = `${fresh}.password`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(path.dirname(fresh), { recursive: true, mode: 0o711 })
  mkdirSync(fresh, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (privilege.user) {
    for (const entry of [fresh, passwordFile]) chownSync(entry, privilege.user.uid, privilege.user.gid)
  }
  const words = [...INITDB, '-D', fresh, `--pwfile=${passwordFile}`, '--no-sync', '--no-instructions']
  const [program, argv] = command(cluster, 'initdb', words)
  const run = spawnSync(program, argv, { ...privilege.user, encoding: 'utf8' })
  rmSync(passwordFile)
  if (run.status !== 0)
    throw new Error(`PostgreSQL could not make its data folder:\n${run.stderr || run.error?.message}`)
  try {
    renameSync(fresh, data)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (!existsSync(path.join(data, 'PG_VERSION'))) throw error
  }
}

/** What to spawn for one of PostgreSQL's programs. */
export function command(cluster: Cluster, name: string, words: readonly string[]): [string, string[]] {
  const [first = name, ...rest] = [...cluster.privilege.prefix, path.join(cluster.programs, 'bin', name), ...words]
  return [first, rest]
}
