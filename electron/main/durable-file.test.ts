import { mkdir, mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PortError } from '#core/ports/errors'
import { diskError, isDiskFull, systemCode, writeFileDurably } from './durable-file'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'permanence-durable-'))
})
afterEach(() => rm(folder, { recursive: true }))

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('a file written durably', () => {
  it('replaces the old one whole, for its owner only', async () => {
    const path = join(folder, 'vault')
    await writeFileDurably(path, bytes('a longer first version'))
    await writeFileDurably(path, bytes('second'))
    expect(await readFile(path, 'utf8')).toBe('second')
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['vault'])
  })

  it('that can not take its place leaves what was there, and nothing beside', async () => {
    const path = join(folder, 'vault')
    await mkdir(join(path, 'in the way'), { recursive: true })
    await expect(writeFileDurably(path, bytes('new'))).rejects.toThrow()
    expect(await readdir(folder)).toEqual(['vault'])
    expect(await readdir(path)).toEqual(['in the way'])
  })
})

describe('a system error', () => {
  it('is known by its code, and its message with the path goes nowhere', async () => {
    const error: unknown = await readFile(join(folder, 'marie.dupont')).catch((each: unknown) => each)
    expect(systemCode(error)).toBe('ENOENT')
    expect(isDiskFull(error)).toBe(false)
    expect(isDiskFull(Object.assign(new Error('x'), { code: 'ENOSPC' }))).toBe(true)
    expect(isDiskFull(Object.assign(new Error('x'), { code: 'EDQUOT' }))).toBe(true)
    expect(systemCode('a string')).toBe('unknown')
  })

  it('is called by one code outside, and by another where the disk is full', () => {
    const refused = Object.assign(new Error('/home/marie.dupont/vault'), { code: 'EACCES' })
    const full = Object.assign(new Error('/home/marie.dupont/vault'), { code: 'ENOSPC' })
    const ours = new PortError('section-exists')
    expect(diskError(refused, 'journal-failed').message).toBe('journal-failed: EACCES')
    expect(diskError(full, 'journal-failed').message).toBe('disk-full')
    expect(diskError(full, 'journal-failed', 'no-room').message).toBe('no-room')
    expect(diskError(ours, 'journal-failed')).toBe(ours)
  })
})
