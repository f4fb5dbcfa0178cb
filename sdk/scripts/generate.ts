// Turns openapi.json into src/types.gen.ts. With --check it writes nothing and fails where the two have drifted apart.
import { readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import ts from 'typescript'

const HEADER = '// The wire as types. Made from openapi.json by `pnpm generate`; do not edit.\n\n'

type Json = null | string | number | boolean | Json[] | { [key: string]: Json }

export async function generate(document: object): Promise<string> {
  const copy = structuredClone(document) as { [key: string]: Json }
  readReferences(copy)
  openResponses(copy)
  const nodes = await openapiTS(copy as unknown as OpenAPI3, {
    // A field with a default may be left out of what is sent.
    defaultNonNullable: false,
    transform: (schema) => ('x-open' in schema && Array.isArray(schema.enum) ? openEnum(schema) : undefined),
  })
  return HEADER + astToString(nodes)
}

/** What the platform answers may grow new words, so a program must compile with words it does not know. */
function openEnum(schema: { enum?: unknown[]; type?: unknown }): ts.TypeNode {
  const { factory } = ts
  const values = schema.enum ?? []
  const nullable = values.includes(null) || (Array.isArray(schema.type) && schema.type.includes('null'))
  const anyString = factory.createIntersectionTypeNode([
    factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
    factory.createTypeLiteralNode([]),
  ])
  return factory.createUnionTypeNode([
    ...values
      .filter((value) => typeof value === 'string')
      .map((value) => factory.createLiteralTypeNode(factory.createStringLiteral(value))),
    factory.createParenthesizedType(anyString),
    ...(nullable ? [factory.createLiteralTypeNode(factory.createNull())] : []),
  ])
}

// Words in a request stay closed, so that a misspelt one does not compile. A word both sent and answered is open.
function openResponses(document: { [key: string]: Json }) {
  const seen = new Set<Json>()
  const open = (node: Json | undefined) => {
    if (!node || typeof node !== 'object' || seen.has(node)) return
    seen.add(node)
    if (Array.isArray(node)) return node.forEach(open)
    if (typeof node.$ref === 'string') open(resolve(document, node.$ref))
    // One word alone is a tag that tells shapes apart, not a list that grows.
    if (Array.isArray(node.enum) && node.enum.filter((value) => typeof value === 'string').length > 1) {
      node['x-open'] = true
    }
    Object.values(node).forEach(open)
  }
  const find = (node: Json | undefined) => {
    if (!node || typeof node !== 'object') return
    if (Array.isArray(node)) return node.forEach(find)
    for (const [key, value] of Object.entries(node)) (key === 'responses' ? open : find)(value)
  }
  find(document.paths)
}

// The document writes what is said beside a reference, a description or "or null", as `allOf`. Taken at its word, nothing
// is both an object and null, and the field could be neither read nor written.
function readReferences(node: Json | undefined) {
  if (!node || typeof node !== 'object') return
  if (Array.isArray(node)) return node.forEach(readReferences)
  Object.values(node).forEach(readReferences)
  const [reference, beside, more] = Array.isArray(node.allOf) ? node.allOf : []
  if (!isObject(reference) || !isObject(beside) || more !== undefined || typeof reference.$ref !== 'string') return
  const { type, ...said } = beside
  if (Object.keys(said).some((key) => key !== 'description' && key !== 'example')) return
  const nullable = Array.isArray(type) && type.includes('null')
  if (!nullable && type !== undefined) return
  delete node.allOf
  Object.assign(node, nullable ? { anyOf: [reference, { type: 'null' }] } : reference, said)
}

const isObject = (node: Json | undefined): node is { [key: string]: Json } =>
  typeof node === 'object' && node !== null && !Array.isArray(node)

function resolve(document: Json, ref: string): Json | undefined {
  let node: Json | undefined = document
  for (const part of ref.replace(/^#\//, '').split('/')) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    node = (node as { [key: string]: Json } | undefined)?.[name]
  }
  return node
}

if (import.meta.main) {
  const source = new URL('../openapi.json', import.meta.url)
  const target = new URL('../src/types.gen.ts', import.meta.url)
  const text = await generate(JSON.parse(await readFile(source, 'utf8')))
  if (!process.argv.includes('--check')) {
    await writeFile(target, text)
  } else if ((await readFile(target, 'utf8')) !== text) {
    console.error('sdk/src/types.gen.ts is not what sdk/openapi.json says. Run: pnpm --filter @reseat/sdk generate')
    process.exitCode = 1
  }
}
