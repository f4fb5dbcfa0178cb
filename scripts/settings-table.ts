// Prints the README's table of settings: `node scripts/settings-table.ts`. A test keeps the two the same.
import { pathToFileURL } from 'node:url'
import { SETTINGS } from '../platform/src/config.ts'
import type { Setting } from '../platform/src/config.ts'

export function settingsTable(): string {
  const rows = Object.entries(SETTINGS).map(([name, setting]) => row(name, setting))
  return ['| setting | without it | what it is for |', '|---|---|---|', ...rows].join('\n')
}

function row(name: string, setting: Setting<unknown>): string {
  const cells = [`\`${name}\``, without(setting), setting.meaning]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function without(setting: Setting<unknown>): string {
  const usual = setting.fallback === undefined ? (setting.unset ?? 'nothing') : `\`${setting.fallback}\``
  if (setting.requiredInProduction !== undefined) return `${usual}; **required in production**`
  if (setting.fallbackInProduction === undefined) return usual
  return `${usual}; in production \`${setting.fallbackInProduction}\``
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(settingsTable())
