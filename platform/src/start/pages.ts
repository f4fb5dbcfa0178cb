// The pages fans see, from the folder their build leaves: loaded by path, so that nothing here depends on their sources.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AppOptions } from '../app.ts'
import { log } from '../kit/log.ts'

type Pages = NonNullable<AppOptions['storefront']>
type Built = {
  createStorefront(options: { clientDir: string }): {
    respond(
      request: Request,
      env: { market: Parameters<Pages>[1]['market']; now: Date; clientAddress?: string },
    ): Promise<Response>
  }
}

const BUILT = new URL('../../../embed/dist/', import.meta.url)

export async function openPages(scheme: 'http' | 'https'): Promise<Pages | null> {
  const entry = new URL('server/entry-server.js', BUILT)
  if (!existsSync(entry)) {
    log.warn(
      'the pages are not built, so markets answer by API only: `npm start` builds them, or `npm run build` in embed',
    )
    return null
  }
  const { createStorefront } = (await import(entry.href)) as Built
  const storefront = createStorefront({ clientDir: fileURLToPath(new URL('client', BUILT)) })
  return (request, { market }) => {
    const clientAddress = request.headers.get('x-real-ip')
    return storefront.respond(asPublic(request, scheme), {
      market,
      now: new Date(),
      ...(clientAddress ? { clientAddress } : {}),
    })
  }
}

/** With TLS ended by a proxy, the address we were asked by is not the one that fans see. */
function asPublic(request: Request, scheme: 'http' | 'https'): Request {
  if (scheme === 'http') return request
  const url = new URL(request.url)
  url.protocol = 'https:'
  url.port = ''
  return new Request(url, request)
}
