// storefront/document.ts: the page around the rendered component: head, data blocks, the one script.
import type { Hydration } from './pages.ts'
import type { Loaded } from './loads/load.ts'
import { iconSheet } from '../ui/icons.ts'
import type { Theme } from './theme.ts'
import type { Assets } from './assets.ts'

const FONT_FILES: Record<string, string> = {
  bricolage: 'bricolage-grotesque-latin-wght',
  'barlow-condensed': 'barlow-condensed-latin-700',
  fraunces: 'fraunces-latin-wght',
  inter: 'inter-latin-wght',
  archivo: 'archivo-latin-wght',
}

export function renderDocument(parts: {
  hydration: Hydration
  loaded: Loaded
  top: string
  head: string
  body: string
  bottom: string
  url: URL
  theme: Theme
  assets: Assets
}): string {
  const { hydration, loaded, top, head, body, bottom, url, theme, assets } = parts
  const { brand } = hydration.shell
  const { light, dark, displayFont, textFont } = brand.tokens
  const title = loaded.page === 'home' ? brand.name : `${loaded.title} · ${brand.name}`
  const canonical = url.origin + url.pathname
  const fonts = [...new Set([displayFont, textFont])]
    .map((name) => assets.font(FONT_FILES[name] ?? '-'))
    .filter(Boolean)
  const indexed = !loaded.personal && !loaded.status && brand.mode === 'live'

  return `<!doctype html>
<html lang="${escape(brand.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${escape(title)}</title>
${meta('name', 'description', loaded.description)}
<link rel="canonical" href="${escape(canonical)}">
${indexed ? '' : '<meta name="robots" content="noindex">'}
${meta('property', 'og:title', loaded.title)}${meta('property', 'og:site_name', brand.name)}${meta('property', 'og:type', 'website')}${meta('property', 'og:url', canonical)}${meta('property', 'og:description', loaded.description)}${meta('property', 'og:locale', brand.locale.replace('-', '_'))}
<meta name="theme-color" content="${escape(light.surface)}" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="${escape(dark.surface)}" media="(prefers-color-scheme: dark)">
<link rel="icon" href="${escape(icon(brand.name, light.accent, light.onAccent))}">
<link rel="manifest" href="/manifest.webmanifest">
${fonts.map((file) => `<link rel="preload" as="font" type="font/woff2" href="${file}" crossorigin>`).join('')}
<link rel="stylesheet" href="/theme.css?v=${theme.version}">
<link rel="stylesheet" href="${assets.style}">
${assets
  .scriptsOf([`src/storefront/pages/${loaded.page}.svelte`, ...hydration.words.map((part) => `src/texts/${part}.ts`)])
  .map((file) => `<link rel="modulepreload" href="${file}">`)
  .join('')}
${loaded.jsonLd ? `<script type="application/ld+json">${dataBlock(loaded.jsonLd)}</script>` : ''}
</head>
<body>
${iconSheet(top + head + body + bottom)}
${top}
<main id="main" tabindex="-1">${head}<div id="app" data-page="${loaded.page}">${body}</div></main>
${bottom}
<script type="application/json" id="data">${dataBlock(hydration)}</script>
<script type="module" src="${assets.entry}"></script>
</body>
</html>`
}

/** `<` never appears, so no text can end the block; the two line separators are for parsers older than ES2019. */
export function dataBlock(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}

export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function meta(kind: 'name' | 'property', name: string, content: string | undefined) {
  return content ? `<meta ${kind}="${name}" content="${escape(content)}">` : ''
}

export function icon(name: string, accent: string, onAccent: string): string {
  const letter = escape([...name][0] ?? '')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="16" fill="${accent}"/><text x="32" y="44" font-family="sans-serif" font-weight="700" font-size="36" text-anchor="middle" fill="${onAccent}">${letter}</text></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
