/** How electron-builder packs the app. */
import type { Configuration } from 'electron-builder'
import { join } from 'node:path'
import { linkScheme } from '../../electron/main/link-client'
import type { Runtime } from '../runtime/resolve'
import { desktopFile } from './desktop-entry'

/**
 * Every fuse is stated, also where the default would do: a changed default must not open anything.
 * Electron checks the digest of app.asar on macOS and Windows only; there is nothing to check with elsewhere.
 */
export const fuses = {
  /** `ELECTRON_RUN_AS_NODE` would make our signed binary run any script. */
  runAsNode: false,
  /** `NODE_OPTIONS=--require …` would load code into the main process. */
  enableNodeOptionsEnvironmentVariable: false,
  /** `--inspect` would read the section's keys out of the main process. */
  enableNodeCliInspectArguments: false,
  onlyLoadAppFromAsar: true,
  enableEmbeddedAsarIntegrityValidation: process.platform === 'darwin' || process.platform === 'win32',
  enableCookieEncryption: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  /** The app loads nothing from `file://`. */
  grantFileProtocolExtraPrivileges: false,
} as const

/** What macOS shows when the app asks for the camera the first time; without it macOS ends the app. It has one language. */
const whyCamera = 'Permanence lit avec la caméra le QR code d’une invitation ou d’une feuille. L’image n’est ni gardée ni envoyée.'

/**
 * @param notices path of the text with other people's licences
 * @param entry path of the desktop entry, which goes along on Linux
 */
export function packageConfig(runtime: Runtime, project: string, notices: string, entry: string): Configuration {
  return {
    appId: 'org.permanence.desktop',
    productName: 'Permanence',
    executableName: 'permanence',
    copyright: 'The Permanence contributors, AGPL-3.0-or-later',
    directories: { output: join(project, 'dist'), buildResources: join(project, 'resources', 'icons') },
    // The bundles hold all that they need.
    files: ['out/{main,preload,renderer}/**', 'package.json', '!node_modules/**'],
    // In the bundle's description on macOS; in the desktop entry of the Linux packages that make one of their own.
    protocols: [{ name: 'Permanence', schemes: [linkScheme] }],
    extraFiles: [
      { from: notices, to: 'THIRD-PARTY-NOTICES.txt' },
      { from: join(project, 'LICENSE'), to: 'LICENSE.permanence.txt' },
    ],
    asar: true,
    npmRebuild: false,
    // Nothing of node_modules is shipped: without this electron-builder walks through all of it.
    beforeBuild: async () => false,
    electronDist: runtime.dist,
    electronVersion: runtime.version,
    electronFuses: fuses,
    electronLanguages: ['fr', 'en-US', 'en-GB'],
    publish: null,
    linux: { category: 'Office', target: ['dir'], extraFiles: [{ from: entry, to: desktopFile }] },
    mac: { category: 'public.app-category.productivity', target: ['dir'], extendInfo: { NSCameraUsageDescription: whyCamera } },
    win: { target: ['dir'] },
  }
}
