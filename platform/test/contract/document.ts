// The OpenAPI document as tests read it: a list of operations, taken from the running app.
import type { World } from '../world.ts'

export type Parameter = { name: string; in: string; required?: boolean; schema?: Schema }
export type Schema = {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  properties?: Record<string, Schema>
  $ref?: string
}
export type Response = { description?: string; content?: Record<string, unknown> }

export type Operation = {
  id: string
  surface: 'market' | 'admin'
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: string
  operationId?: string
  summary?: string
  tags?: string[]
  'x-permission'?: string
  security?: Record<string, string[]>[]
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> }
  responses: Record<string, Response>
}

export async function readOperations(world: World): Promise<Operation[]> {
  const { body } = await world.caller('localhost', {}).get('/openapi.json')
  const paths = body.paths as Record<string, Record<string, Operation>>
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      id: operation.operationId ?? `${method} ${path}`,
      surface: path.startsWith('/v1/admin/') ? 'admin' : 'market',
      method: method as Operation['method'],
      path,
    })),
  )
}

/** The codes an operation says it may refuse with, by status. */
export const refusalsOf = (operation: Operation): { status: number; code: string }[] =>
  Object.entries(operation.responses)
    .filter(([status]) => Number(status) >= 400)
    .flatMap(([status, { description = '' }]) =>
      description.split(', ').map((code) => ({ status: Number(status), code })),
    )
