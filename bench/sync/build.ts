/** The programs of the measures as bundles, and the relay as its hosts build it: nobody is measured through a loader of TypeScript. */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { projectFolder } from '../../tools/build'
import { ensureRelayDependencies } from '../../tools/setup/dependencies.mjs'

const sources = { device: 'device.ts', load: 'load.ts', client: 'peers/client.ts', 'y-websocket-server': 'peers/y-websocket-server.ts', 'hocuspocus-server': 'peers/hocuspocus-server.ts' }
export type Program = keyof typeof sources

/** Inside the project, so that packages are found from there. */
const folder = join(projectFolder, 'out-bench')

export const programPath = (program: Program): string => join(folder, `${program}.mjs`)
export const builtRelay = join(projectFolder, 'sync-server', 'dist', 'main.js')

export async function buildPrograms(): Promise<void> {
  await ensureRelayDependencies()
  rmSync(folder, { recursive: true, force: true })
  await build({
    configFile: false,
    logLevel: 'error',
    root: projectFolder,
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(sources).map(([program, path]) => [program, join(import.meta.dirname, path)])),
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  })
  const tsc = join(projectFolder, 'node_modules', 'typescript', 'bin', 'tsc')
  execFileSync(process.execPath, [tsc, '-p', join(projectFolder, 'sync-server')], { stdio: ['ignore', 'inherit', 'inherit'] })
}
