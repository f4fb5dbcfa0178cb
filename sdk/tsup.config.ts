// Builds what is published: ESM and CJS, with types for both. The halves share chunks, so that an error class is the
// same class whichever entry it came from.
import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/market.ts', 'src/admin.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  splitting: true,
  dts: true,
  clean: true,
  tsconfig: 'tsconfig.build.json',
})
