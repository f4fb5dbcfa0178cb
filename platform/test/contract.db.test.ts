// The contract: what every operation owes its caller in the OpenAPI document, and the names that will not change.
import { describe, expect, test } from 'vitest'
import { catalogued, isNamedInATest, thrown } from './contract/codes.ts'
import { readOperations, refusalsOf, type Operation } from './contract/document.ts'
import { owed } from './contract/owed.ts'
import { openWorld } from './world.ts'

const world = await openWorld()
const operations = await readOperations(world)

const PROMISED = `
  admin.events.{create,update,publish,list,get} admin.imports.{create,get,apply} admin.tickets.{list,get}
  admin.listings.{list,remove} admin.orders.{list,get,refund} admin.ledger.{trialBalance,postings} admin.payouts.{list}
  admin.clock.{get,set,advance} admin.gate.{check,admit,codes} admin.brand.{get,update}
  market.events.{list,get} market.listings.{list,get,create,withdraw} market.tickets.{list,get}
  market.orders.{start,pay,cancel,list,get} market.seller.{get,onboard}`
/** Added since. A name leaves this list by becoming a promise. */
const MORE = `admin.imports.{rows} admin.payouts.{onboard} admin.disputes.{list,get,decide} market.brand.{get} market.listings.{quote} market.seller.{listings,sales}`

const spell = (names: string): string[] =>
  names
    .trim()
    .split(/\s+/)
    .flatMap((group) => {
      const [, resource, verbs] = /^(.+)\.\{(.+)\}$/.exec(group)!
      return verbs!.split(',').map((verb) => `${resource}.${verb}`)
    })

test('the operations are the ones promised, each once', () => {
  expect(operations.map((operation) => operation.id).toSorted()).toEqual(
    [...spell(PROMISED), ...spell(MORE)].toSorted(),
  )
})

describe('every operation', () => {
  test('owes its caller nothing', () => {
    expect(operations.flatMap(owed)).toEqual([])
  })

  const sound = operations.find((operation) => operation.id === 'admin.orders.refund')!
  const without = (status: string) =>
    Object.fromEntries(Object.entries(sound.responses).filter(([each]) => each !== status))
  test.each<[string, Partial<Operation>, string]>([
    [
      'without a name',
      { operationId: '', id: 'post /v1/admin/orders/{id}/refund' },
      'is not named by surface, resource and verb',
    ],
    [
      'named for the other surface',
      { operationId: 'market.orders.refund' },
      'is not named by surface, resource and verb',
    ],
    ['elsewhere than its resource', { path: '/v1/admin/refunds/{id}' }, 'does not stand under its resource'],
    ['without a tag', { tags: [] }, 'is not tagged with its resource'],
    ['without a summary', { summary: '' }, 'does not say what it does'],
    ['without a permission', { 'x-permission': '' }, 'names no permission'],
    ['for anybody', { security: [] }, 'lets anybody in'],
    ['with an empty way in', { security: [{ secretKey: [] }, {}] }, 'lets anybody in'],
    ['of staff for fans', { security: [{ secretKey: [] }, { fanToken: [] }] }, 'lets in a fanToken'],
    [
      'that answers with text',
      { responses: { ...without('200'), 200: { content: { 'text/plain': {} } } } },
      'does not answer with one JSON shape',
    ],
    [
      'that refuses with plain JSON',
      { responses: { ...sound.responses, 409: { content: { 'application/json': {} } } } },
      'refuses with something that is no problem',
    ],
    ['that always finds', { responses: without('404') }, 'does not say that there may be no such thing'],
    [
      'whose body may be missing',
      { requestBody: { content: { 'application/json': { schema: {} } } } },
      'takes a body that may be missing',
    ],
  ])('%s is caught', (_, change, complaint) => {
    expect(owed({ ...sound, ...change }).join()).toContain(complaint)
  })
})

/** What any request may meet before its route, or on routes that are not in the document. */
const ANYWHERE: Record<string, string> = {
  unknown_host: 'at the entry',
  not_found: 'at the entry',
  unauthorized: 'at the entry',
  secret_key_needed: 'at the entry',
  market_unknown: 'at the entry',
  secret_key_in_browser: 'at the entry',
  foreign_origin: 'at the entry',
  key_may_not: 'at the entry',
  market_suspended: 'at the entry',
  bad_idempotency_key: 'at the entry',
  no_such_door: 'sign-in',
  json_needed: 'sign-in',
  unreadable_json: 'sign-in',
  invalid_callback_url: 'sign-in',
  too_many_attempts: 'sign-in',
  mail_not_found: 'the development inbox',
  bad_signature: 'the webhook',
}

/** Not in the document, though an operation may answer with it. The list may only shrink. */
const UNDOCUMENTED: string[] = []

/** Named in no test yet. The list may only shrink. */
const UNTESTED: string[] = []

describe('every problem code', () => {
  const documented = new Set(
    operations.flatMap((operation) => refusalsOf(operation).map(({ status, code }) => `${status} ${code}`)),
  )

  test('stands in the document, with its status', () => {
    expect(catalogued.length).toBeGreaterThan(50)
    const missing = catalogued
      .filter(({ code, status }) => !(code in ANYWHERE) && !documented.has(`${status} ${code}`))
      .map(({ code }) => code)
    expect([...new Set(missing)].toSorted()).toEqual(UNDOCUMENTED)
  })

  test('of the document is one of a catalogue', () => {
    const known = new Set(catalogued.map(({ code, status }) => `${status} ${code}`))
    const ofTheKit = new Set<string>(thrown)
    expect([...documented].filter((said) => !known.has(said) && !ofTheKit.has(said.split(' ')[1]!))).toEqual([])
  })

  test('means one thing: the same code has the same status everywhere', () => {
    const codes = new Map<string, Set<number>>()
    for (const { code, status } of catalogued) codes.set(code, (codes.get(code) ?? new Set()).add(status))
    expect([...codes].filter(([, statuses]) => statuses.size > 1)).toEqual([])
  })

  test('is named in a test that shows when it is answered', () => {
    const all = new Set([...catalogued.map(({ code }) => code), ...thrown])
    expect([...all].filter((code) => !isNamedInATest(code)).toSorted()).toEqual(UNTESTED)
  })
})
