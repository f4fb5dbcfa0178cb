// What can go wrong with a call, one class per kind, so that `instanceof` reads like the business.

/** One field the platform refused: `pointer` is a JSON pointer into the body that was sent. */
export interface FieldError {
  pointer: string
  detail: string
}

export interface ProblemInit {
  status: number
  code: string
  title: string
  type?: string | undefined
  requestId?: string | null | undefined
  errors?: FieldError[] | undefined
  retryAfterSeconds?: number | null | undefined
  cause?: unknown
}

/** The platform refused, failed, or could not be reached. `title` is a sentence for people; `code` is for programs. */
export class ProblemError extends Error {
  override name = 'ProblemError'
  /** The HTTP status, or 0 when no answer arrived. */
  readonly status: number
  readonly code: string
  readonly title: string
  readonly type: string
  /** Quote this when you ask for help: it finds the request in the platform's log. */
  readonly requestId: string | null
  /** Every field that was refused, not only the first. Empty unless the shape was wrong. */
  readonly errors: FieldError[]
  readonly retryAfterSeconds: number | null

  constructor(init: ProblemInit) {
    const { status, code, title, errors = [] } = init
    const fields = errors.map((error) => `${error.pointer} ${error.detail}`).join('; ')
    const message = `${title} (${status ? `${status} ` : ''}${code})${fields && `: ${fields}`}`
    super(message, init.cause === undefined ? undefined : { cause: init.cause })
    this.status = status
    this.code = code
    this.title = title
    this.type = init.type ?? 'about:blank'
    this.requestId = init.requestId ?? null
    this.errors = errors
    this.retryAfterSeconds = init.retryAfterSeconds ?? null
  }
}

export class BadRequest extends ProblemError {
  override name = 'BadRequest'
}
export class Unauthorized extends ProblemError {
  override name = 'Unauthorized'
}
/** The card was declined. The order is held again until its `heldUntil`: another card may still pay for it. */
export class PaymentDeclined extends ProblemError {
  override name = 'PaymentDeclined'
}
export class Forbidden extends ProblemError {
  override name = 'Forbidden'
}
/** It does not exist, or it is not yours to see. The platform makes no difference between the two. */
export class NotFound extends ProblemError {
  override name = 'NotFound'
}
/** The thing is not in a state that allows this; `code` says why. */
export class Conflict extends ProblemError {
  override name = 'Conflict'
}
/** What was sent has the wrong shape; `errors` names every field. */
export class Invalid extends ProblemError {
  override name = 'Invalid'
}
export class TooManyRequests extends ProblemError {
  override name = 'TooManyRequests'
}
/** The platform failed. Work that was begun is resumed when the same Idempotency-Key is sent again. */
export class ServerError extends ProblemError {
  override name = 'ServerError'
}
/** No answer arrived, so it is not known whether the work was done. Repeat it with the same Idempotency-Key. */
export class Unreachable extends ProblemError {
  override name = 'Unreachable'
}
export class TimedOut extends Unreachable {
  override name = 'TimedOut'
}
