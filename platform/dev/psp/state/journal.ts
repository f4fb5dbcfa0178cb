// state/journal.ts: an append-only file of committed changes, one line each, read back at start.
import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

export type Journal = {
  /** Every line that was wholly written before this process started. */
  read(each: (line: unknown) => void): void
  append(entry: unknown): void
  close(): void
}

export function openJournal(path: string | undefined): Journal {
  if (path === undefined) return { read: () => undefined, append: () => undefined, close: () => undefined }
  mkdirSync(dirname(path), { recursive: true })
  const written = existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
  const file = openSync(path, 'a')
  let open = true

  // A line without its newline was being written when the process died. Nobody was answered for it, so it never was.
  const whole = written.lastIndexOf(0x0a) + 1
  if (whole < written.length) ftruncateSync(file, whole)

  return {
    read(each) {
      let line = 0
      for (let from = 0; from < whole;) {
        const to = written.indexOf(0x0a, from)
        line += 1
        each(parse(written.toString('utf8', from, to), `${path}:${line}`))
        from = to + 1
      }
    },
    append(entry) {
      // After kill -9 the kernel still owns what write() took, so no fsync: only a power cut could lose it.
      const bytes = Buffer.from(`${JSON.stringify(entry)}\n`)
      for (let sent = 0; sent < bytes.length;) sent += writeSync(file, bytes, sent)
    },
    close() {
      if (open) closeSync(file)
      open = false
    },
  }
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`The payment journal is damaged at ${where}. Move the file away to start with an empty one.`, {
      cause,
    })
  }
}
