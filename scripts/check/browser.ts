// Sees to it that the journeys find a Chromium: takes it from Debian's packages where we may, else says what to do.
import { existsSync } from 'node:fs'
import { findChromium } from '../../platform/test/harness/chromium.ts'
import { runCommand } from './command.ts'
import type { Ended } from './command.ts'

export async function provideChromium(): Promise<Ended> {
  if (findChromium()) return { ok: true, output: '' }
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return {
      ok: false,
      output: 'The journeys need Chromium or Chrome. On Debian: apt-get install chromium fonts-liberation\n',
    }
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const update = await runCommand(['apt-get', 'update'], env)
  const words = ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']
  const install = await runCommand(words, env)
  if (install.ok && findChromium()) return { ok: true, output: '' }
  return {
    ok: false,
    output: `Chromium could not be installed from Debian's packages.\n${update.output}${install.output}`,
  }
}
