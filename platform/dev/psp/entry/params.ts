// entry/params.ts: reads Stripe's bracketed form encoding, and takes typed values out of it.
import { invalid } from './refusal.ts'

export type Param = string | boolean | number | null | Param[] | Params
export type Params = { [name: string]: Param }

const NAME = /^([^[\]]+)((?:\[[^[\]]*\])*)$/

/** `a[b]=1&c[0]=x&c[]=y` as nested plain objects without a prototype; lists stay objects until `list` reads them. */
export function parseForm(body: string): Params {
  const params: Params = emptyParams()
  for (const [name, value] of new URLSearchParams(body)) {
    const match = NAME.exec(name)
    if (!match) throw invalid(`Invalid parameter name: ${name}`, name)
    const rest = match[2] as string
    const path = [match[1] as string, ...(rest === '' ? [] : rest.slice(1, -1).split(']['))]
    place(params, path, value)
  }
  return params
}

function place(params: Params, path: string[], value: string) {
  let at = params
  for (const [depth, step] of path.entries()) {
    const name = step === '' ? String(Object.keys(at).length) : step
    if (depth === path.length - 1) at[name] = value
    else {
      const inner = at[name]
      at = isParams(inner) ? inner : (at[name] = emptyParams())
    }
  }
}

const emptyParams = (): Params => Object.create(null) as Params

export function isParams(value: Param | undefined): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Refuses what the endpoint does not know, as Stripe does: a misspelt parameter must not pass silently. */
export function allowOnly(params: Params, names = '') {
  const known = names.split(' ')
  for (const name of Object.keys(params)) {
    if (name !== 'expand' && !known.includes(name)) {
      throw invalid(`Received unknown parameter: ${name}`, name, 'parameter_unknown')
    }
  }
}

export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

export function text(params: Params, name: string): string | null {
  const value = params[name]
  if (typeof value === 'object' && value !== null) throw invalid(`Invalid string: ${JSON.stringify(value)}`, name)
  return textOf(value)
}

export function needText(params: Params, name: string): string {
  const value = text(params, name)
  if (value === null) throw invalid(`Missing required param: ${name}.`, name, 'parameter_missing')
  return value
}

export function oneOf<T extends string>(params: Params, name: string, choices: readonly T[]): T | null {
  const value = text(params, name)
  if (value === null) return null
  const chosen = choices.find((choice) => choice === value)
  if (chosen === undefined) throw invalid(`Invalid ${name}: must be one of ${choices.join(', ')}`, name)
  return chosen
}

export function integer(params: Params, name: string): number | null {
  const value = text(params, name)
  if (value === null) return null
  if (!/^-?\d{1,15}$/.test(value)) throw invalid(`Invalid integer: ${value}`, name, 'parameter_invalid_integer')
  return Number(value)
}

export function flag(params: Params, name: string): boolean | null {
  const value = text(params, name)
  if (value === null) return null
  if (value !== 'true' && value !== 'false') throw invalid(`Invalid boolean: ${value}`, name)
  return value === 'true'
}

export function group(params: Params, name: string): Params | null {
  const value = params[name]
  if (value === undefined || value === null || value === '') return null
  if (!isParams(value)) throw invalid('Invalid object', name)
  return value
}

export function list(params: Params, name: string): string[] {
  const value = params[name]
  if (value === undefined || value === null || value === '') return []
  if (typeof value !== 'object') throw invalid('Invalid array', name)
  return Object.values(value).flatMap((item) => textOf(item) ?? [])
}

const METADATA_KEYS_MAX = 50
const METADATA_KEY_LENGTH_MAX = 40
const METADATA_VALUE_LENGTH_MAX = 500

/** Merged into what is there; an empty value removes its key, and `metadata=` with nothing removes all. */
export function metadata(params: Params, before: Record<string, string> = {}): Record<string, string> {
  if (params.metadata === '') return {}
  const merged = { ...before }
  for (const [key, value] of Object.entries(group(params, 'metadata') ?? {})) {
    const given = textOf(value) ?? ''
    if (key.length > METADATA_KEY_LENGTH_MAX || given.length > METADATA_VALUE_LENGTH_MAX) {
      throw invalid(`Metadata key or value is too long: ${key.slice(0, METADATA_KEY_LENGTH_MAX)}`, 'metadata')
    }
    if (given === '') delete merged[key]
    else merged[key] = given
  }
  if (Object.keys(merged).length > METADATA_KEYS_MAX) throw invalid('Metadata can have at most 50 keys', 'metadata')
  return merged
}
