/** Serves the window alone in a browser, with an engine in memory, to look at screens without starting Electron. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => new URL(path, import.meta.url).pathname

export default defineConfig({
  root: here('../../renderer'),
  plugins: [react()],
  cacheDir: here('../../node_modules/.vite-look'),
  resolve: { alias: { '#engine/client': here('./fake-engine.ts') } },
  server: { port: 5199, strictPort: true, hmr: false, watch: { ignored: ['**'] } },
  build: { outDir: '/tmp/ui-build', emptyOutDir: true },
})
