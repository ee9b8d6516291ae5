/**
 * Every npm script starts here: `node tools/run.mjs TOOL [words]`. Works in a fresh clone, so it imports nothing that
 * has to be installed: it checks Node, installs what is missing, then runs tools/TOOL.ts.
 * Standard output belongs to the tool (`csv:preview --json` is read by scripts): progress goes to standard error.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureDependencies } from './setup/dependencies.mjs'
import { ensureSystemPackages } from './setup/system-packages.mjs'

/**
 * What a tool needs of the system besides Node and the npm packages.
 * @type {Record<string, import('./setup/system-packages.mjs').Purpose[]>}
 */
const needs = {
  start: ['electron'],
  demo: ['electron', 'paper'],
  bench: ['electron'],
  test: ['electron', 'paper', 'printer', 'keychain', 'chromium'],
  'test-e2e': ['electron', 'paper', 'printer', 'keychain', 'chromium'],
}
/**
 * Tools outside this folder.
 * @type {Record<string, string>}
 */
const places = { bench: 'bench/index.ts' }

const [tool, ...words] = process.argv.slice(2)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  stop(`Permanence needs Node 20.19 or later; this is ${process.versions.node}.`)
} else if (!tool) {
  stop('Usage: node tools/run.mjs TOOL [words]')
} else {
  try {
    await ensureDependencies()
    ensureSystemPackages(needs[tool] ?? [])
    const project = join(import.meta.dirname, '..')
    const tsx = pathToFileURL(join(project, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href
    const child = spawn(process.execPath, ['--import', tsx, join(project, places[tool] ?? `tools/${tool}.ts`), ...words], {
      stdio: 'inherit',
      // npm runs scripts in the project's folder; a file named on the command line is meant from where the person stands.
      cwd: process.env.INIT_CWD ?? process.cwd(),
      env: { ...process.env, TSX_TSCONFIG_PATH: join(project, 'tsconfig.json') },
    })
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal))
    child.on('error', (error) => stop(error.message))
    child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
  } catch (error) {
    stop(error instanceof Error ? error.message : String(error))
  }
}

/** @param {string} sentence */
function stop(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}
