// resources/search.ts: the part of Stripe's query language that is used here: exact terms joined by AND.
import { invalid } from '../entry/refusal.ts'

export type Term = { field: string; value: string }

const TERM = /^(?:metadata\[(['"])(?<key>.+?)\1\]|(?<field>status|currency|amount)):(['"]?)(?<value>.*)\4$/

export function searchTerms(query: string | null): Term[] {
  if (query === null) throw invalid('Missing required param: query.', 'query', 'parameter_missing')
  return query.split(/\s+AND\s+/i).map((part) => {
    const found = TERM.exec(part.trim())?.groups
    if (!found) throw invalid(`We were unable to parse your search query: ${part}`, 'query')
    const { key, field, value = '' } = found
    return { field: key === undefined ? (field as string) : `metadata.${key}`, value: value.replaceAll(/\\(.)/g, '$1') }
  })
}
