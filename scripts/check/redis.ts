// Sees to it that the tests of the job queue find a Redis: takes it from Debian's packages where we may, else says what to do.
import { existsSync } from 'node:fs'
import { findRedis } from '../../platform/test/backends/redis.ts'
import { runCommand } from './command.ts'
import type { Ended } from './command.ts'

export async function provideRedis(): Promise<Ended> {
  if (findRedis()) return { ok: true, output: '' }
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return {
      ok: false,
      output: 'The job queue is tested on Redis too, and there is none. On Debian: apt-get install redis-server\n',
    }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const update = await runCommand(['apt-get', 'update'], env)
  // The program alone: each test starts one of its own, and nothing shall run on the machine's usual port.
  const words = ['apt-get', 'install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300']
  const install = await runCommand([...words, 'redis-server'], { ...env, RUNLEVEL: '1' })
  if (install.ok && findRedis()) return { ok: true, output: '' }
  return {
    ok: false,
    output: `Redis could not be installed from Debian's packages.\n${update.output}${install.output}`,
  }
}
