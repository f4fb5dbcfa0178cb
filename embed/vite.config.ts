// vite.config.ts: two builds of one set of components, hashed files for the browser and one module for the server.
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

// A test run or a shell may say otherwise, and a development build of the pages is half as large again.
process.env.NODE_ENV = 'production'

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  base: '/',
  build: {
    target: 'es2022',
    outDir: isSsrBuild ? 'dist/server' : 'dist/client',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // One stylesheet: every page needs most of it, and a lazily added one would flash.
    cssCodeSplit: false,
    modulePreload: false,
    manifest: isSsrBuild ? false : 'manifest.json',
    reportCompressedSize: false,
    rolldownOptions: isSsrBuild
      ? { input: 'src/storefront/entry-server.ts', output: { entryFileNames: '[name].js' } }
      : {
          input: 'src/storefront/entry-client.ts',
          output: {
            entryFileNames: 'assets/[hash].js',
            chunkFileNames: 'assets/[hash].js',
            assetFileNames: 'assets/[name]-[hash][extname]',
            // What most pages show travels in one file: many files of half a kilobyte compress badly.
            codeSplitting: {
              groups: [{ name: 'parts', test: /src\/ui\/(Price|Parts|Seats|Notice|Icon|prices)\b/ }],
            },
          },
        },
  },
  // The platform imports one file and needs nothing of ours beside it.
  ssr: { noExternal: true },
}))
