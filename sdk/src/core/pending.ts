// The promise every call returns: await it for the data, or ask for the response as well, or walk its pages.

export interface Answered<T> {
  data: T
  /** Status and headers. Its body has been read already: that is `data`. */
  response: Response
  requestId: string | null
}

/** One page of a list. `nextCursor` is null on the last one. */
export interface Page<T> {
  items: T[]
  nextCursor: string | null
}

export class Pending<T> implements Promise<T> {
  readonly #answered: Promise<Answered<T>>

  constructor(answered: Promise<Answered<T>>) {
    this.#answered = answered
  }

  get [Symbol.toStringTag](): string {
    return 'Pending'
  }

  /** The data together with the HTTP response: `const { data, response, requestId } = await call.withResponse()`. */
  withResponse(): Promise<Answered<T>> {
    return this.#answered
  }

  then<A = T, B = never>(
    done?: ((data: T) => A | PromiseLike<A>) | null,
    failed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#answered.then((answered) => answered.data).then(done, failed)
  }

  catch<B = never>(failed?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, failed)
  }

  finally(settled?: (() => void) | null): Promise<T> {
    return this.then().finally(settled)
  }
}

/**
 * A list. Awaiting it answers one page; `for await` walks every item of every page, fetching the next page only when
 * the loop gets there.
 */
export class Pages<T> extends Pending<Page<T>> implements AsyncIterable<T> {
  readonly #turn: (cursor: string) => Pages<T>

  constructor(first: Promise<Answered<Page<T>>>, turn: (cursor: string) => Pages<T>) {
    super(first)
    this.#turn = turn
  }

  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    let current: Pages<T> | null = this
    while (current) {
      const page: Page<T> = await current
      yield page
      current = page.nextCursor ? this.#turn(page.nextCursor) : null
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) yield* page.items
  }
}
