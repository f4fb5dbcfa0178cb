// entry/faults.ts: failures on demand: single requests that go wrong, and outages in which all do.
export const FAULT_KINDS = [
  'lost_before',
  'lost_after',
  'delay',
  'delay_after',
  'error',
  'error_after',
  'error_unstored',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

export type Fault = {
  /**
   * lost_*: the connection breaks without an answer, before or after the effect. delay, delay_after: slow, before or
   * after the effect. error: a 500 without effect, and the idempotency key keeps it; error_after: the same, but with
   * the effect; error_unstored: neither effect nor memory, whatever the key holds.
   */
  kind: FaultKind
  /** Any method where absent. */
  method?: string | undefined
  /** Begins the path, e.g. `/v1/payment_intents`. Under `/test/` only a path that says so is struck. */
  path: string
  times: number
  /** How long a delay takes. */
  ms: number
  /** How many matching requests are spared first. */
  skip?: number | undefined
}

/** Every request under /v1 and /v2 is answered 503, or hung up on, until it is over. */
export type Outage = { how: 'error' | 'lost'; until: number | null }

export class Faults {
  #rules: Fault[] = []
  #outage: Outage | null = null

  add(fault: Fault) {
    this.#rules.push({ ...fault })
  }

  /** The first rule that matches, spent once; several rules for one path therefore take turns in order. */
  take(method: string, path: string): Fault | null {
    if (this.#rules.length === 0) return null
    if (this.outage() && !path.startsWith('/test/')) return null
    const rule = this.#rules.find((fault) => strikes(fault, method, path))
    if (!rule) return null
    if (rule.skip) {
      rule.skip -= 1
      return null
    }
    rule.times -= 1
    if (rule.times <= 0) this.#rules = this.#rules.filter((other) => other !== rule)
    return rule
  }

  list(): Fault[] {
    return this.#rules.map((rule) => ({ ...rule }))
  }

  clear() {
    this.#rules = []
  }

  /** In real seconds, or until it is ended. */
  beginOutage({ seconds, how = 'error' }: { seconds?: number | undefined; how?: Outage['how'] } = {}) {
    this.#outage = { how, until: seconds === undefined ? null : Date.now() + seconds * 1000 }
  }

  endOutage() {
    this.#outage = null
  }

  outage(): Outage | null {
    if (this.#outage && (this.#outage.until ?? Infinity) <= Date.now()) this.#outage = null
    return this.#outage
  }
}

function strikes(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false
  if (path.startsWith('/test/') && !fault.path.startsWith('/test/')) return false
  return path.startsWith(fault.path)
}
