import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newFileKey, openFile, sealFile, sealedLength } from './sealed-file'

const piece = 256 * 1024
/** Bytes that repeat late, quickly made. */
const content = (length: number, seed = 1): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8) * 7 + seed) & 0xff)
const refused = { code: 'file-damaged' }

describe('a sealed file', () => {
  it.each([0, 1, 119, 120, 121, piece - 9, piece - 8, piece - 7, 3 * piece + 5])('of %i bytes opens as what it was, and takes as much room as was said', async (length) => {
    const key = newFileKey()
    const sealed = await sealFile(content(length), key)
    expect(sealed.length).toBe(sealedLength(length))
    expect(Buffer.compare(await openFile(sealed, key), content(length))).toBe(0)
  })

  it('shows nothing of what it holds, and of its length no more than a class of lengths', async () => {
    const text = new TextEncoder().encode('Tous ensemble au marché samedi '.repeat(100))
    const sealed = await sealFile(text, newFileKey())
    expect(Buffer.from(sealed).includes('ensemble')).toBe(false)
    expect(sealedLength(1_000_000)).toBe(sealedLength(1_001_000))
  })

  it('is refused whole when any byte, any piece or its end is another, or the key', async () => {
    const key = newFileKey()
    const sealed = await sealFile(content(3 * piece), key)
    const step = piece + 16
    const pieces = [0, 1, 2, 3].map((at) => sealed.slice(4 + at * step, 4 + (at + 1) * step))
    const joined = (...parts: Uint8Array[]) => Buffer.concat([sealed.slice(0, 4), ...parts])
    const [one, two, three, four] = pieces as [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
    for (const wrong of [joined(one, two, three), joined(two, one, three, four), joined(one, one, three, four), joined(one, two, three, four, four), joined(), sealed.slice(0, sealed.length - 1), sealed.slice(4), new Uint8Array(0)]) {
      await expect(openFile(wrong, key)).rejects.toMatchObject(refused)
    }
    await expect(openFile(sealed, newFileKey())).rejects.toMatchObject(refused)
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const wrong = sealed.slice()
        wrong[at]! ^= change
        await expect(openFile(wrong, key)).rejects.toMatchObject(refused)
      }),
      { numRuns: 30 },
    )
  })
})
