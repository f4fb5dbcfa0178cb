// Each rule about a file by itself is shown to catch what it forbids.
import { describe, expect, test } from 'vitest'
import { untidy } from '../tidy.ts'
import { MIGRATIONS, ORDERS, saidOf } from './small-house.ts'

describe('files', () => {
  test.each([
    [
      'a verb that speaks with the provider',
      `${ORDERS}/start.ts`,
      `import Stripe from 'stripe'`,
      'the network belongs in an adapter (stripe)',
    ],
    [
      'a verb that fetches',
      `${ORDERS}/start.ts`,
      `const answer = await fetch('https://example.org')`,
      'the network belongs in an adapter (fetch)',
    ],
    [
      'a verb that opens a socket',
      `${ORDERS}/start.ts`,
      `import { connect } from 'node:net'`,
      'the network belongs in an adapter (node:net)',
    ],
    [
      'a verb with a database of its own',
      `${ORDERS}/start.ts`,
      `import pg from 'pg'`,
      'the network belongs in an adapter (pg)',
    ],
    [
      'an adapter that does more than it is for',
      'platform/src/modules/mail/smtp.ts',
      `fetch('https://example.org')`,
      'the network belongs in an adapter (fetch)',
    ],
    [
      'a verb that goes around the scope',
      `${ORDERS}/start.ts`,
      `await house.pool.query('select 1')`,
      'only a scope holds a database',
    ],
    [
      'a hidden setting',
      `${ORDERS}/start.ts`,
      `const fee = process.env.FEE`,
      'only the configuration reads the environment',
    ],
    ['a long file', `${ORDERS}/start.ts`, 'line\n'.repeat(250), 'more than 250 lines'],
    [
      'a test that sleeps',
      `${ORDERS}/start.test.ts`,
      `await new Promise((wake) => ${'setTimeout'}(wake, 50))`,
      'a test waits for what it means',
    ],
    [
      'a mail that names us',
      'platform/src/modules/mail/render.ts',
      `const footer = 'Sent by Reseat'`,
      'what a fan may read names us',
    ],
    ['a page that names us', 'embed/src/ui/Footer.svelte', `<p>reseat</p>`, 'what a fan may read names us'],
  ])('catch %s', (_, file, text, complaint) => expect(saidOf(file, text)).toContain(complaint))

  test('open with what they are for', () => {
    const opened = (file: string, text: string) => untidy([{ path: file, text }], MIGRATIONS).join()
    expect(opened(`${ORDERS}/start.ts`, `import { x } from './store.ts'\n`)).toContain(
      'the first line says what the file is for',
    )
    expect(opened(`${ORDERS}/index.ts`, `// Deals.\n`)).toContain('a front door opens with what the room is for')
    expect(opened(`${ORDERS}/store.ts`, `import { x } from './problems.ts'\n`)).toBe('')
  })

  test('may be as long as allowed, and speak of us in comments', () => {
    expect(saidOf(`${ORDERS}/start.ts`, 'line\n'.repeat(249).trimEnd())).toBe('')
    expect(saidOf('embed/src/ui/Footer.svelte', `// Reseat stays unnamed.\nimport { Market } from '@reseat/sdk'`)).toBe(
      '',
    )
  })
})
