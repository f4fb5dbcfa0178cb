// Secrets of a development instance: made once, kept, and never made in production.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { ensureDevSecrets, loadConfig } from '../config.ts'

const SECRET = 'tH1s-is-0nly-for-th3-tests-9f2c7e41b8'
const CODE_KEY = Buffer.alloc(32, 7).toString('base64')

const folders: string[] = []
const newFolder = () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'reseat-config-'))
  folders.push(folder)
  return folder
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

test('are generated once, differ from folder to folder, and only their owner may read them', () => {
  const [here, there] = [newFolder(), newFolder()]
  const first = ensureDevSecrets(loadConfig({ RESEAT_DATA_DIR: here })).secrets
  expect(ensureDevSecrets(loadConfig({ RESEAT_DATA_DIR: here })).secrets).toEqual(first)
  expect(ensureDevSecrets(loadConfig({ RESEAT_DATA_DIR: there })).secrets.master).not.toBe(first.master)
  expect(first.codeKey).toHaveLength(32)
  expect(statSync(path.join(here, 'secrets.json')).mode & 0o777).toBe(0o600)
})

test('give way to those of the environment', () => {
  const { secrets } = ensureDevSecrets(loadConfig({ RESEAT_DATA_DIR: newFolder(), RESEAT_SECRET: SECRET }))
  expect(secrets.master).toBe(SECRET)
  expect(secrets.codeKey).toHaveLength(32)
})

test('a damaged file stops: new secrets would make the data unreadable', () => {
  const folder = newFolder()
  writeFileSync(path.join(folder, 'secrets.json'), '{}')
  expect(() => ensureDevSecrets(loadConfig({ RESEAT_DATA_DIR: folder }))).toThrow(/secrets\.json does not hold/)
})

test('production needs no file', () => {
  const folder = newFolder()
  const config = {
    ...loadConfig({ RESEAT_DATA_DIR: folder, RESEAT_SECRET: SECRET, RESEAT_CODE_KEY: CODE_KEY }),
    environment: 'production' as const,
  }
  expect(ensureDevSecrets(config).secrets.master).toBe(SECRET)
  expect(() => readFileSync(path.join(folder, 'secrets.json'))).toThrow(/ENOENT/)
})

test('production never generates', () => {
  const folder = newFolder()
  const config = { ...loadConfig({ RESEAT_DATA_DIR: folder }), environment: 'production' as const }
  expect(() => ensureDevSecrets(config)).toThrow('never generated in production')
})
