import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cacheFolder, cachedFolder } from './cache'

let cache: string
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'cache-'))
})
afterEach(() => rmSync(cache, { recursive: true, force: true }))

describe('a download kept for every clone', () => {
  it('follows XDG_CACHE_HOME, so that a test or an administrator can move it', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/elsewhere' }, 'linux')).toBe('/elsewhere/permanence')
  })

  it('is filled once', async () => {
    let filled = 0
    const fill = async (folder: string) => {
      filled++
      writeFileSync(join(folder, 'electron'), 'binary')
    }
    const first = await cachedFolder(cache, 'runtime', fill)
    expect(await cachedFolder(cache, 'runtime', fill)).toBe(first)
    expect(filled).toBe(1)
    expect(readdirSync(cache)).toEqual(['runtime'])
  })

  it('leaves nothing when the download stops halfway', async () => {
    const fails = cachedFolder(cache, 'runtime', async (folder) => {
      writeFileSync(join(folder, 'electron'), 'half a bin')
      throw new Error('connection reset')
    })
    await expect(fails).rejects.toThrow('connection reset')
    expect(readdirSync(cache)).toEqual([])
  })

  it('serves two processes that start at the same time', async () => {
    const fill = (content: string) => async (folder: string) => {
      await new Promise((resolve) => setImmediate(resolve))
      writeFileSync(join(folder, 'electron'), content)
    }
    const [a, b] = await Promise.all([cachedFolder(cache, 'runtime', fill('a')), cachedFolder(cache, 'runtime', fill('b'))])
    expect(a).toBe(b)
    expect(existsSync(join(a, 'electron'))).toBe(true)
    expect(readdirSync(cache)).toEqual(['runtime'])
  })
})
