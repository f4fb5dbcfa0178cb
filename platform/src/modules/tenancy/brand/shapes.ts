// One token document a tenant: colours, type, radius, texts. No free CSS, so every look stays readable and upgradable.
import { z } from '../../../kit/route.ts'

const Hex = z.string().regex(/^#[0-9a-f]{6}$/i, 'Use a colour such as #ff6b57')
export const Colours = z
  .object({
    surface: Hex,
    surfaceRaised: Hex,
    text: Hex,
    muted: Hex,
    line: Hex,
    accent: Hex,
    onAccent: Hex,
    good: Hex,
    warn: Hex,
    bad: Hex,
  })
  .openapi('Colours')

export const Tokens = z
  .object({
    light: Colours,
    dark: Colours,
    radius: z.enum(['square', 'soft', 'round']),
    displayFont: z.enum(['bricolage', 'barlow-condensed', 'fraunces', 'inter']),
    textFont: z.enum(['inter', 'archivo', 'system']),
    cover: z.enum(['dusk', 'field', 'paper']).nullable(),
  })
  .openapi('Tokens')

export const Texts = z
  .object({
    tagline: z.string().max(120),
    trust: z.string().max(300),
    footer: z.string().max(300),
    supportEmail: z.email().nullable(),
  })
  .openapi('Texts')

// A logo is drawn, not fetched: an SVG of plain shapes, checked here, so that it can stand in our own pages.
const Logo = z
  .string()
  .max(20_000)
  .refine(
    (svg) => /^<svg[\s>][\s\S]*<\/svg>\s*$/.test(svg) && isPlainSvg(svg),
    'Send an SVG of plain shapes: no scripts, links, styles or foreign objects',
  )
  .nullable()

const SHAPES = new Set([
  'svg',
  'g',
  'path',
  'circle',
  'ellipse',
  'rect',
  'line',
  'polyline',
  'polygon',
  'title',
  'desc',
  'defs',
  'lineargradient',
  'radialgradient',
  'stop',
  'clippath',
])
const ATTRIBUTES =
  /^(?:id|d|cx|cy|r|rx|ry|x|y|x1|y1|x2|y2|width|height|viewbox|fill|fill-rule|fill-opacity|clip-rule|clip-path|stroke|stroke-width|stroke-linecap|stroke-linejoin|stroke-opacity|opacity|points|transform|offset|stop-color|stop-opacity|gradientunits|gradienttransform|role|aria-label|aria-hidden|xmlns|preserveaspectratio)$/

export function isPlainSvg(svg: string): boolean {
  if (/<[!?]|&(?!amp;|lt;|gt;|quot;|#\d+;)/.test(svg)) return false
  const tags = svg.match(/<[^>]*>/g) ?? []
  const rest = svg.replaceAll(/<[^>]*>/g, '')
  if (/[<>]/.test(rest)) return false
  return tags.every((tag) => {
    const parts = /^<\/?([a-zA-Z]+)((?:\s+[a-zA-Z][\w:-]*="[^"<>]*")*)\s*\/?>$/.exec(tag)
    if (!parts || !SHAPES.has(parts[1]!.toLowerCase())) return false
    return [...parts[2]!.matchAll(/([a-zA-Z][\w:-]*)="([^"]*)"/g)].every(
      ([, name, value]) =>
        ATTRIBUTES.test(name!.toLowerCase()) && !/url\((?!#)|javascript:/i.test(name === 'xmlns' ? '' : value!),
    )
  })
}

export const BrandDocument = z.object({
  locale: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/),
  logo: Logo,
  tokens: Tokens,
  texts: Texts,
})
export type BrandDocument = z.infer<typeof BrandDocument>

export const BrandUpdate = z
  .object({ locale: BrandDocument.shape.locale, logo: Logo, tokens: Tokens.partial(), texts: Texts.partial() })
  .partial()
  .strict()
  .openapi('BrandUpdate')

export const AdminBrand = BrandDocument.extend({ name: z.string(), version: z.int() }).openapi('AdminBrand')

export const Brand = BrandDocument.extend({
  name: z.string(),
  slug: z.string(),
  mode: z.enum(['live', 'test']),
  payment: z.object({
    form: z
      .enum(['stripe', 'test'])
      .openapi({ description: '`test` is the form of the local Stripe-compatible server' }),
    publishableKey: z.string(),
    apiBase: z.string().nullable(),
  }),
  now: z.date().openapi({ type: 'string', format: 'date-time', description: "The market's own clock" }),
}).openapi('Brand')

export const PLAIN_BRAND: BrandDocument = {
  locale: 'en-GB',
  logo: null,
  tokens: {
    light: {
      surface: '#fbfaf8',
      surfaceRaised: '#ffffff',
      text: '#1c1b1a',
      muted: '#625f5a',
      line: '#dedad3',
      accent: '#2f4bd8',
      onAccent: '#ffffff',
      good: '#1b6e45',
      warn: '#8a5600',
      bad: '#b3261e',
    },
    dark: {
      surface: '#131416',
      surfaceRaised: '#1c1e21',
      text: '#f1efec',
      muted: '#a9a59e',
      line: '#34373c',
      accent: '#9db0ff',
      onAccent: '#10131f',
      good: '#6fd39f',
      warn: '#f0b35a',
      bad: '#ff9b92',
    },
    radius: 'soft',
    displayFont: 'inter',
    textFont: 'inter',
    cover: null,
  },
  texts: {
    tagline: 'Official resale',
    trust: 'Checked tickets, fair prices, money held until the show.',
    footer: '',
    supportEmail: null,
  },
}
