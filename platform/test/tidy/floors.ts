// The oldest version of a dependency that is safe, held against every version the lockfile resolves to.
export const FLOORS: Record<string, string> = {
  'better-auth': '1.7.16',
  hono: '4.12.34',
  kysely: '0.28.17',
  '@sveltejs/kit': '3.0.0',
}

/** The ones that must be there at all, so that a renamed package does not pass by being absent. */
const REQUIRED = ['better-auth', 'hono', 'kysely']

export function belowFloor(lockfile: string): string[] {
  return Object.entries(FLOORS).flatMap(([name, floor]) => {
    const versions = versionsOf(lockfile, name)
    if (versions.length === 0) return REQUIRED.includes(name) ? [`${name}: not in the lockfile`] : []
    return versions
      .filter((version) => isBelow(version, floor))
      .map((version) => `${name} ${version} is below ${floor}`)
  })
}

const versionsOf = (lockfile: string, name: string): string[] => [
  ...new Set(
    [...lockfile.matchAll(new RegExp(`^  '?${name.replace('/', '\\/')}@(\\d[^:'(]*)`, 'gm'))].map(
      ([, version]) => version!,
    ),
  ),
]

function isBelow(version: string, floor: string): boolean {
  const parts = (text: string) => text.split('-')[0]!.split('.').map(Number)
  const [ours, least] = [parts(version), parts(floor)]
  const differs = least.findIndex((part, i) => part !== ours[i])
  if (differs === -1) return version.includes('-')
  return ours[differs]! < least[differs]!
}
