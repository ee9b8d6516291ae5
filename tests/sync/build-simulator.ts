/** The simulator's programs as bundles: run by the test's own loader, each step would take half as long again. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { projectFolder } from '../../tools/build'

/** Inside the project, so that packages are found from there. */
const folder = join(projectFolder, 'out-simulator')
const cheapSodium = join(import.meta.dirname, 'cheap-sodium.ts')

/** Answers the program that simulation-process.ts was built into. */
export async function buildSimulator(): Promise<string> {
  rmSync(folder, { recursive: true, force: true })
  // Each by itself: what two programs share would be one part, and both versions of the app had the same.
  for (const program of ['app-module', 'simulation-process']) {
    await build({
      configFile: false,
      logLevel: 'error',
      root: projectFolder,
      plugins: [{ name: 'cheap-sodium', enforce: 'pre', resolveId: (source) => (/(^|\/)sealing\/sodium$|^\.\/sodium$/.test(source) ? cheapSodium : null) }],
      build: {
        ssr: join(import.meta.dirname, `${program}.ts`),
        outDir: folder,
        emptyOutDir: false,
        target: 'node20',
        minify: false,
        rolldownOptions: { output: { format: 'es', entryFileNames: '[name].mjs', codeSplitting: false } },
      },
    })
  }
  return join(folder, 'simulation-process.mjs')
}
