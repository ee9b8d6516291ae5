/** What every store must do. Called by the test of each implementation. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from './store.js'

export interface StoreUnderTest {
  store: Store
  /** Closes it and opens the same content again. */
  reopen(): Promise<Store>
  close(): Promise<void>
}

const bytes = (...values: number[]) => new Uint8Array(values)

export function storeContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`${name} as a store`, () => {
    let test: StoreUnderTest
    let store: Store
    beforeEach(async () => {
      test = await make()
      store = test.store
    })
    afterEach(() => test.close())

    const keys = async (prefix: string, after = '', maxBytes = 1e9) => (await store.read(prefix, after, maxBytes)).map(([key]) => key)

    it('gives back what was written, also after it was closed', async () => {
      await store.write([['a/1', bytes(1, 2)], ['a/2', bytes()]])
      store = await test.reopen()
      expect([...(await store.get('a/1'))!]).toEqual([1, 2])
      expect([...(await store.get('a/2'))!]).toEqual([])
      expect(await store.get('a/3')).toBeNull()
    })

    it('reads a prefix in the order of keys and nothing beside it', async () => {
      await store.write(['b/2', 'b/1', 'a/9', 'b', 'c/1', 'b0'].map((key) => [key, bytes(1)]))
      expect(await keys('b/')).toEqual(['b/1', 'b/2'])
      expect(await keys('b/', 'b/1')).toEqual(['b/2'])
      expect(await keys('b/', 'b/2')).toEqual([])
    })

    it('reads in pieces of the size that was asked for, one value at least', async () => {
      await store.write(['1', '2', '3', '4'].map((key) => [`p/${key}`, new Uint8Array(100)]))
      expect(await keys('p/', '', 1)).toEqual(['p/1'])
      expect(await keys('p/', 'p/1', 150)).toEqual(['p/2', 'p/3'])
    })

    it('applies a batch in order: the last write of a key counts', async () => {
      await store.write([['k', bytes(1)], ['k', bytes(2)], ['d', bytes(3)], ['d', null]])
      expect([...(await store.get('k'))!]).toEqual([2])
      expect(await store.get('d')).toBeNull()
    })

    it('keeps what was written apart from the bytes it was given', async () => {
      const given = bytes(1, 2, 3)
      await store.write([['k', given]])
      given.fill(9)
      expect([...(await store.get('k'))!]).toEqual([1, 2, 3])
    })

    it('keeps what is there and what lies beside it when it scrubs', async () => {
      await store.write([['s/1', bytes(1)], ['s/2', bytes(2)], ['t/1', bytes(3)]])
      await store.write([['s/1', null]])
      await store.scrub('s/')
      expect(await keys('s/')).toEqual(['s/2'])
      expect(await keys('t/')).toEqual(['t/1'])
      expect(await keys('')).toEqual(['s/2', 't/1'])
    })

    it('takes writes that overlap in time', async () => {
      await Promise.all(Array.from({ length: 50 }, (_, at) => store.write([[`w/${String(at).padStart(2, '0')}`, bytes(at)]])))
      expect(await keys('w/')).toHaveLength(50)
    })
  })
}
