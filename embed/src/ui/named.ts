// ui/named.ts: the word for a state. A market newer than this page may know states it does not: it then says something true.
export function named<T>(words: Readonly<Record<string, T>>, state: string, otherwise: T): T {
  return Object.hasOwn(words, state) ? words[state]! : otherwise
}
