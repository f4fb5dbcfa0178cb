// storefront/cover.ts: the picture behind an event's name, drawn from the brand's own colours so that no photo is needed.
import { mix, type Hex } from '../ui/colour.ts'
import { named } from '../ui/named.ts'
import type { Tokens } from './wire.ts'

type Stops = [Hex, Hex, Hex, Hex]
const WIDTH = 1600
const HEIGHT = 720

export type Scene = 'dusk' | 'field' | 'paper'
const BY_SHAPE: Record<string, Scene> = { round: 'dusk', square: 'field', soft: 'paper' }

/** A brand may name its scene; else its shapes suggest one. */
export function sceneOf({ cover, radius }: Tokens): Scene {
  const scenes: Record<string, Scene> = { dusk: 'dusk', field: 'field', paper: 'paper' }
  return named<Scene>(scenes, cover ?? '', named<Scene>(BY_SHAPE, radius, 'paper'))
}

/** Water at evening, mown stripes under floodlight, rings of sound. */
export function coverArt(scene: Scene, stops: Stops): string {
  const drawn = scene === 'field' ? stripes(stops) : scene === 'paper' ? rings(stops) : dusk(stops)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="xMidYMid slice">${drawn}</svg>`
}

function dusk([deep, mid, warm, glow]: Stops): string {
  const horizon = 372
  const sun = { x: 1090, y: horizon - 26, r: 118 }
  const random = numbers(7)
  const shimmer = Array.from({ length: 64 }, (_, index) => {
    const depth = index / 64
    const y = horizon + 8 + depth ** 1.5 * (HEIGHT - horizon)
    const spread = 30 + depth * 260
    const width = 18 + random() * (60 + depth * 190)
    const x = sun.x + (random() - 0.5) * 2 * spread - width / 2
    const opacity = (0.8 - depth * 0.55) * (0.5 + random() * 0.5)
    return `<rect x="${r(x)}" y="${r(y)}" width="${r(width)}" height="${r(1.4 + depth * 2.6)}" rx="2" fill="${glow}" opacity="${opacity.toFixed(2)}"/>`
  })
  const lamps = Array.from({ length: 46 }, () => {
    const x = random() * WIDTH
    const bright = random()
    const length = 14 + random() * 60
    const colour = bright > 0.6 ? glow : warm
    return `<circle cx="${r(x)}" cy="${r(horizon - 5 - random() * 12)}" r="${(1.3 + bright * 1.7).toFixed(1)}" fill="${colour}" opacity="${(0.55 + bright * 0.45).toFixed(2)}"/><rect x="${r(x - 0.8)}" y="${horizon + 5}" width="1.6" height="${r(length)}" fill="${colour}" opacity="${(0.1 + bright * 0.22).toFixed(2)}"/>`
  })
  const sky = `<linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${deep}"/><stop offset=".46" stop-color="${mid}"/><stop offset=".82" stop-color="${warm}"/><stop offset="1" stop-color="${glow}"/></linearGradient>`
  const water = `<linearGradient id="w" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${mix(mid, warm, 0.4)}"/><stop offset=".22" stop-color="${mix(deep, mid, 0.45)}"/><stop offset=".6" stop-color="${deep}"/></linearGradient>`
  const halo = `<radialGradient id="h"><stop offset="0" stop-color="${glow}" stop-opacity=".75"/><stop offset=".35" stop-color="${warm}" stop-opacity=".35"/><stop offset="1" stop-color="${warm}" stop-opacity="0"/></radialGradient>`
  return `<defs>${sky}${water}${halo}<clipPath id="c"><rect width="${WIDTH}" height="${horizon}"/></clipPath></defs><rect width="${WIDTH}" height="${horizon + 1}" fill="url(#s)"/><g clip-path="url(#c)"><circle cx="${sun.x}" cy="${sun.y}" r="430" fill="url(#h)"/><circle cx="${sun.x}" cy="${sun.y}" r="${sun.r}" fill="${mix(glow, '#ffffff', 0.25)}"/></g><path d="${skyline(horizon, random)}" fill="${mix(deep, mid, 0.25)}"/><rect y="${horizon}" width="${WIDTH}" height="${HEIGHT - horizon}" fill="url(#w)"/>${shimmer.join('')}${lamps.join('')}`
}

/** Quays, sheds and two cranes, low enough to leave the sky its size. */
function skyline(horizon: number, random: () => number): string {
  let x = 0
  let path = `M0 ${horizon}`
  while (x < WIDTH) {
    const width = 18 + random() * 66
    const height = 4 + random() ** 3 * 42
    path += `V${r(horizon - height)}H${r(x + width)}`
    x += width
  }
  path += `V${horizon}Z`
  for (const at of [236, 1398]) {
    path += `M${at} ${horizon}v-96h-44v-5h44v-18h6v18h82v5h-82v96ZM${at + 62} ${horizon - 96}v34h2v-34Z`
  }
  return path
}

function stripes([deep, mid, warm, glow]: Stops): string {
  const bands = Array.from({ length: 12 }, (_, index) => {
    const top = (index * WIDTH) / 12
    const lean = (top - WIDTH / 2) * 0.5
    const next = top + WIDTH / 12
    const nextLean = (next - WIDTH / 2) * 0.5
    return index % 2
      ? ''
      : `<path d="M${r(top)} 250L${r(next)} 250L${r(next + nextLean)} ${HEIGHT}L${r(top + lean)} ${HEIGHT}Z" fill="${mix(deep, mid, 0.4)}"/>`
  })
  return `<rect width="${WIDTH}" height="${HEIGHT}" fill="${deep}"/><linearGradient id="l" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${mix(deep, warm, 0.2)}"/><stop offset="1" stop-color="${mid}" stop-opacity=".5"/></linearGradient><rect width="${WIDTH}" height="250" fill="url(#l)"/>${bands.join('')}<g fill="none" stroke="${glow}" stroke-opacity=".5" stroke-width="4"><path d="M0 250H${WIDTH}M${WIDTH / 2} 250V${HEIGHT}"/><ellipse cx="${WIDTH / 2}" cy="430" rx="240" ry="86"/></g>`
}

function rings([deep, mid, warm, glow]: Stops): string {
  const circles = Array.from({ length: 22 }, (_, index) => {
    const size = 60 + index * 46
    return `<circle cx="1180" cy="260" r="${size}" stroke="${index % 3 ? warm : glow}" stroke-opacity="${(0.5 - index * 0.02).toFixed(2)}" stroke-width="${(1 + (index % 4) * 0.6).toFixed(1)}"/>`
  })
  return `<radialGradient id="g" cx=".74" cy=".36" r=".9"><stop offset="0" stop-color="${mid}"/><stop offset="1" stop-color="${deep}"/></radialGradient><rect width="${WIDTH}" height="${HEIGHT}" fill="url(#g)"/><g fill="none">${circles.join('')}</g>`
}

const r = (value: number) => Math.round(value)

/** The same scene at every render: a cover that changed between two loads would move under the reader. */
function numbers(seed: number) {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}
