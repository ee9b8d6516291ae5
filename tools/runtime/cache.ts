/**
 * Where downloads that outlive `node_modules` are kept: one folder a machine, shared by every clone.
 * Invariant: a folder in the cache is complete. It is filled under another name and renamed, so that an interrupted
 * download leaves nothing that looks like a runtime.
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The cache folder of this machine's user (XDG on Linux, the system's own place elsewhere). Not made yet. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform: string = process.platform): string {
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'permanence')
  if (platform === 'win32' && env['LOCALAPPDATA']) return join(env['LOCALAPPDATA'], 'permanence', 'cache')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'permanence')
  return join(homedir(), '.cache', 'permanence')
}

/**
 * The folder `name` of the cache, filled by `fill` if it is not there yet. `fill` gets an empty folder to fill and one
 * for leftovers; both are gone when it fails. Two processes may do this at once: the first to finish wins.
 */
export async function cachedFolder(
  cache: string,
  name: string,
  fill: (folder: string, scratch: string) => Promise<void>,
): Promise<string> {
  const folder = join(cache, name)
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  const work = mkdtempSync(join(cache, 'unpacking-'))
  try {
    const filled = join(work, 'filled')
    const scratch = join(work, 'scratch')
    mkdirSync(filled)
    mkdirSync(scratch)
    await fill(filled, scratch)
    try {
      renameSync(filled, folder)
    } catch (error) {
      if (!existsSync(folder)) throw error
    }
    return folder
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
