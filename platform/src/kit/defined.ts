/** What was really given: a partial from the wire may hold `undefined`, which must not replace anything. */
export const defined = <T extends object>(given: T | undefined): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined)) as never
