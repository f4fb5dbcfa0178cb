// entry/faults.ts: failures on demand. Each rule matches a method and a path prefix, a number of times.
export const FAULT_KINDS = ['lost_before', 'lost_after', 'delay', 'error'] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

export type Fault = {
  /** lost_*: the connection breaks without an answer, before or after the effect. delay: slow. error: a 500, no effect. */
  kind: FaultKind
  /** Any method where absent. */
  method?: string | undefined
  /** Begins the path, e.g. `/v1/payment_intents`. */
  path: string
  times: number
  /** How long a delay takes. */
  ms: number
}

export class Faults {
  #rules: Fault[] = []

  add(fault: Fault) {
    this.#rules.push({ ...fault })
  }

  /** The first rule that matches, spent once; several rules for one path therefore take turns in order. */
  take(method: string, path: string): Fault | null {
    const rule = this.#rules.find(
      (fault) => (fault.method === undefined || fault.method === method) && path.startsWith(fault.path),
    )
    if (!rule) return null
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
}
