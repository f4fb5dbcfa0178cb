import { expect, test } from 'vitest'
import { PLAIN_BRAND } from '../tenancy/brand/shapes.ts'
import { renderMail, type Content, type MailBrand } from './render.ts'

const origin = 'https://lyric.example'
const brand: MailBrand = {
  ...PLAIN_BRAND,
  name: 'Lyric Hall',
  texts: { ...PLAIN_BRAND.texts, footer: 'Chamber Street 1', supportEmail: 'box@lyric.example' },
}
const content: Content = {
  title: 'Your ticket is ready',
  paragraphs: ['It is yours now.', 'Show it at the door.'],
  facts: [
    ['Order', 'K7QX-4M2P'],
    ['Event', 'Late Quartets'],
  ],
  action: { label: 'Open my ticket', path: '/tickets/1?from=mail&x=1' },
}
const render = (change: Partial<Content> = {}, look: Partial<MailBrand> = {}) =>
  renderMail({ ...brand, ...look }, { ...content, ...change }, origin)

test('the mail says everything twice: for programs that show HTML, and for those that do not', () => {
  const { html, text } = render()
  for (const said of [
    'Your ticket is ready',
    'It is yours now.',
    'K7QX-4M2P',
    'Late Quartets',
    'Lyric Hall',
    'Chamber Street 1',
    'box@lyric.example',
  ])
    expect([html.includes(said), text.includes(said)], said).toEqual([true, true])
  expect(text).toContain('https://lyric.example/tickets/1?from=mail&x=1\n')
  expect(html).toContain('href="https://lyric.example/tickets/1?from=mail&amp;x=1"')
  expect(html).toContain('lang="en-GB"')
})

test('the look is the tenant’s own', () => {
  const tokens = {
    ...PLAIN_BRAND.tokens,
    radius: 'square' as const,
    displayFont: 'fraunces' as const,
    light: { ...PLAIN_BRAND.tokens.light, accent: '#123456', onAccent: '#fedcba' },
  }
  const { html } = render({}, { tokens })
  expect(html).toContain('background:#123456;color:#fedcba')
  expect(html).toContain("font:700 24px/1.25 Georgia, 'Times New Roman', serif")
  expect(html).not.toContain('border-radius:10px')
})

test('no word of anybody becomes markup, a line of its own, or another link', () => {
  const evil = '</h1><script>x</script>"\'&\r\nSecond: line'
  const { html, text } = render(
    {
      title: evil,
      paragraphs: [evil],
      facts: [[evil, evil]],
      action: { label: evil, path: `/x?q=${encodeURIComponent('"><script>')}` },
    },
    { name: evil, locale: '"><script>', texts: { ...brand.texts, footer: evil, supportEmail: '<x>@example.org' } },
  )
  expect(html).not.toMatch(/<script|<x>/)
  expect(html).not.toMatch(/="[^"]*"[^\s>]/)
  expect(text).not.toMatch(/^Second:/m)
  expect(text).not.toContain('\r')
})

test('a mail leads to its own storefront and nowhere else', () => {
  for (const path of ['https://evil.example/', '//evil.example/', 'javascript:alert(1)', '\\\\evil.example'])
    expect(() => render({ action: { label: 'Go', path } }), path).toThrow('its own storefront')
})

test('it loads nothing from anywhere', () => {
  expect(render().html).not.toMatch(/<img|<link|<script|@import|url\(|src=/)
})
