/**
 * Three bundles: the main process, its preload script, and the window with the engine's worker.
 * Main and preload hold all they need, so that the packaged app carries no `node_modules`.
 */
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { recordBundledPackages } from './tools/packaging/bundled-packages'

/** CommonJS: a sandboxed preload can be nothing else, and main must register its schemes before Electron is ready. */
const commonJs = { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' } as const

/** Two copies of yjs break `instanceof` and lose edits. */
const dedupe = ['yjs', 'lib0', 'react', 'react-dom']

/** The oldest runtime that we promise to run on: Electron 33. */
const nodeTarget = 'node20.18'
const chromeTarget = 'chrome130'

/** tools/build.ts builds beside the last good bundles and swaps them when all went well. */
const out = (...parts: string[]) => resolve(process.env['PERMANENCE_OUT'] ?? 'out', ...parts)
const record = () => recordBundledPackages(out('bundled'))

/** How long each plugin took is no concern of who builds the app. */
const checks = { pluginTimings: false } as const

export default defineConfig({
  main: {
    plugins: [record()],
    resolve: { dedupe },
    build: {
      outDir: out('main'),
      externalizeDeps: false,
      target: nodeTarget,
      sourcemap: false,
      rolldownOptions: { input: resolve('electron/main/index.ts'), output: commonJs },
    },
  },
  preload: {
    plugins: [record()],
    build: {
      outDir: out('preload'),
      externalizeDeps: false,
      target: nodeTarget,
      sourcemap: false,
      rolldownOptions: { input: resolve('electron/preload/index.ts'), output: { ...commonJs, codeSplitting: false } },
    },
  },
  renderer: {
    root: resolve('renderer'),
    plugins: [react(), record()],
    resolve: { dedupe },
    worker: { format: 'es', plugins: () => [record()], rolldownOptions: { checks } },
    css: { devSourcemap: false },
    build: {
      outDir: out('renderer'),
      emptyOutDir: true,
      target: chromeTarget,
      sourcemap: false,
      minify: true,
      // The content security policy allows no `data:` scripts, fonts or styles: every asset is a file.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: resolve('renderer/index.html'),
        // What starts the engine, then all that the first screen is made of, in one file each: every other is a request
        // that the main process answers at start.
        output: {
          codeSplitting: {
            groups: [
              { name: 'main', test: (id) => id.endsWith('/renderer/main.tsx'), priority: 1 },
              { name: 'shell', test: (id) => id.endsWith('/renderer/app/start.tsx') },
            ],
          },
        },
        checks,
      },
    },
  },
})
