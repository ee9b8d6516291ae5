/** Installs the npm packages when what stands in `node_modules` is not what package-lock.json says. */
import { spawn } from 'node:child_process'
import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

const project = join(import.meta.dirname, '..', '..')

/** Runs `npm ci` if needed. Throws a sentence to show when it fails. */
export function ensureDependencies() {
  return ensureIn(project, 'npm packages')
}

/** The same for the relay, which is a package of its own. */
export function ensureRelayDependencies() {
  return ensureIn(join(project, 'sync-server'), "relay's npm packages")
}

/**
 * Rejects with a sentence to show where `node_modules` is a link: `npm ci` goes through it and empties what other clones use.
 * @param {string} folder
 * @param {string} what
 */
export async function ensureIn(folder, what) {
  const packages = join(folder, 'node_modules')
  const locked = read(join(folder, 'package-lock.json'))
  const installed = read(join(packages, '.package-lock.json'))
  if (installed && missing(locked.packages, installed.packages).length === 0) return
  if (lstatSync(packages, { throwIfNoEntry: false })?.isSymbolicLink()) {
    const other = existsSync(packages) ? ` to ${realpathSync(packages)}` : ''
    throw new Error(`The ${what} are not those of package-lock.json, and ${packages} is a link${other}. Nothing was installed: npm would empty what the link leads to. Remove the link, or install where it leads.`)
  }
  process.stderr.write(installed ? `The ${what} are older than package-lock.json: installing\n` : `Installing the ${what}\n`)
  // Electron's binary is our own business (tools/runtime), and no package's install script is needed.
  const env = { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' }
  const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = spawn('npm', words, { cwd: folder, env, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  const code = await new Promise((resolve, reject) => npm.on('error', reject).on('exit', resolve))
  if (code !== 0) throw new Error(`npm ${words.join(' ')} ended with code ${code}.`)
}

/**
 * The packages of the lock file that are not installed in their version. Compared by content: file times say nothing
 * after a checkout. Optional ones may be absent, they are for other systems.
 * @param {Record<string, {version?: string, optional?: boolean}>} locked
 * @param {Record<string, {version?: string}>} installed
 * @returns {string[]}
 */
export function missing(locked, installed) {
  return Object.entries(locked)
    .filter(([path, entry]) => path !== '' && !entry.optional && installed[path]?.version !== entry.version)
    .map(([path]) => path)
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
