// entry/render.ts: what a stored object looks like in an answer: expansions and pages.
import type { Kind, Kinds } from '../state/kinds.ts'
import type { Work } from '../state/work.ts'
import { integer, isParams, list, text, type Params } from './params.ts'
import { invalid, noSuch } from './refusal.ts'

const EXPAND_DEPTH_MAX = 4
const LIMIT_DEFAULT = 10
const LIMIT_MAX = 100

/** Replaces ids by the objects they name, along each dotted path of `expand[]`. */
export function expanded(work: Work, object: unknown, params: Params): unknown {
  let answer = object
  for (const path of list(params, 'expand')) {
    const steps = path.split('.')
    if (steps.length > EXPAND_DEPTH_MAX + (steps[0] === 'data' ? 1 : 0)) {
      throw invalid(`You cannot expand more than ${EXPAND_DEPTH_MAX} levels of a property`, 'expand')
    }
    answer = expand(work, answer, steps)
  }
  return answer
}

function expand(work: Work, value: unknown, [step, ...rest]: string[]): unknown {
  if (step === undefined || value === null) return value
  if (Array.isArray(value)) return value.map((item: unknown) => expand(work, item, [step, ...rest]))
  const object = value as Record<string, unknown>
  const inner = step in object ? object[step] : included(work, object, step)
  if (inner === undefined) {
    throw invalid(`This property cannot be expanded (${step}).`, 'expand')
  }
  const reached = typeof inner === 'object' ? inner : resolve(work, inner, step)
  return { ...object, [step]: expand(work, reached, rest) }
}

function resolve(work: Work, id: unknown, step: string): unknown {
  const named = typeof id === 'string' ? id : ''
  const found = work.find(named) ?? work.get('account_transaction', named)?.transaction
  if (found === undefined) throw invalid(`This property cannot be expanded (${step}).`, 'expand')
  return found
}

/** Lists that Stripe leaves out unless they are asked for. */
function included(work: Work, object: Record<string, unknown>, step: string): unknown {
  if (object.object !== 'charge' || step !== 'refunds') return undefined
  const refunds = work.store.where('refund', 'charge', object.id as string)
  return sublist(refunds, `/v1/charges/${object.id as string}/refunds`)
}

export function sublist<T>(items: T[], url: string) {
  return { object: 'list' as const, data: items.slice(0, LIMIT_DEFAULT), has_more: items.length > LIMIT_DEFAULT, url }
}

export type Listing<K extends Kind> = {
  work: Work
  kind: K
  params: Params
  url: string
  /** An indexed field the list is narrowed to; without one, the whole kind is walked. */
  by?: [field: string, value: string] | undefined
  keep?: (value: Kinds[K]) => boolean
  /** When it came about, for what is kept inside something else. */
  createdAt?: (value: Kinds[K]) => number
}

/** Newest first, with `starting_after` and `ending_before` naming an object of the list. */
export function page<K extends Kind>({
  work,
  kind,
  params,
  url,
  by,
  keep = () => true,
  createdAt = createdOf,
}: Listing<K>) {
  const limit = limitOf(params)
  const after = placeOf(work, kind, params, 'starting_after')
  const before = placeOf(work, kind, params, 'ending_before')
  const isCreatedWithin = createdWithin(params)
  const all = by ? work.store.where(kind, ...by) : work.store.newestFirst(kind, after)

  const found: Kinds[K][] = []
  for (const value of all) {
    const place = work.store.place(kind, (value as { id: string }).id) as number
    if (place >= after) continue
    // Everything newer than the cursor is gathered, because the page wanted is the one nearest to it.
    if (place <= before) break
    if (keep(value) && isCreatedWithin(createdAt(value))) found.push(value)
    if (before === -1 && found.length > limit) break
  }
  const data = before === -1 ? found.slice(0, limit) : found.slice(-limit)
  return { object: 'list' as const, url, has_more: found.length > limit, data }
}

const createdOf = (value: object) => (value as { created?: number }).created ?? 0

export function limitOf(params: Params): number {
  const limit = integer(params, 'limit') ?? LIMIT_DEFAULT
  if (limit < 1 || limit > LIMIT_MAX) throw invalid(`limit must be between 1 and ${LIMIT_MAX}`, 'limit')
  return limit
}

function placeOf(work: Work, kind: Kind, params: Params, name: 'starting_after' | 'ending_before'): number {
  const id = text(params, name)
  if (id === null) return name === 'starting_after' ? Infinity : -1
  const place = work.store.place(kind, id)
  if (place === undefined) throw noSuch(kind, id, name, 400)
  return place
}

function createdWithin(params: Params): (at: number) => boolean {
  const created = params.created
  if (created === undefined || created === '') return () => true
  if (!isParams(created)) {
    const at = integer(params, 'created')
    return (found) => found === at
  }
  const gt = integer(created, 'gt')
  const gte = integer(created, 'gte')
  const lt = integer(created, 'lt')
  const lte = integer(created, 'lte')
  return (at) =>
    (gt === null || at > gt) && (gte === null || at >= gte) && (lt === null || at < lt) && (lte === null || at <= lte)
}
