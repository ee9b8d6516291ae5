/**
 * The official Electron binary of the version that package.json declares: the one `electron`'s own installer left in
 * `node_modules`, or the one fetched here. Ours to fetch, because `electron`'s installer needs Node 22 and we run on 20.
 * Invariant: the zip's SHA-256 is the one published inside the `electron` npm package, or nothing is unpacked.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, createWriteStream, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { cachedFolder } from './cache'
import { unzip } from './unzip'

const reachSeconds = 5
const retryAfterDays = 7

/** Path of the program inside a runtime's folder. */
export function executableName(platform: string = process.platform): string {
  if (platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron')
  return platform === 'win32' ? 'electron.exe' : 'electron'
}

/** What the `electron` package's own installer unpacked, if it could. */
export function installedRuntime(electronPackage: string): string | null {
  const dist = join(electronPackage, 'dist')
  return existsSync(join(dist, executableName())) ? dist : null
}

/**
 * Fetches the official binary once. `null` when its site does not answer within five seconds; that is remembered for a
 * week, so that a machine without access does not wait at every start.
 */
export async function fetchedRuntime(electronPackage: string, cache: string, say: (line: string) => void): Promise<string | null> {
  const version = (JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')) as { version: string }).version
  const archive = `electron-v${version}-${process.platform}-${process.arch}.zip`
  const folder = join(cache, archive.replace('.zip', ''))
  if (existsSync(folder)) return folder
  const digests = JSON.parse(readFileSync(join(electronPackage, 'checksums.json'), 'utf8')) as Record<string, string>
  const expected = digests[archive]
  if (!expected) return null
  const unreachable = join(cache, `${archive}.unreachable`)
  if (isRecent(unreachable)) return null
  const mirror = process.env['ELECTRON_MIRROR'] ?? 'https://github.com/electron/electron/releases/download/'
  const address = `${mirror}v${version}/${archive}`
  if (!(await answers(address))) {
    mkdirSync(cache, { recursive: true })
    writeFileSync(unreachable, `${address}\n`)
    return null
  }
  return cachedFolder(cache, archive.replace('.zip', ''), async (target, scratch) => {
    say(`Fetching ${address} (once)`)
    const zip = join(scratch, archive)
    const hash = createHash('sha256')
    const response = await fetch(address)
    if (!response.ok || !response.body) throw new Error(`${address} answered ${response.status}.`)
    const bytes = Readable.fromWeb(response.body as ReadableStream)
    bytes.on('data', (chunk: Buffer) => hash.update(chunk))
    await pipeline(bytes, createWriteStream(zip))
    if (hash.digest('hex') !== expected) throw new Error(`${archive} is not the published file: its SHA-256 differs.`)
    await extract(zip, target)
  })
}

/** On macOS and Windows the system's `tar` reads zips, and keeps the links that an .app bundle is made of. */
async function extract(zip: string, target: string): Promise<void> {
  if (process.platform !== 'linux') {
    const { status } = spawnSync('tar', ['-xf', zip, '-C', target], { stdio: 'inherit' })
    if (status !== 0) throw new Error(`tar could not unpack ${zip}.`)
    return
  }
  await unzip(zip, target, (name) => name)
  for (const program of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) chmodSync(join(target, program), 0o755)
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(reachSeconds * 1000) })).ok
  } catch {
    return false
  }
}

function isRecent(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false })
  return found !== undefined && Date.now() - found.mtimeMs < retryAfterDays * 86_400_000
}
