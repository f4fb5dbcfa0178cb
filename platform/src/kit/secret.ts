// Keyed hashes and sealed texts. One master secret, one derived key a purpose, so that no key serves two ends.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

export type Secrets = {
  /** Keyed hash for look-up and uniqueness: useless without the key. */
  hash(purpose: string, text: string): Buffer
  /** AES-256-GCM; `bound` ties the text to its row, so that it cannot be moved to another. */
  seal(text: string, bound: string): Buffer
  unseal(sealed: Buffer, bound: string): string
  /** A secret for one purpose, such as a tenant's session cookies. */
  derive(purpose: string): string
}

export function createSecrets(master: string, codeKey: Buffer): Secrets {
  const keys = new Map<string, Buffer>()
  const keyFor = (purpose: string) => {
    let key = keys.get(purpose)
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', master, '', purpose, 32))
      keys.set(purpose, key)
    }
    return key
  }
  return {
    hash: (purpose, text) =>
      createHmac('sha256', keyFor(`hash:${purpose}`))
        .update(text)
        .digest(),
    derive: (purpose) => Buffer.from(hkdfSync('sha256', master, '', `derive:${purpose}`, 32)).toString('base64url'),
    seal(text, bound) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', codeKey, iv).setAAD(Buffer.from(bound))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from([1]), iv, cipher.getAuthTag(), body])
    },
    unseal(sealed, bound) {
      if (sealed[0] !== 1) throw new Error('sealed with an unknown key version')
      const decipher = createDecipheriv('aes-256-gcm', codeKey, sealed.subarray(1, 13)).setAAD(Buffer.from(bound))
      decipher.setAuthTag(sealed.subarray(13, 29))
      return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8')
    },
  }
}

export function sameText(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}
