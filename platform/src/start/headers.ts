// Who is asking, and for which host: told by the connection itself, and by forwarded headers only from proxies we know.
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

export type Trust = {
  isProxy(address: string): boolean
  /** Other names of the instance host, such as 127.0.0.1 on a developer's machine. */
  aliases: ReadonlySet<string>
  instanceHost: string
}

export function trustIn(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/** Rewrites a request before anything reads it, so that nobody further in has to remember whom to believe. */
export function settleHeaders(request: IncomingMessage, trust: Trust): void {
  const { address, host } = truth(request.rawHeaders, request.socket.remoteAddress ?? '', trust)
  const { rawHeaders, headers } = request
  const settled = { 'x-real-ip': address, ...(host === null ? {} : { host }) }
  const kept = rawHeaders.flatMap((name, at) => (at % 2 === 0 && !CLAIMS.test(name) ? [name, rawHeaders[at + 1]!] : []))
  request.rawHeaders = [...kept, ...Object.entries(settled).flat()]
  // Node has parsed them already, and what follows reads now the one form and now the other.
  for (const name of Object.keys(headers)) if (CLAIMS.test(name)) delete headers[name]
  Object.assign(headers, settled)
}

const CLAIMS = /^(host|forwarded|x-real-ip|x-forwarded-.*)$/i

export function truth(raw: readonly string[], peer: string, trust: Trust): { address: string; host: string | null } {
  const all = (sought: string) => raw.filter((_, at) => at % 2 === 1 && raw[at - 1]!.toLowerCase() === sought)
  const list = (sought: string) =>
    all(sought)
      .flatMap((value) => value.split(','))
      .map((part) => part.trim())
      .filter(Boolean)
  const near = plain(peer)
  if (!trust.isProxy(near)) return { address: near, host: named(all('host')[0] ?? null, trust) }

  // Each proxy appends who asked it: read from our end, the first that is no proxy of ours is the client.
  const hops = list('x-forwarded-for').map(plain)
  const client = hops.findLast((hop) => !trust.isProxy(hop)) ?? hops[0]
  const address = client !== undefined && isIP(client) !== 0 ? client : near
  return { address, host: named(list('x-forwarded-host').at(-1) ?? all('host')[0] ?? null, trust) }
}

function named(host: string | null, { aliases, instanceHost }: Trust): string | null {
  if (host === null) return null
  const port = /:\d+$/.exec(host)?.[0] ?? ''
  return aliases.has(host.slice(0, host.length - port.length)) ? instanceHost + port : host
}

/** An IPv4 address that came over an IPv6 socket is still that address. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')
