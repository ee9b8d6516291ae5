/** Builds and opens the peers' app in the runtime that ours runs in. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { build } from 'vite'
import { ensureDisplay } from '../../tools/display'
import { resolveRuntime } from '../../tools/runtime/resolve'
import { evaluatesNamedFunctions } from '../app'

/** The bare app: its main script and pages. */
export const peersApp = join(import.meta.dirname, 'app')

export interface RunningPeers {
  app: ElectronApplication
  page: Page
  folder: string
  close(): Promise<void>
}

/** Bundles `page.ts` for the window into `folder`, next to a copy of its page. */
async function buildPage(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    build: {
      outDir: folder, emptyOutDir: false, target: 'chrome130', minify: true,
      lib: { entry: join(import.meta.dirname, 'page.ts'), formats: ['iife'], name: 'page', fileName: () => 'page.js' },
    },
  })
  copyFileSync(join(peersApp, 'page.html'), join(folder, 'page.html'))
  return join(folder, 'page.html')
}

/** Opens the peers with their libraries loaded. The caller closes them. */
export async function startPeers(): Promise<RunningPeers> {
  await ensureDisplay()
  const folder = mkdtempSync(join(tmpdir(), 'permanence-peers-'))
  const [runtime, page] = await Promise.all([resolveRuntime(), buildPage(folder)])
  const app = await _electron.launch({
    executablePath: runtime.executable,
    chromiumSandbox: process.getuid?.() !== 0,
    timeout: 120_000,
    args: [`--user-data-dir=${join(folder, 'profile')}`, peersApp],
    env: { ...(process.env as Record<string, string>), BENCH_PAGE: page },
  })
  const window = await app.firstWindow({ timeout: 120_000 })
  await evaluatesNamedFunctions(window, app)
  return {
    app,
    page: window,
    folder,
    close: async () => {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
