import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ensureIn, missing } from './dependencies.mjs'

const locked = { '': { version: '0.1.0' }, 'node_modules/yjs': { version: '13.6.33' }, 'node_modules/fsevents': { version: '2.3.3', optional: true } }

describe('whether the npm packages have to be installed', () => {
  it('does not when each stands in its locked version, whatever the file times say', () => {
    expect(missing(locked, { 'node_modules/yjs': { version: '13.6.33' } })).toEqual([])
  })

  it('does when one is older or absent', () => {
    expect(missing(locked, { 'node_modules/yjs': { version: '13.6.2' } })).toEqual(['node_modules/yjs'])
    expect(missing(locked, {})).toEqual(['node_modules/yjs'])
  })
})

describe('where node_modules is a link to the packages of another clone', () => {
  let folder: string
  let other: string
  const lock = (path: string, version: string) => writeFileSync(path, JSON.stringify({ packages: { 'node_modules/yjs': { version } } }))
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'linked-'))
    other = join(folder, 'other')
    mkdirSync(other)
    lock(join(folder, 'package-lock.json'), '13.6.33')
    symlinkSync(other, join(folder, 'node_modules'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('takes them as they are when they are the right ones', async () => {
    lock(join(other, '.package-lock.json'), '13.6.33')
    await expect(ensureIn(folder, 'packages')).resolves.toBeUndefined()
  })

  it('installs nothing through it, and leaves the other clone what it has', async () => {
    lock(join(other, '.package-lock.json'), '13.6.2')
    await expect(ensureIn(folder, 'packages')).rejects.toThrow('is a link')
    expect(existsSync(join(other, '.package-lock.json'))).toBe(true)
  })

  it('says so too when it leads nowhere', async () => {
    rmSync(other, { recursive: true })
    await expect(ensureIn(folder, 'packages')).rejects.toThrow('is a link')
  })
})
