// Ids are made here, before the insert, so that a row and its facts can name each other.
import { randomBytes } from 'node:crypto'

/** A UUIDv7 (RFC 9562): ordered by the moment it was made. */
export function newId(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

// No 0/O, 1/I/L, U: a number is read out over the phone.
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A short number people can read to each other, such as `K7QX-4M2P`: 30^8 of them. */
export function newNumber(): string {
  const pick = () => LETTERS[randomBelow(LETTERS.length)]
  const four = () => Array.from({ length: 4 }, pick).join('')
  return `${four()}-${four()}`
}

/** An admission code nobody can guess: 24 letters and digits, about 118 bits. */
export const newAdmissionCode = (): string =>
  Array.from({ length: 24 }, () => LETTERS[randomBelow(LETTERS.length)]).join('')

function randomBelow(limit: number): number {
  const ceiling = 256 - (256 % limit)
  for (;;) {
    const byte = randomBytes(1)[0]!
    if (byte < ceiling) return byte % limit
  }
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i
export const isUuid = (text: string): boolean => UUID.test(text)
