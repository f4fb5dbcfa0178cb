// `npm run test:mutants`: does the suite notice? Each patch in mutants/ is one defect, put into a copy of the last commit;
// the tests it names must then fail. `npm run test:mutants -- posting` runs only those whose name holds a word given.
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  chmodSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand, stopCommands } from './check/command.ts'
import { complaintOf, isCaught, readMutant, type Mutant, type Report } from './mutants/read.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const EVIDENCE = join(ROOT, 'docs/evidence/mutants.json')
const REPORT = 'node_modules/.mutants.json'
const PACKAGES = ['.', 'platform', 'sdk', 'embed']

type Outcome = 'caught' | 'survived' | 'does not apply' | 'does not run'
type Result = { mutant: Mutant; outcome: Outcome; seconds: number; output: string; complaint: string | null }

const git = (...words: string[]) =>
  execFileSync('git', words, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 }).trim()

process.exitCode = await main(process.argv.slice(2))

async function main(words: string[]): Promise<number> {
  const mutants = readMutants(words)
  const commit = git('rev-parse', 'HEAD')
  const folder = copyOf(commit)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      stopCommands(signal)
      rmSync(folder, { recursive: true, force: true })
      process.exit(128 + constants.signals[signal])
    })
  try {
    process.chdir(folder)
    console.log(`${mutants.length} mutants of ${commit.slice(0, 12)}`)
    const sound = await runUnmutated(mutants)
    if (sound === null) return 1
    const results: Result[] = []
    for (const mutant of mutants) {
      const result = await tryMutant(mutant)
      results.push(result)
      console.log(lineOf(result))
      if (result.outcome !== 'caught') console.log(`\n${result.output.trim().slice(-3000)}\n`)
    }
    const caught = results.filter((result) => result.outcome === 'caught').length
    console.log(`${caught} of ${results.length} caught`)
    // Only a whole run is evidence.
    if (words.length === 0) writeEvidence(commit, sound, results)
    return caught === results.length ? 0 : 1
  } finally {
    process.chdir(ROOT)
    rmSync(folder, { recursive: true, force: true })
  }
}

function readMutants(words: string[]): Mutant[] {
  const folder = new URL('mutants/', import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('.patch'))
  const wanted = names.filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  if (wanted.length === 0) throw new Error(`no mutant is called ${words.join(' or ')}`)
  return wanted.toSorted().map((name) => readMutant(name, readFileSync(new URL(name, folder), 'utf8')))
}

/** The last commit in a folder of its own, with the packages that are installed here. */
function copyOf(commit: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'reseat-mutants-'))
  // The tests' PostgreSQL may run as another user than ours.
  chmodSync(folder, 0o755)
  execFileSync('tar', ['-x', '-C', folder], {
    input: execFileSync('git', ['archive', commit], { cwd: ROOT, maxBuffer: 1 << 28 }),
  })
  for (const place of PACKAGES) {
    const modules = join(ROOT, place, 'node_modules')
    if (!existsSync(modules)) continue
    mkdirSync(join(folder, place, 'node_modules'), { recursive: true })
    // Caches and reports are written beside the packages, so only these are shared.
    for (const name of readdirSync(modules).filter((entry) => !/^\.(?!pnpm$|bin$)/.test(entry)))
      symlinkSync(join(modules, name), join(folder, place, 'node_modules', name))
  }
  if (existsSync(join(ROOT, 'embed/dist'))) symlinkSync(join(ROOT, 'embed/dist'), join(folder, 'embed/dist'))
  return folder
}

/** Tests that fail by themselves would catch anything. */
async function runUnmutated(mutants: Mutant[]): Promise<{ tests: number; seconds: number } | null> {
  const start = performance.now()
  let tests = 0
  for (const project of ['unit', 'database'] as const) {
    const chosen = mutants.filter((mutant) => mutant.project === project)
    if (chosen.length === 0) continue
    const { report, output } = await runTests(project, chosen)
    const missing = chosen.filter((mutant) => !report || isCaught(mutant, report, 'passed') === false)
    if (!report || missing.length > 0 || report.numFailedTests > 0) {
      console.log(output.trim().slice(-6000))
      console.log(`Without a mutant these tests do not pass: ${missing.map((mutant) => mutant.test).join('; ')}`)
      return null
    }
    tests += report.numPassedTests
  }
  const seconds = since(start)
  console.log(`${tests} tests pass without a mutant, ${seconds} s`)
  return { tests, seconds }
}

async function tryMutant(mutant: Mutant): Promise<Result> {
  const start = performance.now()
  const patch = fileURLToPath(new URL(`mutants/${mutant.name}.patch`, import.meta.url))
  const applied = await runCommand(['git', 'apply', patch])
  if (!applied.ok)
    return { mutant, outcome: 'does not apply', seconds: since(start), output: applied.output, complaint: null }
  try {
    const { report, output } = await runTests(mutant.project, [mutant])
    const outcome =
      !report || report.numTotalTests === 0
        ? 'does not run'
        : isCaught(mutant, report, 'failed')
          ? 'caught'
          : isCaught(mutant, report, 'passed')
            ? 'survived'
            : 'does not run'
    return { mutant, outcome, seconds: since(start), output, complaint: report && complaintOf(mutant, report) }
  } finally {
    await runCommand(['git', 'apply', '-R', patch])
  }
}

async function runTests(project: string, mutants: Mutant[]): Promise<{ report: Report | null; output: string }> {
  rmSync(REPORT, { force: true })
  const files = [...new Set(mutants.map((mutant) => mutant.file))]
  const names = [...new Set(mutants.map((mutant) => mutant.test.replace(/[^\w\s,:’]/g, '.')))].join('|')
  const vitest = ['node', 'node_modules/vitest/vitest.mjs', 'run', '--project', project, ...files, '-t', names]
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`]
  const { output } = await runCommand([...vitest, ...reporters], { ...process.env, NO_COLOR: '1' })
  return { report: existsSync(REPORT) ? (JSON.parse(readFileSync(REPORT, 'utf8')) as Report) : null, output }
}

function since(start: number): number {
  return Math.round((performance.now() - start) / 100) / 10
}

function lineOf({ mutant, outcome, seconds }: Result): string {
  return `${outcome.padEnd(8)} ${seconds.toFixed(1).padStart(5)} s  ${mutant.name.padEnd(44)} ${mutant.defect}`
}

function writeEvidence(commit: string, unmutated: { tests: number; seconds: number }, results: Result[]): void {
  const evidence = {
    commit,
    date: new Date().toISOString(),
    unmutated,
    mutants: results.length,
    caught: results.filter((result) => result.outcome === 'caught').length,
    results: results.map(({ mutant, outcome, seconds, complaint }) => ({
      mutant: mutant.name,
      defect: mutant.defect,
      changes: mutant.changes,
      outcome,
      by: `${mutant.file}: ${mutant.test}`,
      complaint,
      seconds,
    })),
  }
  mkdirSync(join(ROOT, 'docs/evidence'), { recursive: true })
  writeFileSync(EVIDENCE, `${JSON.stringify(evidence, null, 2)}\n`)
}
