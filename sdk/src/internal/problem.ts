// Turns an answer that is not a success into the error class that belongs to its status.
import {
  BadRequest,
  Conflict,
  Forbidden,
  Invalid,
  NotFound,
  PaymentDeclined,
  ProblemError,
  ServerError,
  TooManyRequests,
  Unauthorized,
  type ProblemInit,
} from '../core/errors.ts'

const byStatus: Record<number, typeof ProblemError> = {
  400: BadRequest,
  401: Unauthorized,
  402: PaymentDeclined,
  403: Forbidden,
  404: NotFound,
  409: Conflict,
  422: Invalid,
  429: TooManyRequests,
}

/** The class that belongs to a status, filled. A status without a class of its own stays a ProblemError. */
export function problemOf(init: ProblemInit): ProblemError {
  const Kind = init.status >= 500 ? ServerError : (byStatus[init.status] ?? ProblemError)
  return new Kind(init)
}
