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

export const log = pino({
  base: null,
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
