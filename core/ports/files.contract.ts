/** What every file store must do. Called by the test of each implementation. */
import { beforeEach, describe, expect, it } from 'vitest'
import { fileName, type FileStore } from './files'

/** `reopen` gives the same store as a later run of the app finds it. */
export function fileStoreContract(name: string, make: () => Promise<{ files: FileStore; reopen(): Promise<FileStore> }>): void {
  describe(`${name} as a file store`, () => {
    const bytes = Uint8Array.from({ length: 3000 }, (_, at) => (at * 7) & 0xff)
    let files: FileStore
    let reopen: () => Promise<FileStore>
    let whole: string
    beforeEach(async () => {
      ;({ files, reopen } = await make())
      whole = await fileName(bytes)
    })

    it('keeps a file under the hash of its bytes, and gives any part of it', async () => {
      await files.write(whole, 0, bytes, true)
      const later = await reopen()
      for (const store of [files, later]) {
        expect(await store.size(whole)).toEqual({ bytes: 3000, whole: true })
        expect(await store.read(whole, 0, 9999)).toEqual(bytes)
        expect(await store.read(whole, 2990, 9999)).toEqual(bytes.slice(2990))
        expect(await store.read(whole, 5, 10)).toEqual(bytes.slice(5, 15))
        expect(await store.list()).toEqual([{ name: whole, bytes: 3000, whole: true }])
      }
    })

    it('goes on with a part where it ended, also in a later run, and shows none of it before it is whole', async () => {
      await files.write(whole, 0, bytes.slice(0, 1000), false)
      const later = await reopen()
      expect(await later.size(whole)).toEqual({ bytes: 1000, whole: false })
      await expect(later.read(whole, 0, 10)).rejects.toMatchObject({ code: 'file-not-here' })
      await expect(later.write(whole, 900, bytes.slice(900), true)).rejects.toMatchObject({ code: 'file-not-written' })
      await later.write(whole, 1000, bytes.slice(1000), true)
      expect(await later.read(whole, 0, 9999)).toEqual(bytes)
    })

    it('begins a part anew where it is asked to', async () => {
      await files.write(whole, 0, new Uint8Array(500), false)
      await files.write(whole, 0, bytes, true)
      expect(await files.read(whole, 0, 9999)).toEqual(bytes)
    })

    it('refuses what is not of that name, and keeps nothing of it', async () => {
      await files.write(whole, 0, bytes.slice(0, 1000), false)
      await expect(files.write(whole, 1000, bytes.slice(0, 2000), true)).rejects.toMatchObject({ code: 'file-damaged' })
      expect(await files.size(whole)).toBeNull()
    })

    it('leaves a whole file as it is, whatever is written under its name', async () => {
      await files.write(whole, 0, bytes, true)
      await files.write(whole, 0, new Uint8Array(10), false)
      expect(await files.read(whole, 0, 9999)).toEqual(bytes)
    })

    it('keeps a file whole where two bring it at once, and gives neither of them up', async () => {
      const other = Uint8Array.from({ length: 200_000 }, (_, at) => (at * 13) & 0xff)
      const name = await fileName(other)
      const bring = async () => {
        for (let at = 0; at < other.length; at += 50_000) await files.write(name, at, other.slice(at, at + 50_000), at + 50_000 >= other.length)
      }
      await files.write(name, 0, other.slice(0, 50_000), false)
      // One begins anew while the other goes on; and two end it in one go.
      await Promise.allSettled([bring(), files.write(name, 50_000, other.slice(50_000, 100_000), false), bring()])
      const ends = await Promise.allSettled([files.write(name, 0, other, true), files.write(name, 0, other, true), files.write(name, 0, other, true)])
      expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
      expect(await files.size(name)).toEqual({ bytes: other.length, whole: true })
      expect(await files.verify(name)).toBe(true)
    })

    it('says whether what is there is what its name says', async () => {
      expect(await files.verify(whole)).toBe(false)
      await files.write(whole, 0, bytes.slice(0, 10), false)
      expect(await files.verify(whole)).toBe(false)
      await files.write(whole, 0, bytes, true)
      expect(await files.verify(whole)).toBe(true)
    })

    it('takes files and parts out, and knows nothing of others', async () => {
      const other = await fileName(new Uint8Array(1))
      await files.write(whole, 0, bytes, true)
      await files.write(other, 0, new Uint8Array(0), false)
      await files.remove([whole, other, await fileName(new Uint8Array(2))])
      expect(await files.list()).toEqual([])
      expect(await files.size(whole)).toBeNull()
      await expect(files.read(whole, 0, 1)).rejects.toMatchObject({ code: 'file-not-here' })
    })
  })
}
