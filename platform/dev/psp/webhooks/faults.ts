// webhooks/faults.ts: webhooks that go wrong on demand: twice, out of order, late, never, or with another content.
export const WEBHOOK_FAULT_KINDS = ['duplicate', 'reordered', 'delayed', 'dropped', 'contradicting'] as const
export type WebhookFaultKind = (typeof WEBHOOK_FAULT_KINDS)[number]

export type WebhookFault = {
  /**
   * duplicate: sent twice. reordered: waits until a later event was sent; several come in the opposite order. delayed:
   * not before `ms` are over. dropped: never sent, though the event exists. contradicting: signed like any other, but
   * its object says something else than is true.
   */
  kind: WebhookFaultKind
  /** The type of event, or its beginning and a star: `payment_intent.*`. Any where absent. */
  type?: string | undefined
  times: number
  /** How long a delayed one waits, or a reordered one at most. */
  ms: number
  /** What a contradicting one says: put over the fields of its object. */
  change?: Record<string, unknown> | undefined
}

export class WebhookFaults {
  #rules: WebhookFault[] = []

  add(fault: WebhookFault) {
    this.#rules.push({ ...fault })
  }

  /** The first rule that matches, spent once. */
  take(type: string): WebhookFault | null {
    const rule = this.#rules.find((fault) => fits(type, fault.type ?? '*'))
    if (!rule) return null
    rule.times -= 1
    if (rule.times <= 0) this.#rules = this.#rules.filter((other) => other !== rule)
    return { ...rule }
  }

  list(): WebhookFault[] {
    return this.#rules.map((rule) => ({ ...rule }))
  }

  clear() {
    this.#rules = []
  }
}

/** `charge.*` stands for every event of a charge. */
export function fits(type: string, wanted: string): boolean {
  return wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted
}
