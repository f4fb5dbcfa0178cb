// How a command line is read: flags by name, and a sentence for whatever does not fit.
import { parseArgs } from 'node:util'

/** The words were wrong; nothing was done. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

type Flags = Record<string, { type: 'string' | 'boolean' }>
export type Given = {
  words: string[]
  text(name: string): string | undefined
  needed(name: string): string
  on(name: string): boolean
}

export function parse(args: readonly string[], flags: Flags): Given {
  const { values, positionals } = read(args, flags)
  const text = (name: string) => (typeof values[name] === 'string' && values[name] !== '' ? values[name] : undefined)
  return {
    words: positionals,
    text,
    needed(name) {
      const value = text(name)
      if (value === undefined) throw new UsageError(`--${name} is missing.`)
      return value
    },
    on: (name) => values[name] === true,
  }
}

function read(args: readonly string[], options: Flags): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError((error as Error).message.split('. To specify')[0]!.replace(/\.?$/, '.'))
  }
}

export function whole(name: string, text: string, min: number): number {
  if (!/^\d+$/.test(text) || Number(text) < min)
    throw new UsageError(`--${name} must be a whole number of at least ${min}.`)
  return Number(text)
}
