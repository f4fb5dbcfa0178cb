// Tickets already sold, read from the file the ticketing system exports: a dry run first, then apply.
import type { Upload } from '../../internal/body.ts'
import type { Options } from '../../internal/http.ts'
import { Resource } from '../../internal/resource.ts'
import type { Query } from '../../operations.ts'

// Reading a large file takes longer than an ordinary call may.
const UPLOAD_TIMEOUT_MS = 600_000

export class Imports extends Resource {
  /** Streams the file and reports what applying it would do. A stream is sent once; other files are retried. */
  create(input: Query<'admin.imports.create'> & { file: Upload }, options?: Options) {
    const { file, ...query } = input
    const sent = { query, file, contentType: 'text/csv', timeoutMs: UPLOAD_TIMEOUT_MS }
    return this.call<'admin.imports.create'>('POST', '/imports', sent, options)
  }
  get(id: string, options?: Options) {
    return this.call<'admin.imports.get'>('GET', '/imports/{id}', { id }, options)
  }
  rows(id: string, query?: Query<'admin.imports.rows'>, options?: Options) {
    return this.pages<'admin.imports.rows'>('/imports/{id}/rows', { id, query }, options)
  }
  apply(id: string, options?: Options) {
    return this.call<'admin.imports.apply'>('POST', '/imports/{id}/apply', { id }, options)
  }
}
