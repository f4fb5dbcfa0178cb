// The inbox as pages: a list, and one mail in a frame that can do nothing. Works without scripts.
import { escape } from '../render.ts'
import type { InboxMail } from './inbox.ts'

export function inboxPage(
  mails: InboxMail[],
  sought: { to?: string | undefined; tenant?: string | undefined },
): string {
  const rows = mails.map(
    (mail) => `<tr><td><a href="/dev/inbox/${mail.id}">${escape(mail.subject)}</a></td><td>${escape(mail.to)}</td>
<td>${escape(mail.tenant.slug)}</td><td>${timeOf(mail.sentAt)}</td></tr>`,
  )
  const table = `<table><caption>${mails.length === 1 ? '1 mail' : `${mails.length} mails`}, newest first</caption>
<thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Market</th><th scope="col">Sent</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`
  return frame(
    'Mail inbox',
    `<h1>Mail inbox</h1>
<p>This instance has no mail server: whatever it would send is kept here.</p>
<form action="/dev/inbox"><label>To <input type="email" name="to" value="${escape(sought.to ?? '')}"></label>
<label>Market <input name="tenant" value="${escape(sought.tenant ?? '')}"></label><button>Show</button></form>
${mails.length > 0 ? table : '<p>No mail yet. Sign up as a fan, and the confirmation will be here.</p>'}`,
  )
}

export function mailPage(mail: InboxMail): string {
  const links = mail.links.map((link) => `<li><a href="${escape(link)}">${escape(link)}</a></li>`).join('')
  return frame(
    mail.subject,
    `<p><a href="/dev/inbox">All mail</a></p>
<h1>${escape(mail.subject)}</h1>
<dl><dt>To</dt><dd>${escape(mail.to)}</dd><dt>Market</dt><dd>${escape(mail.tenant.slug)}</dd><dt>Sent</dt><dd>${timeOf(mail.sentAt)}</dd></dl>
<iframe title="The mail as people see it" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escape(mail.html)}"></iframe>
${links ? `<h2>Links in it</h2><ul>${links}</ul>` : ''}
<details><summary>Plain text</summary><pre>${escape(mail.text)}</pre></details>`,
  )
}

const timeOf = (instant: Date): string =>
  `<time datetime="${instant.toISOString()}">${instant.toISOString().slice(0, 19).replace('T', ' ')} UTC</time>`

const frame = (title: string, main: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem }
table { width: 100%; border-collapse: collapse }
caption { text-align: left; padding-bottom: .5rem }
th, td { text-align: left; padding: .5rem .75rem .5rem 0; border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); overflow-wrap: anywhere }
form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: 1rem 0 }
label { display: grid; gap: .25rem }
input, button { font: inherit; padding: .4rem .6rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem }
dd { margin: 0; overflow-wrap: anywhere }
iframe { width: 100%; height: 40rem; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); background: #fff }
li { overflow-wrap: anywhere }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
</style>
</head>
<body><main>
${main}
</main></body>
</html>
`
