// entry/refusal.ts: errors in Stripe's shape, and whether the attempt left something behind.
export type ErrorBody = {
  type: 'invalid_request_error' | 'card_error' | 'api_error' | 'idempotency_error'
  code?: string
  decline_code?: string
  message: string
  param?: string
  doc_url?: string
  charge?: string
  payment_intent?: unknown
  payment_method?: unknown
}

export class Refusal extends Error {
  readonly status: number
  readonly body: ErrorBody
  /** Work had begun: an idempotency key keeps this answer. Stripe keeps none for requests that were malformed. */
  readonly begun: boolean
  /** What changed on the way stays changed: a declined payment leaves a failed charge. */
  readonly keepsWork: boolean

  constructor(status: number, body: ErrorBody, { begun = false, keepsWork = false } = {}) {
    super(body.message)
    this.status = status
    this.body =
      body.code === undefined ? body : { ...body, doc_url: `https://stripe.com/docs/error-codes/${slug(body.code)}` }
    this.begun = begun
    this.keepsWork = keepsWork
  }
}

const slug = (code: string) => code.replaceAll('_', '-')

/** The request is malformed. */
export function invalid(message: string, param?: string, code?: string): Refusal {
  return new Refusal(400, {
    type: 'invalid_request_error',
    ...(code === undefined ? {} : { code }),
    message,
    ...(param === undefined ? {} : { param }),
  })
}

/** The request is well formed, but the state of things forbids it. */
export function forbidden(message: string, code?: string, more: Partial<ErrorBody> = {}): Refusal {
  const body: ErrorBody = { type: 'invalid_request_error', ...(code === undefined ? {} : { code }), message, ...more }
  return new Refusal(400, body, { begun: true })
}

export function noSuch(object: string, id: unknown, param = 'id', status = 404): Refusal {
  return new Refusal(status, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${object}: '${typeof id === 'string' ? id : ''}'`,
    param,
  })
}

/** The card was refused while being charged. */
export function declined(body: Omit<ErrorBody, 'type'>): Refusal {
  return new Refusal(402, { type: 'card_error', ...body }, { begun: true, keepsWork: true })
}

/** The card's own data is wrong, which shows before anything is created. */
export function badCard(code: string, message: string, param: string, declineCode?: string): Refusal {
  return new Refusal(402, {
    type: 'card_error',
    code,
    ...(declineCode === undefined ? {} : { decline_code: declineCode }),
    message,
    param,
  })
}
