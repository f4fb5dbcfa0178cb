// Every problem code the platform's source can answer with, and every test that could name one.
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const read = (glob: string) =>
  globSync(glob, { cwd: ROOT, exclude: (name) => name === 'node_modules' || name === 'dist' }).map((path) => ({
    path,
    text: readFileSync(`${ROOT}${path}`, 'utf8'),
  }))

export type Code = { code: string; status: number; path: string }

/** The catalogues, one a module. */
export const catalogued: Code[] = read('platform/src/{modules,entry}/**/{problems,index}.ts').flatMap(
  ({ path, text }) => {
    const catalogue = /defineProblems\(\{([\s\S]*?)\n\}\)/.exec(text)?.[1] ?? ''
    return [...catalogue.matchAll(/^ {2}(\w+): \[\s*(\d{3}),/gm)].map(([, code, status]) => ({
      code: code!,
      status: Number(status),
      path,
    }))
  },
)

/** Thrown by name elsewhere: by the kit, and before a route is reached. */
export const thrown: string[] = read('platform/src/**/*.ts')
  .filter(({ path }) => !path.endsWith('.test.ts'))
  .flatMap(({ text }) => [...text.matchAll(/(?:new Problem|super)\(\s*'([a-z_]+)'/g)].map(([, code]) => code!))

/** This file's neighbours list codes without showing that they are ever answered. */
const tests = [...read('{platform,sdk,embed}/**/*.test.ts'), ...read('platform/test/strangers/*.ts')].filter(
  ({ path }) => !path.startsWith('platform/test/contract'),
)
const named = new Set(
  tests.flatMap(({ text }) => [...text.matchAll(/['"`]([a-z]+(?:_[a-z]+)*)['"`]/g)].map(([, code]) => code!)),
)

export const isNamedInATest = (code: string): boolean => named.has(code)
