// No dependency is older than is safe, and an older one would be noticed.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { belowFloor } from './floors.ts'

describe('the lockfile', () => {
  const locked = (line: string) => `packages:\n\n  better-auth@1.7.16:\n  hono@4.12.34:\n  kysely@0.29.0:\n${line}\n`

  test('holds nothing older than is safe', () => {
    expect(belowFloor(readFileSync(new URL('../../../pnpm-lock.yaml', import.meta.url), 'utf8'))).toEqual([])
  })

  test.each([
    ['an old version', '  hono@4.12.33:', 'hono 4.12.33 is below 4.12.34'],
    ['an old version beside a new one', '  better-auth@1.6.99(pg@8.0.0):', 'better-auth 1.6.99 is below 1.7.16'],
    ['one before the release', '  kysely@0.28.17-beta.1:', 'kysely 0.28.17-beta.1 is below 0.28.17'],
    ['an old scoped package', "  '@sveltejs/kit@2.60.0':", '@sveltejs/kit 2.60.0 is below 3.0.0'],
  ])('catches %s', (_, line, complaint) => expect(belowFloor(locked(line))).toEqual([complaint]))

  test('lets newer ones pass, and misses none', () => {
    expect(belowFloor(locked("  '@sveltejs/kit@3.0.1':\n  hono@5.0.0:"))).toEqual([])
    expect(belowFloor('')).toContain('hono: not in the lockfile')
  })
})
