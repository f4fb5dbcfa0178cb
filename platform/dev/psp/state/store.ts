// state/store.ts: the one place that holds state. It changes only by `commit`, and a commit is journaled first.
import type { Journal } from './journal.ts'
import { INDEXED, KINDS, type Change, type Kind, type Kinds } from './kinds.ts'

type Row<K extends Kind> = { value: Kinds[K]; place: number }
type Table<K extends Kind> = { rows: Map<string, Row<K>>; ids: string[]; terms: Map<string, Set<string>> }

export class Store {
  readonly #tables = Object.fromEntries(
    KINDS.map((kind) => [kind, { rows: new Map(), ids: [], terms: new Map() }]),
  ) as unknown as { [K in Kind]: Table<K> }
  readonly #kindOf = new Map<string, Kind>()
  readonly #balances = new Map<string, number>()
  readonly #watchers: ((changes: readonly Change[]) => void)[] = []
  readonly #journal: Journal

  constructor(journal: Journal) {
    this.#journal = journal
    journal.read((line) => (line as Change[]).forEach((change) => this.#apply(change)))
  }

  /** All of it or none of it: the line is in the file before anybody is told, and before anything here changes. */
  commit(changes: readonly Change[]) {
    if (changes.length === 0) return
    this.#journal.append(changes)
    for (const change of changes) this.#apply(change)
    for (const watch of this.#watchers) watch(changes)
  }

  watch(watcher: (changes: readonly Change[]) => void) {
    this.#watchers.push(watcher)
  }

  get<K extends Kind>(kind: K, id: string): Kinds[K] | undefined {
    return this.#tables[kind].rows.get(id)?.value
  }

  /** Any wire object by its id alone; ids are unique across kinds except for an account's details and card secrets. */
  find(id: string): unknown {
    const kind = this.#kindOf.get(id)
    return kind === undefined ? undefined : this.get(kind, id)
  }

  count(kind: Kind): number {
    return this.#tables[kind].rows.size
  }

  place(kind: Kind, id: string): number | undefined {
    return this.#tables[kind].rows.get(id)?.place
  }

  /** From the newest, or from the one before a place. */
  *newestFirst<K extends Kind>(kind: K, before = Infinity): Generator<Kinds[K]> {
    const { ids, rows } = this.#tables[kind]
    for (let place = Math.min(ids.length, before) - 1; place >= 0; place -= 1) {
      const row = rows.get(ids[place] as string)
      if (row?.place === place) yield row.value
    }
  }

  /** By an indexed field, newest first. */
  where<K extends Kind>(kind: K, field: string, value: string): Kinds[K][] {
    const { rows, terms } = this.#tables[kind]
    const found = [...(terms.get(`${field}=${value}`) ?? [])].map((id) => rows.get(id) as Row<K>)
    return found.sort((a, b) => b.place - a.place).map((row) => row.value)
  }

  /** Available funds in minor units; the platform's own balance has the empty account. */
  balance(account: string, currency: string): number {
    return this.#balances.get(`${account}/${currency}`) ?? 0
  }

  balances(account: string): [currency: string, amount: number][] {
    return [...this.#balances]
      .filter(([key]) => key.startsWith(`${account}/`))
      .map(([key, amount]) => [key.slice(account.length + 1), amount])
  }

  #apply([kind, id, value]: Change) {
    const table = this.#tables[kind] as Table<Kind>
    const before = table.rows.get(id)
    if (before) this.#index(kind, before.value, (ids) => ids.delete(id))
    if (value === null) {
      table.rows.delete(id)
      return
    }
    table.rows.set(id, { value, place: before?.place ?? table.ids.push(id) - 1 })
    this.#index(kind, value, (ids) => ids.add(id))
    if ('object' in value) this.#kindOf.set(id, kind)
    if (!before) this.#book(kind, value)
  }

  #index(kind: Kind, value: Kinds[Kind], touch: (ids: Set<string>) => void) {
    const { terms } = this.#tables[kind] as Table<Kind>
    const termsOf = INDEXED[kind] as ((value: Kinds[Kind]) => Iterable<[string, string]>) | undefined
    for (const [field, term] of termsOf?.(value) ?? []) {
      const key = `${field}=${term}`
      const ids = terms.get(key) ?? new Set()
      touch(ids)
      if (ids.size > 0) terms.set(key, ids)
      else terms.delete(key)
    }
  }

  /** Balance transactions are never edited, so each is counted once, when it first appears. */
  #book(kind: Kind, value: Kinds[Kind]) {
    if (kind === 'balance_transaction') this.#add('', value as Kinds['balance_transaction'])
    if (kind === 'account_transaction') {
      const { account, transaction } = value as Kinds['account_transaction']
      this.#add(account, transaction)
    }
  }

  #add(account: string, transaction: Kinds['balance_transaction']) {
    const key = `${account}/${transaction.currency}`
    this.#balances.set(key, (this.#balances.get(key) ?? 0) + transaction.net)
  }
}
