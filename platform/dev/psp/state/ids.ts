// state/ids.ts: names for new objects, shaped as Stripe's are.
import { randomFillSync } from 'node:crypto'

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const pool = Buffer.alloc(8192)
let spent = pool.length

export function newId(prefix: string): string {
  return `${prefix}_${randomText(24)}`
}

export function randomText(length: number): string {
  let text = ''
  while (text.length < length) {
    if (spent === pool.length) {
      randomFillSync(pool)
      spent = 0
    }
    const byte = pool[spent++] as number
    // Bytes beyond the last full round of letters are skipped, so that every letter is equally likely.
    if (byte < 248) text += LETTERS[byte % 62]
  }
  return text
}
