// storefront/assets.ts: the client build, read once, compressed once and served for ever under hashed names.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

type Chunk = { file: string; src?: string; name?: string; imports?: string[]; css?: string[]; isEntry?: boolean }
type Asset = {
  type: string
  body: Uint8Array<ArrayBuffer>
  br: Uint8Array<ArrayBuffer> | null
  gzip: Uint8Array<ArrayBuffer> | null
}
const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

export type Assets = ReturnType<typeof loadAssets>

export function loadAssets(clientDir: string) {
  const manifestFile = join(clientDir, 'manifest.json')
  if (!existsSync(manifestFile))
    throw new Error(`The storefront is not built: ${manifestFile} is missing. Run its build.`)
  const manifest: Record<string, Chunk> = JSON.parse(readFileSync(manifestFile, 'utf8'))
  const names = new Set(readdirSync(join(clientDir, 'assets')))
  const files = new Map<string, Asset>()

  const entry = Object.values(manifest).find((chunk) => chunk.isEntry)
  const style = Object.values(manifest).find((chunk) => chunk.file.endsWith('.css'))
  if (!entry || !style) throw new Error('The storefront build has no entry: build it again.')

  /** Everything a page runs before it can be touched, so that the browser fetches it in one go. */
  const scriptsOf = (sources: string[]): string[] => {
    const found = new Set<string>()
    const add = (key: string) => {
      const chunk = manifest[key]
      if (!chunk || found.has(chunk.file)) return
      found.add(chunk.file)
      chunk.imports?.forEach(add)
    }
    for (const [key, chunk] of Object.entries(manifest)) if (chunk === entry) add(key)
    sources.forEach(add)
    return [...found].map((file) => `/${file}`)
  }

  const font = (part: string) => Object.values(manifest).find((chunk) => chunk.src?.includes(part))?.file

  return {
    entry: `/${entry.file}`,
    style: `/${style.file}`,
    scriptsOf,
    font: (part: string) => (font(part) ? `/${font(part)}` : null),
    respond(path: string, accepted: string): Response | null {
      const name = path.slice('/assets/'.length)
      if (!names.has(name)) return null
      let asset = files.get(name)
      if (!asset) files.set(name, (asset = read(join(clientDir, 'assets', name))))
      const [encoding, body] =
        asset.br && /\bbr\b/.test(accepted)
          ? ['br', asset.br]
          : asset.gzip && /\bgzip\b/.test(accepted)
            ? ['gzip', asset.gzip]
            : [null, asset.body]
      return new Response(body as Uint8Array<ArrayBuffer>, {
        headers: {
          'content-type': asset.type,
          'cache-control': 'public, max-age=31536000, immutable',
          'x-content-type-options': 'nosniff',
          vary: 'Accept-Encoding',
          ...(encoding ? { 'content-encoding': encoding as string } : {}),
        },
      })
    },
  }
}

function read(file: string): Asset {
  const body = new Uint8Array(readFileSync(file))
  const type = TYPES[extname(file)] ?? 'application/octet-stream'
  if (type.startsWith('font/')) return { type, body, br: null, gzip: null }
  const br = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
  return { type, body, br: new Uint8Array(br), gzip: new Uint8Array(gzipSync(body)) }
}
