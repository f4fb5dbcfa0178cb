// onboarding/page.ts: the look of the hosted pages, and escaping for what is put into them.
const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
  body { max-width: 30rem; margin: 0 auto; padding: 2rem 1rem }
  label { display: block; margin-top: 1rem; font-weight: 600 }
  input:not([type=checkbox]) { width: 100%; box-sizing: border-box; font: inherit; padding: .6rem }
  .check { display: flex; gap: .6rem; align-items: start; font-weight: 400 }
  .hint { margin: .25rem 0 0; opacity: .75; font-size: .9rem }
  .problem { border-left: .25rem solid #c62828; padding: .25rem .75rem }
  .actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem }
  button { font: inherit; padding: .6rem 1.2rem; cursor: pointer }
`

export function htmlPage(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)} · Test payment provider</title>
<style>${STYLE}</style>
</head>
<body>
<header><p><strong>Test payment provider</strong></p></header>
<main>
<h1>${escaped(title)}</h1>
${content}
</main>
</body>
</html>`
}

export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] as string)
}
