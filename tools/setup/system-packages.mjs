/**
 * The system libraries and programs that Electron and the tests need on Linux. On Debian and its children as root they
 * are installed; otherwise the exact command is shown and nothing is changed: installing is the owner's decision.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * @typedef {'electron' | 'paper' | 'printer' | 'keychain' | 'chromium'} Purpose
 * @typedef {{ library?: string, program?: string, packages: string[], unless?: () => boolean }} Need
 */

/**
 * What is needed for what: a library by its file's name, or a program, and the Debian packages that may carry it, the
 * newer name first (Debian 13 and Ubuntu 24.04 renamed those with 64-bit time).
 * @type {Record<Purpose, Need[]>}
 */
const catalogue = {
  electron: [
    { library: 'libgtk-3.so.0', packages: ['libgtk-3-0t64', 'libgtk-3-0'] },
    { library: 'libnss3.so', packages: ['libnss3'] },
    { library: 'libasound.so.2', packages: ['libasound2t64', 'libasound2'] },
    { library: 'libgbm.so.1', packages: ['libgbm1'] },
    { library: 'libXss.so.1', packages: ['libxss1'] },
    { library: 'libXtst.so.6', packages: ['libxtst6'] },
    { library: 'libnotify.so.4', packages: ['libnotify4'] },
    { library: 'libsecret-1.so.0', packages: ['libsecret-1-0'] },
    { program: 'Xvfb', packages: ['xvfb'], unless: () => Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) },
  ],
  paper: [{ program: 'pdftoppm', packages: ['poppler-utils'] }],
  printer: [
    { program: 'cupsd', packages: ['cups-daemon'] },
    { program: 'lp', packages: ['cups-client'] },
    // Beside the filter that puts pages on paper, which is on no PATH.
    { program: 'driverless', packages: ['cups-filters-core-drivers'] },
  ],
  keychain: [
    { program: 'gnome-keyring-daemon', packages: ['gnome-keyring'] },
    { program: 'dbus-daemon', packages: ['dbus'] },
    { program: 'dbus-send', packages: ['dbus-bin', 'dbus'] },
  ],
  chromium: [{ program: 'chromium', packages: ['chromium'] }],
}

/**
 * @param {Purpose[]} purposes
 * Throws a sentence to show, with the command to run, when something is missing that can't be installed here.
 */
export function ensureSystemPackages(purposes) {
  if (process.platform !== 'linux') return
  const lacking = purposes.flatMap((purpose) => catalogue[purpose]).filter((need) => !need.unless?.() && !isPresent(need))
  if (lacking.length === 0) return
  const names = lacking.map(({ library, program }) => library ?? program).join(', ')
  if (!found('apt-get')) throw new Error(`This system lacks ${names}. Install the packages of your system that hold them, then try again.`)
  const root = process.getuid?.() === 0
  if (root) apt('update')
  const packages = [...new Set(lacking.map(({ packages }) => packages.find(isOffered) ?? packages.at(-1) ?? ''))]
  if (!root) throw new Error(`This system lacks ${names}. Run this, then try again:\n  sudo apt-get install ${packages.join(' ')}`)
  process.stderr.write(`Installing from Debian: ${packages.join(' ')}\n`)
  apt('install', '-y', '--no-install-recommends', ...packages)
}

/** @param {Need} need */
function isPresent({ library, program }) {
  return program ? found(program) : libraries().includes(`${library} `)
}

let known = ''
function libraries() {
  return (known ||= spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '')
}

/** @param {string} program */
function found(program) {
  return [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'].some((folder) => existsSync(join(folder, program)))
}

/** @param {string} name */
function isOffered(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } })
  return /Candidate: (?!\(none\))/.test(stdout ?? '')
}

/** @param {string[]} words */
function apt(...words) {
  const { status } = spawnSync('apt-get', ['-q', ...words], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (status !== 0) throw new Error(`apt-get ${words.join(' ')} ended with code ${status}.`)
}
