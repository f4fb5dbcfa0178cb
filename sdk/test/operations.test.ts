// The client and the OpenAPI document speak of the same operations, by the same names, at the same addresses.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Admin, Market, type Fetch } from '../src/index.ts'

const asked: { method: string; path: string }[] = []
const fetch: Fetch = async (url, init) => {
  asked.push({ method: String(init.method), path: new URL(url).pathname })
  return Response.json({})
}
const clients = {
  market: new Market({ publishableKey: 'pk_test_1', fetch }),
  admin: new Admin({ secretKey: 'sk_test_1', fetch }),
}

type Method = (...args: unknown[]) => Promise<unknown>
const methods = new Map<string, Method>()
for (const [surface, client] of Object.entries(clients)) {
  for (const [name, resource] of Object.entries(client as unknown as Record<string, Record<string, Method>>)) {
    for (const verb of Object.getOwnPropertyNames(Object.getPrototypeOf(resource))) {
      if (verb !== 'constructor') methods.set(`${surface}.${name}.${verb}`, resource[verb]!.bind(resource))
    }
  }
}
// These routes belong to the sign-in library and are not in the document.
const operations = [...methods.keys()].filter((id) => !id.startsWith('market.auth.')).toSorted()

const PROMISED = `
  admin.events.{create,update,publish,list,get} admin.imports.{create,get,apply} admin.tickets.{list,get}
  admin.listings.{list,remove} admin.orders.{list,get,refund} admin.ledger.{trialBalance,postings} admin.payouts.{list}
  admin.clock.{get,set,advance} admin.gate.{check,admit,codes} admin.brand.{get,update}
  market.events.{list,get} market.listings.{list,get,create,withdraw} market.tickets.{list,get}
  market.orders.{start,pay,cancel,list,get} market.seller.{get,onboard}
  market.auth.{signUp,signIn,signOut,session,sendVerification,verifyEmail}`

test('the names that will not change are there', () => {
  const promised = PROMISED.trim()
    .split(/\s+/)
    .flatMap((group) => {
      const [resource, verbs = ''] = group.split(/\.(?=\{)/)
      return verbs
        .slice(1, -1)
        .split(',')
        .map((verb) => `${resource}.${verb}`)
    })
  expect(promised).toHaveLength(47)
  expect(promised.filter((name) => !methods.has(name))).toEqual([])
})

const file = new URL('../openapi.json', import.meta.url)

describe('against openapi.json', () => {
  type Operation = { operationId?: string }
  const document = JSON.parse(readFileSync(file, 'utf8'))
  const documented = new Map<string, { method: string; path: string }>()
  for (const [path, item] of Object.entries<Record<string, Operation>>(document.paths)) {
    for (const [method, { operationId }] of Object.entries(item)) {
      if (/^(market|admin)\./.test(operationId ?? ''))
        documented.set(operationId!, { method: method.toUpperCase(), path })
    }
  }

  test('every operation of the document is a method, and every method is in the document', () => {
    expect(operations).toEqual([...documented.keys()].toSorted())
  })

  test.each(operations)('%s asks where the document says', async (id) => {
    const { method, path } = documented.get(id)!
    asked.length = 0
    await methods.get(id)!(...(path.includes('{id}') ? ['the-id', {}] : [{}]))
    expect(asked).toEqual([{ method, path: path.replace('{id}', 'the-id') }])
  })
})
