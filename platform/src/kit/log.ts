// Structured logs, one JSON line each. What must not be in a log is removed here, not remembered at each call.
import pino from 'pino'

const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'password',
  'token',
  'secret',
  'code',
  'clientSecret',
  'confirmationToken',
]

/** What went wrong, not the whole client it went wrong in. */
function brief(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { code, constraint } = error as { code?: string; constraint?: string }
  const cause = error.cause === undefined ? {} : { cause: brief(error.cause) }
  return { type: error.name, message: error.message, stack: error.stack, code, constraint, ...cause }
}

export const log = pino({
  base: null,
  serializers: { err: brief, cause: brief },
  level: 'info',
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]).filter(
      (p) => p !== '*.code' && p !== '*.*.code',
    ),
    censor: '[redacted]',
  },
})

export const setLogLevel = (level: string): void => {
  log.level = level
}
