import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chosenFiles } from './chosen-files'
import { beginFile } from './streamed-file'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'permanence-file-'))
})
afterEach(() => rm(folder, { recursive: true }))

const bytes = (text: string) => new TextEncoder().encode(text)

describe('a file written by pieces', () => {
  it('has its name once it is whole, and is its owner’s only', async () => {
    const path = join(folder, 'sauvegarde')
    await writeFile(path, 'celle d’avant')
    const file = await beginFile(path)
    await file.append(bytes('une '))
    expect(await readFile(path, 'utf8')).toBe('celle d’avant')
    await file.append(bytes('deux'))
    await file.commit()
    expect(await readFile(path, 'utf8')).toBe('une deux')
    expect(await readdir(folder)).toEqual(['sauvegarde'])
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
    await file.abort()
    expect(await readdir(folder)).toEqual(['sauvegarde'])
  })

  it('leaves nothing behind when it is given up, and the one before as it was', async () => {
    const path = join(folder, 'sauvegarde')
    await writeFile(path, 'celle d’avant')
    const file = await beginFile(path)
    await file.append(bytes('une '))
    await file.abort()
    expect(await readdir(folder)).toEqual(['sauvegarde'])
    expect(await readFile(path, 'utf8')).toBe('celle d’avant')
    await expect(file.append(bytes('deux'))).rejects.toMatchObject({ code: 'file-not-written' })
    await expect(file.commit()).rejects.toMatchObject({ code: 'file-not-written' })
  })

  it('says when its folder takes none', async () => {
    await expect(beginFile(join(folder, 'absent', 'sauvegarde'))).rejects.toMatchObject({ code: 'file-not-written' })
  })

  it('is named by a token that is good once', () => {
    const chosen = chosenFiles()
    const token = chosen.keep('/media/cle/sauvegarde')
    expect(token).not.toContain('cle')
    expect(chosen.take(token)).toBe('/media/cle/sauvegarde')
    expect(() => chosen.take(token)).toThrow(expect.objectContaining({ code: 'file-not-written' }) as Error)
    expect(() => chosen.take('/etc/passwd')).toThrow(expect.objectContaining({ code: 'file-not-written' }) as Error)
  })
})
