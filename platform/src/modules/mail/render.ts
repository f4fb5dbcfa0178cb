// What a mail looks like: one layout in the tenant's brand, as HTML and as plain text. Pure, and every word is escaped.
import type { BrandDocument } from '../tenancy/index.ts'

export type Content = {
  title: string
  paragraphs: string[]
  /** A path of the tenant's own storefront: a mail never leads anywhere else. */
  action?: { label: string; path: string }
  facts?: [label: string, value: string][]
}
export type MailBrand = BrandDocument & { name: string }
export type Written = { html: string; text: string }

export function renderMail(brand: MailBrand, content: Content, origin: string): Written {
  const url = content.action && linkOf(origin, content.action.path)
  return { html: asHtml(brand, content, url), text: asText(brand, content, url) }
}

function linkOf(origin: string, path: string): string {
  const url = new URL(path, origin)
  if (url.origin !== new URL(origin).origin) throw new Error('a mail leads to its own storefront only')
  return url.href
}

/** The layout wraps lines by itself, so a name cannot bring its own. */
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

function asText(brand: MailBrand, { title, paragraphs, action, facts = [] }: Content, url: string | undefined): string {
  const widest = Math.max(0, ...facts.map(([label]) => flat(label).length))
  const parts = [
    flat(title),
    ...paragraphs.map(flat),
    facts.map(([label, value]) => `${`${flat(label)}:`.padEnd(widest + 2)}${flat(value)}`).join('\n'),
    action && url ? `${flat(action.label)}:\n${url}` : '',
    ['--', flat(brand.name), flat(brand.texts.footer), brand.texts.supportEmail ?? ''].filter(Boolean).join('\n'),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

const RADII = { square: '0', soft: '10px', round: '22px' } as const
// Mail programs load no fonts; these stand nearest to what the storefront shows.
const FONTS = {
  bricolage: 'Arial, Helvetica, sans-serif',
  'barlow-condensed': "'Arial Narrow', Arial, Helvetica, sans-serif",
  fraunces: "Georgia, 'Times New Roman', serif",
  inter: 'Arial, Helvetica, sans-serif',
} as const

function asHtml(brand: MailBrand, { title, paragraphs, action, facts = [] }: Content, url: string | undefined): string {
  const { light: colour, radius, displayFont } = brand.tokens
  const corner = RADII[radius]
  const display = FONTS[displayFont]
  const body = [
    `<h1 style="margin:0 0 16px;font:700 24px/1.25 ${display};color:${colour.text}">${escape(flat(title))}</h1>`,
    ...paragraphs.map((text) => `<p style="margin:0 0 16px">${escape(flat(text))}</p>`),
    facts.length > 0 ? factsTable(facts, colour) : '',
    action && url ? button(action.label, url, colour, corner) : '',
  ]
  const footer = [brand.texts.footer, brand.texts.supportEmail ?? '']
    .filter(Boolean)
    .map((line) => `<br>${escape(flat(line))}`)
  return `<!doctype html>
<html lang="${escape(brand.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escape(flat(title))}</title>
</head>
<body style="margin:0;padding:0;background:${colour.surface}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:${colour.surface}"><tr><td align="center" style="padding:24px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;text-align:left">
<tr><td style="padding:0 4px 16px;font:700 18px/1.3 ${display};color:${colour.text}">${escape(flat(brand.name))}</td></tr>
<tr><td style="padding:28px 24px;background:${colour.surfaceRaised};border:1px solid ${colour.line};border-top:4px solid ${colour.accent};border-radius:${corner};font:400 16px/1.55 Arial,Helvetica,sans-serif;color:${colour.text}">
${body.filter(Boolean).join('\n')}
</td></tr>
<tr><td style="padding:16px 4px 0;font:400 13px/1.5 Arial,Helvetica,sans-serif;color:${colour.muted}">${escape(flat(brand.name))}${footer.join('')}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`
}

type Colours = BrandDocument['tokens']['light']

function factsTable(facts: [string, string][], { muted, line }: Colours): string {
  const rows = facts.map(
    ([label, value]) =>
      `<tr><th scope="row" align="left" style="padding:8px 16px 8px 0;border-top:1px solid ${line};font-weight:400;color:${muted};vertical-align:top">${escape(flat(label))}</th>` +
      `<td style="padding:8px 0;border-top:1px solid ${line};font-weight:600">${escape(flat(value))}</td></tr>`,
  )
  return `<table width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 20px;font-size:15px">${rows.join('')}</table>`
}

// The address stands below in full: people should see where a button leads, and some programs show no buttons.
function button(label: string, url: string, { accent, onAccent, muted }: Colours, corner: string): string {
  const href = escape(url)
  return (
    `<p style="margin:24px 0 16px"><a href="${href}" target="_blank" rel="noopener" style="display:inline-block;padding:13px 24px;background:${accent};color:${onAccent};text-decoration:none;font-weight:700;border-radius:${corner}">${escape(flat(label))}</a></p>` +
    `<p style="margin:0;font-size:13px;color:${muted};word-break:break-all">${href}</p>`
  )
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]!)
