// Where this machine keeps a Chromium for the journeys, and how it is asked to run.
import { existsSync } from 'node:fs'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

export function findChromium(): string | null {
  return PLACES.find((place) => existsSync(place)) ?? null
}

/** Root has no sandbox, containers have little shared memory, and a test has nothing to fetch in the background. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
]
