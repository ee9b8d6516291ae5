import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { executableName, fetchedRuntime, installedRuntime } from './official'

const archive = `electron-v45.0.0-${process.platform}-${process.arch}.zip`
const zip = zipSync({ electron: strToU8('binary'), chrome_crashpad_handler: strToU8(''), 'chrome-sandbox': strToU8('') })

let folder: string
let site: Server
let asked: string[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'official-'))
  asked = []
  site = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.end(request.method === 'HEAD' ? undefined : zip)
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  vi.stubEnv('ELECTRON_MIRROR', `http://127.0.0.1:${(site.address() as AddressInfo).port}/`)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await new Promise((resolve) => site.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

function electronPackage(digest: string): string {
  const path = join(folder, 'electron')
  mkdirSync(path)
  writeFileSync(join(path, 'package.json'), JSON.stringify({ version: '45.0.0' }))
  writeFileSync(join(path, 'checksums.json'), JSON.stringify({ [archive]: digest }))
  return path
}
const published = createHash('sha256').update(zip).digest('hex')
const quiet = () => {}

describe("Electron's own installer", () => {
  it('is trusted with what it left', () => {
    const path = electronPackage(published)
    expect(installedRuntime(path)).toBeNull()
    mkdirSync(join(path, 'dist', executableName(), '..'), { recursive: true })
    writeFileSync(join(path, 'dist', executableName()), 'binary')
    expect(installedRuntime(path)).toBe(join(path, 'dist'))
  })
})

describe.runIf(process.platform === 'linux')('the official binary', () => {
  it('is fetched once, and can be run', async () => {
    const path = electronPackage(published)
    const dist = await fetchedRuntime(path, join(folder, 'cache'), quiet)
    expect(readFileSync(join(dist!, 'electron'), 'utf8')).toBe('binary')
    expect(statSync(join(dist!, 'electron')).mode & 0o111).toBe(0o111)
    expect(await fetchedRuntime(path, join(folder, 'cache'), quiet)).toBe(dist)
    expect(asked).toEqual([`HEAD /v45.0.0/${archive}`, `GET /v45.0.0/${archive}`])
  })

  it('is refused when it is not the published file', async () => {
    const cache = join(folder, 'cache')
    await expect(fetchedRuntime(electronPackage('00'.repeat(32)), cache, quiet)).rejects.toThrow('not the published file')
    expect(existsSync(join(cache, archive.replace('.zip', '')))).toBe(false)
  })

  it('is not asked for again and again where its site is out of reach', async () => {
    await new Promise((resolve) => site.close(resolve))
    const path = electronPackage(published)
    expect(await fetchedRuntime(path, join(folder, 'cache'), quiet)).toBeNull()
    site.listen(Number(new URL(process.env['ELECTRON_MIRROR']!).port), '127.0.0.1')
    expect(await fetchedRuntime(path, join(folder, 'cache'), quiet)).toBeNull()
    expect(asked).toEqual([])
  })
})
