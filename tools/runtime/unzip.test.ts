import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unzip } from './unzip'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unzip-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function archive(files: Record<string, string>): string {
  const path = join(folder, 'a.zip')
  writeFileSync(path, zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))))
  return path
}

describe('taking a runtime out of its zip', () => {
  it('writes what is wanted under its new name and leaves the rest', async () => {
    const zip = archive({ 'Cypress/Cypress': 'binary', 'Cypress/locales/fr.pak': 'fr', 'Cypress/resources/app/x.js': 'no' })
    const out = join(folder, 'out')
    const written = await unzip(zip, out, (name) =>
      name.includes('resources/app') ? null : name === 'Cypress/Cypress' ? 'electron' : name.slice('Cypress/'.length),
    )
    expect(written).toBe(2)
    expect(readFileSync(join(out, 'electron'), 'utf8')).toBe('binary')
    expect(readFileSync(join(out, 'locales/fr.pak'), 'utf8')).toBe('fr')
    expect(existsSync(join(out, 'resources'))).toBe(false)
  })

  it('refuses a name that climbs out of the folder', async () => {
    const zip = archive({ '../escaped': 'x' })
    await expect(unzip(zip, join(folder, 'out'), (name) => name)).rejects.toThrow('outside its folder')
    expect(existsSync(join(folder, 'escaped'))).toBe(false)
  })

  it('says so when the archive was cut short', async () => {
    const zip = archive({ 'a.txt': 'hello '.repeat(10_000), 'b.bin': Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251).join() })
    writeFileSync(zip, readFileSync(zip).subarray(0, 400))
    await expect(unzip(zip, join(folder, 'out'), (name) => name)).rejects.toThrow()
  })
})
