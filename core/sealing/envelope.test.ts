import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paddedLength, unwrapPlaintext, wrapPlaintext } from './envelope'

describe('what is sealed', () => {
  it('comes back as it was, compressed or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), fc.boolean(), async (bytes, repetitive) => {
        const plaintext = repetitive ? new Uint8Array(4000).fill(bytes[0] ?? 0) : bytes
        expect(Buffer.from(await unwrapPlaintext(await wrapPlaintext(plaintext)))).toEqual(Buffer.from(plaintext))
      }),
      { numRuns: 60 },
    )
  })

  it('has few lengths: two edits of a few words look alike', async () => {
    expect((await wrapPlaintext(new Uint8Array(20))).length).toBe((await wrapPlaintext(new Uint8Array(110))).length)
    for (let length = 1; length < 100_000; length += 97) {
      const padded = paddedLength(length)
      expect(padded).toBeGreaterThanOrEqual(length)
      if (length > 128) expect(padded / length).toBeLessThan(1.13)
    }
  })

  it('refuses damage instead of giving something else', async () => {
    const padded = await wrapPlaintext(new Uint8Array(3000).fill(7))
    padded[9]! ^= 0xff
    await expect(unwrapPlaintext(padded)).rejects.toMatchObject({ code: 'entry-damaged' })
    await expect(unwrapPlaintext(new Uint8Array([9, 1, 0, 0, 0, 1]))).rejects.toMatchObject({ code: 'entry-damaged' })
    await expect(unwrapPlaintext(new Uint8Array([0, 255, 0, 0, 0, 1]))).rejects.toMatchObject({ code: 'entry-damaged' })
  })
})
