import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { filesWith } from '../tests/folder.js'
import { openLevelStore } from './level-store.js'
import type { Store } from './store.js'
import { storeContract } from './store.contract.js'

let folder: string
let store: Store | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'permanence-relay-store-'))
})
afterEach(async () => {
  await store?.close()
  store = undefined
  await rm(folder, { recursive: true })
})

const open = () => openLevelStore({ folder, keepFree: 0 })

storeContract('LevelDB', async () => {
  let opened = await open()
  return {
    store: opened,
    async reopen() {
      await opened.close()
      return (opened = await open())
    },
    close: () => opened.close(),
  }
})

describe('what was deleted', () => {
  const filler = (count: number, name: string) => Array.from({ length: count }, (_, at) => [`r/${name}${at}`, randomBytes(40_000)] as const)

  it('and scrubbed is in no file: deleted in the table that it came in', async () => {
    store = await open()
    const secret = randomBytes(300)
    await store.write([['r/1', secret]])
    await store.write([['r/1', null]])
    expect(filesWith(folder, secret)).not.toEqual([])
    await store.scrub('r/')
    expect(filesWith(folder, secret)).toEqual([])
  })

  it('and scrubbed is in no file: deep in a large store, the deletion later, after a restart', async () => {
    store = await open()
    const secret = randomBytes(300)
    await store.write([['r/m', secret], ...filler(100, 'a'), ...filler(100, 'z')])
    await store.write(filler(200, 'n'))
    await store.scrub('q/')
    await store.close()
    store = await open()
    await store.write([['r/m', null]])
    await store.write([['r/m', new Uint8Array(10)]])
    await store.scrub('r/')
    expect(filesWith(folder, secret)).toEqual([])
    expect(await store.get('r/m')).toHaveLength(10)
    expect(await store.read('r/', '', 1e9)).toHaveLength(401)
  })
})

describe('a disk with less space than is to be kept free', () => {
  it('refuses what adds, still reads, and takes what shrinks', async () => {
    store = await open()
    await store.write([['k', new Uint8Array(5)], ['l', new Uint8Array(5)]])
    await store.close()
    store = await openLevelStore({ folder, keepFree: 2 ** 42 })
    expect(await store.canWrite()).toBe(false)
    await expect(store.write([['n', new Uint8Array(5)]])).rejects.toMatchObject({ code: 'disk-full' })
    expect(await store.get('k')).toHaveLength(5)
    expect(await store.get('n')).toBeNull()
    await store.write([['k', null]], true)
    expect(await store.get('k')).toBeNull()
  })
})
