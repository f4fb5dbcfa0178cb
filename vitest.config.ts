// Three kinds of tests: pure ones, those on a real PostgreSQL (*.db.test.ts), and journeys through the whole product.
import { defineConfig } from 'vitest/config'

const DATABASE_TESTS = 'platform/**/*.db.test.ts'
const JOURNEYS = 'platform/test/journey/**/*.test.ts'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{platform,sdk,embed,scripts}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', DATABASE_TESTS, JOURNEYS],
        },
      },
      {
        test: {
          name: 'database',
          include: [DATABASE_TESTS],
          exclude: ['**/node_modules/**', JOURNEYS],
          globalSetup: 'platform/test/harness/database.ts',
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'journey',
          include: [JOURNEYS],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          // Each journey runs the whole product and a browser; two at once would only wait for each other.
          maxWorkers: 1,
        },
      },
    ],
  },
})
