// What an operation owes its caller in the document; says what is missing.
import type { Operation } from './document.ts'

const WAYS_IN = { admin: ['secretKey'], market: ['publishableKey', 'fanToken', 'fanCookie'] }
/** Takes a file instead of JSON. */
const FILES = ['admin.imports.create']

export function owed(operation: Operation): string[] {
  return [named, placed, described, guarded, answered, refused, fed]
    .flatMap((check) => check(operation))
    .map((why) => `${operation.id}: ${why}`)
}

function named({ operationId = '', surface }: Operation): string[] {
  return new RegExp(`^${surface}\\.[a-z]+\\.[a-zA-Z]+$`).test(operationId)
    ? []
    : ['is not named by surface, resource and verb']
}

function placed({ id, path, surface, tags }: Operation): string[] {
  const resource = id.split('.')[1]
  return [
    ...(path === `/v1/${surface}/${resource}` || path.startsWith(`/v1/${surface}/${resource}/`)
      ? []
      : ['does not stand under its resource']),
    ...(tags?.length === 1 && tags[0] === resource ? [] : ['is not tagged with its resource']),
  ]
}

function described({ summary = '' }: Operation): string[] {
  return /^\S.{6,}[^.\s]$/.test(summary) ? [] : ['does not say what it does']
}

function guarded({ surface, security = [], 'x-permission': permission = '' }: Operation): string[] {
  const schemes = security.flatMap((way) => Object.keys(way))
  return [
    ...(/^[a-z]+:[a-z]+$/.test(permission) ? [] : ['names no permission']),
    // An empty way in would be a way for everybody.
    ...(security.length > 0 && security.every((way) => Object.keys(way).length === 1) ? [] : ['lets anybody in']),
    ...schemes
      .filter((scheme) => !WAYS_IN[surface].includes(scheme))
      .map((scheme) => `lets in a ${scheme}, which is of the other surface`),
  ]
}

const kindsOf = ({ responses }: Operation, from: number, to: number): string[] =>
  Object.entries(responses)
    .filter(([status]) => Number(status) >= from && Number(status) < to)
    .map(([, response]) => Object.keys(response.content ?? {}).join())

function answered(operation: Operation): string[] {
  const kinds = kindsOf(operation, 200, 300)
  return kinds.length === 1 && kinds[0] === 'application/json' ? [] : ['does not answer with one JSON shape']
}

function refused(operation: Operation): string[] {
  return [
    ...(kindsOf(operation, 400, 600).every((kind) => kind === 'application/problem+json')
      ? []
      : ['refuses with something that is no problem']),
    ...(operation.path.includes('{') && !('404' in operation.responses)
      ? ['does not say that there may be no such thing']
      : []),
  ]
}

function fed({ id, method, requestBody }: Operation): string[] {
  if (!requestBody || FILES.includes(id)) return []
  if (method === 'get') return ['reads with a body']
  return requestBody.required === true && Object.keys(requestBody.content).join() === 'application/json'
    ? []
    : ['takes a body that may be missing, or is not JSON']
}
