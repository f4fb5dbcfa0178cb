// scripts/preview.ts: serves the storefront with its fixtures on loopback. `node scripts/preview.ts [port]`
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { NOW, northgate } from '../src/fixtures.ts'
import { fixtureMarket, type Scene } from '../src/fixtures/market.ts'

const dist = new URL('../dist/', import.meta.url)
const { createStorefront } = await import(new URL('server/entry-server.js', dist).href)
const storefront = createStorefront({ clientDir: fileURLToPath(new URL('client/', dist)) })

/** A scene is chosen by the first label of the host: empty.localhost, visitor.localhost, northgate.localhost. */
const SCENES: Record<string, Scene> = {
  harbour: {},
  visitor: { fan: false },
  empty: { empty: true },
  northgate: { brand: { ...northgate } },
  closed: {
    listings: [],
    event: {
      resale: {
        open: false,
        reason: 'resale_not_open_yet',
        opensAt: '2026-07-01T08:00:00.000Z',
        closesAt: '2026-08-14T10:00:00.000Z',
        ceilingPercent: 100,
      },
    },
  },
  enabled: { seller: 'enabled' },
  broken: { failing: '/events' },
}
const markets = new Map(Object.entries(SCENES).map(([name, scene]) => [name, fixtureMarket(scene)]))

export const server = createServer(async (incoming, outgoing) => {
  const host = incoming.headers.host ?? 'harbour.localhost'
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const headers = new Headers({ cookie: 'session=preview' })
  for (const [name, value] of Object.entries(incoming.headers)) if (typeof value === 'string') headers.set(name, value)
  headers.set('cookie', 'session=preview')
  const url = new URL(incoming.url ?? '/', `http://${host}`)
  const market = markets.get(host.split('.')[0] ?? '') ?? markets.get('harbour')!

  const path = url.pathname + url.search
  const init = { method: incoming.method ?? 'GET', ...(body.length ? { body: body.toString() } : {}) }
  const response: Response = path.startsWith('/v1/market')
    ? await market(path, init)
    : await storefront.respond(new Request(url, { headers }), { market, now: new Date(NOW) })
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.end(Buffer.from(await response.arrayBuffer()))
})

const port = Number(process.argv[2] ?? 4173)
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  server.listen(port, '127.0.0.1', () => console.log(`http://harbour.localhost:${port}`))
}
