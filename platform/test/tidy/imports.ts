// Who may know whom: down the stairs, through the front door, and rules know nobody but other rules.
import { isTest, placeOf, stepOf, STAIRS, withoutComments, type File, type Place } from '../tidy.ts'

type Import = { target: string; path: string | null; typeOnly: boolean; names: string[]; merges: boolean }

const STATEMENT = /^\s*(?:import|export)\s+(type\s+)?([^'"();=]*?)\s*from\s+'([^']+)'/gm
const BARE = /(?:^\s*import\s+|\bimport\(\s*)'([^']+)'/gm
const MERGE = /^\s*declare module '([^']+)'/gm

export function importsOf({ path, text }: File): Import[] {
  const code = withoutComments(text)
  const resolve = (target: string) =>
    target.startsWith('.') ? new URL(target, `file:///${path}`).pathname.slice(1) : null
  const named = [...code.matchAll(STATEMENT)].map(([, type, clause, target]) => {
    const items = clause!
      .replace(/^.*?\{|\}.*$/gs, '')
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean)
    const values = items.filter((item) => !item.startsWith('type '))
    const typeOnly = type !== undefined || (clause!.includes('{') && values.length === 0)
    return {
      target: target!,
      path: resolve(target!),
      typeOnly,
      names: typeOnly ? [] : values.map((item) => item.split(' as ')[0]!),
      merges: false,
    }
  })
  const bare = [...code.matchAll(BARE)].map(([, target]) => ({
    target: target!,
    path: resolve(target!),
    typeOnly: false,
    names: ['*'],
    merges: false,
  }))
  const merged = [...code.matchAll(MERGE)].map(([, target]) => ({
    target: target!,
    path: resolve(target!),
    typeOnly: true,
    names: [],
    merges: true,
  }))
  return [...named, ...bare, ...merged]
}

export function inspectImports(file: File, doors: Map<string, string>): string[] {
  if (isTest(file.path)) return []
  const here = placeOf(file.path)
  const lost =
    here.room === 'modules' && here.module && !STAIRS.includes(here.module)
      ? [`${file.path}: a module that is not on the stairs`]
      : []
  const complaints = importsOf(file).flatMap((imported) => {
    const why =
      here.room === 'outside'
        ? whyNotFromOutside(file, imported)
        : (whyNotImport(here, imported) ?? whyImpure(here, imported, doors))
    return why ? [`${file.path}: ${why} (${imported.target})`] : []
  })
  return [...lost, ...complaints, ...restless(file, here)]
}

/** Arrows between packages point one way: everything speaks to the platform over HTTP, through the client. */
function whyNotFromOutside({ path }: File, { target, path: to }: Import): string | null {
  const inPackage = /(?:^|\/)(sdk|embed|admin|examples)\//.exec(path)?.[1]
  if (!inPackage) return null
  if (target.startsWith('@reseat/platform') || to?.includes('platform/')) return 'the platform is reached over HTTP'
  if (inPackage === 'sdk' && path.includes('sdk/src/') && to === null) return 'the client has no dependencies'
  return null
}

function whyNotImport(here: Place, { path, typeOnly, merges }: Import): string | null {
  if (path === null) return null
  const there = placeOf(path)
  if (merges && path.endsWith('platform/src/kit/scope.ts')) return null
  if (merges) return 'only the scope’s Outside is merged into'
  if (there.room === 'outside') return 'what serves development stays outside'
  if (here.room === 'kit' && there.room !== 'kit') return 'kit knows no module'
  if (here.room === 'config' && there.room !== 'config') return 'configuration knows nobody'
  if (here.room === 'entry' && !['kit', 'entry', 'modules'].includes(there.room))
    return 'entry knows the kit and front doors'
  if (here.room === 'demo' && there.room === 'modules' && there.module !== 'tenancy')
    return 'the demo speaks through the client'
  if (here.room === 'modules') return whyNotFromModule(here, there, typeOnly)
  if (there.module && there.file !== 'index.ts') return 'use the front door'
  return null
}

function whyNotFromModule(here: Place, there: Place, typeOnly: boolean): string | null {
  if (there.room === 'kit') return null
  // A room that mounts its own routes names what it is given; it calls nothing there.
  if (there.room === 'entry') return typeOnly && there.file === 'index.ts' ? null : 'a module does not enter the entry'
  if (there.room !== 'modules' || !there.module) return 'a module knows nothing above it'
  if (there.module === here.module) return null
  if (there.file !== 'index.ts') return 'use the front door'
  return stepOf(there.module) > stepOf(here.module) ? 'imports go down the stairs' : null
}

/** Money and spans of time are arithmetic. */
const PURE_KIT = ['kit/money.ts', 'kit/clock.ts', 'kit/defined.ts']
/** Tables of constants beside rules. */
const CONSTANTS = ['ledger/chart.ts']

function whyImpure(here: Place, { path, typeOnly, names }: Import, doors: Map<string, string>): string | null {
  if (here.room !== 'modules' || here.file !== 'rules.ts' || typeOnly) return null
  if (path === null) return 'rules are pure'
  if ([...PURE_KIT, ...CONSTANTS].some((pure) => path.endsWith(`/${pure}`))) return null
  const there = placeOf(path)
  if (there.file === 'rules.ts') return null
  const rules =
    there.file === 'index.ts' && there.module !== here.module ? rulesBehind(path, doors.get(path) ?? '') : []
  return names.every((name) => rules.includes(name)) ? null : 'rules are pure'
}

/** What a front door hands on from its own rules. */
const rulesBehind = (path: string, text: string): string[] =>
  importsOf({ path, text })
    .filter((door) => door.target.endsWith('/rules.ts'))
    .flatMap((door) => door.names)

/** A rule gives the same answer twice: no clock, no chance, nothing to wait for. */
function restless({ path, text }: File, here: Place): string[] {
  if (here.room !== 'modules' || here.file !== 'rules.ts') return []
  const found = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bawait\b|\basync\b|\bprocess\.|\bconsole\./.exec(
    withoutComments(text),
  )
  return found ? [`${path}: rules are pure (${found[0]})`] : []
}
