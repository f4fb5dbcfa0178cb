// Why the platform cannot start, as a sentence that says what to do. Anything else thrown while starting is a defect.
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}

/** Waits, but not for ever: what has not ended by then is left to itself. */
export async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)))
  await Promise.race([work, limit]).finally(() => clearTimeout(timer))
}
