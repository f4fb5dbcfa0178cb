// storefront/theme.ts: a brand's tokens as one stylesheet, light and dark, with a cover drawn in its own colours.
import { createHash } from 'node:crypto'
import { contrast, isHex, mix, type Hex } from '../ui/colour.ts'
import { named } from '../ui/named.ts'
import { coverArt, sceneOf, type Scene } from './cover.ts'
import type { Brand, Colours, Tokens } from './wire.ts'

const RADII = {
  square: { control: '2px', card: '2px', pill: '2px', notch: '0px' },
  soft: { control: '8px', card: '12px', pill: '10px', notch: '8px' },
  round: { control: '14px', card: '22px', pill: '999px', notch: '11px' },
}
const DISPLAY = {
  bricolage: {
    family: "'Bricolage', 'Bricolage Fallback', sans-serif",
    weight: 700,
    tracking: '-0.025em',
    transform: 'none',
  },
  'barlow-condensed': {
    family: "'Barlow C', 'Arial Narrow', sans-serif",
    weight: 700,
    tracking: '0',
    transform: 'uppercase',
  },
  fraunces: { family: "'Fraunces', 'Georgia', serif", weight: 500, tracking: '-0.015em', transform: 'none' },
  inter: { family: "'Inter', 'Inter Fallback', sans-serif", weight: 680, tracking: '-0.03em', transform: 'none' },
}
const TEXT = {
  inter: "'Inter', 'Inter Fallback', sans-serif",
  archivo: "'Archivo', 'Inter Fallback', sans-serif",
  system: "system-ui, -apple-system, 'Segoe UI', sans-serif",
}
const ROLES: [keyof Colours, string][] = [
  ['surface', 'surface'],
  ['surfaceRaised', 'raised'],
  ['text', 'text'],
  ['muted', 'muted'],
  ['line', 'line'],
  ['accent', 'accent'],
  ['onAccent', 'on-accent'],
  ['good', 'good'],
  ['warn', 'warn'],
  ['bad', 'bad'],
]
const FALLBACK: { light: Colours; dark: Colours } = {
  light: {
    surface: '#f7f6f3',
    surfaceRaised: '#ffffff',
    text: '#1a1a1e',
    muted: '#5b5b66',
    line: '#dddbd5',
    accent: '#2f4bd8',
    onAccent: '#ffffff',
    good: '#1c6b45',
    warn: '#8a5600',
    bad: '#b3261e',
  },
  dark: {
    surface: '#121217',
    surfaceRaised: '#1c1c23',
    text: '#f3f2ee',
    muted: '#a9a8b3',
    line: '#33333d',
    accent: '#9db0ff',
    onAccent: '#10122a',
    good: '#74d3a0',
    warn: '#f0b65b',
    bad: '#ff9a90',
  },
}

export type Theme = { css: string; version: string }
const KEPT = 200
const made = new Map<string, Theme>()

/** Drawn once per set of tokens, not once per page. */
export function themeOf(brand: Brand): Theme {
  const key = JSON.stringify(brand.tokens)
  const known = made.get(key)
  if (known) return known

  const css = themeCss(brand.tokens)
  const theme = { css, version: createHash('sha256').update(css).digest('hex').slice(0, 12) }
  if (made.size >= KEPT) made.clear()
  made.set(key, theme)
  return theme
}

function themeCss(tokens: Tokens): string {
  const light = safe(tokens.light, FALLBACK.light)
  const dark = safe(tokens.dark, FALLBACK.dark)
  const radius = named(RADII, tokens.radius, RADII.soft)
  const display = named(DISPLAY, tokens.displayFont, DISPLAY.inter)
  const scene = sceneOf(tokens)
  const stops = coverStops(scene, light, dark)
  const art = encodeURIComponent(coverArt(scene, stops))

  return `:root{color-scheme:light dark;${colours(light)}
--rs-radius:${radius.control};--rs-radius-card:${radius.card};--rs-radius-pill:${radius.pill};--rs-notch:${radius.notch};
--rs-display:${display.family};--rs-display-weight:${display.weight};--rs-display-tracking:${display.tracking};--rs-display-case:${display.transform};
--rs-font:${named(TEXT, tokens.textFont, TEXT.inter)};
--rs-cover-deep:${stops[0]};--rs-cover-mid:${stops[1]};--rs-cover-warm:${stops[2]};
--rs-cover-art:url("data:image/svg+xml,${art}")}
@media (prefers-color-scheme:dark){:root{${colours(dark)}}}
`
}

/** Only plain hex reaches the stylesheet: a token is a colour, never a piece of CSS. */
function safe(given: Colours, fallback: Colours): Colours {
  const entries = ROLES.map(([role]) => [role, isHex(given?.[role]) ? given[role] : fallback[role]])
  return Object.fromEntries(entries) as Colours
}

const colours = (set: Colours) => ROLES.map(([role, name]) => `--rs-${name}:${set[role]};`).join('')

/**
 * The mood, from dark to warm, out of the brand's own palette. The first stop carries white words, so it is darkened
 * until they can be read on it.
 */
export function coverStops(scene: Scene, light: Colours, dark: Colours): [Hex, Hex, Hex, Hex] {
  const accent = light.accent as Hex
  const deep = mix(dark.surface as Hex, accent, scene === 'dusk' ? 0.03 : 0.12)
  // Between night and the accent a real dusk turns violet; straight mixing would turn it brown.
  const mid = scene === 'dusk' ? mix(mix(deep, accent, 0.3), '#6a4ab0', 0.3) : mix(deep, accent, 0.45)
  return [readable(deep), mid, accent, mix(dark.accent as Hex, '#ffe2b8', 0.45)]
}

function readable(colour: Hex): Hex {
  let dark = colour
  for (let step = 0; step < 20 && contrast(dark, '#ffffff') < 10; step++) dark = mix(dark, '#05060f', 0.15)
  return dark
}
