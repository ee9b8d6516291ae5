import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PNG } from 'pngjs'
import { pictureSize } from './picture-size'

const bytes = (...parts: (string | number[])[]) => Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : part)))
const webp = (kind: string, body: number[]) => bytes('RIFF', [0, 0, 0, 0], 'WEBP', kind, [0, 0, 0, 0], body)

describe('the size of a picture', () => {
  it('is read from its head, whatever its kind', () => {
    expect(pictureSize(PNG.sync.write(new PNG({ width: 300, height: 7 })))).toEqual({ width: 300, height: 7 })
    // A segment of 4 bytes, filling, a Huffman table, then the frame.
    const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc4, 0, 3, 9, 0xff, 0xc2, 0, 11, 8, 0x01, 0x02, 0x03, 0x04, 1, 0, 0, 0])
    expect(pictureSize(jpeg)).toEqual({ width: 0x0304, height: 0x0102 })
    expect(pictureSize(webp('VP8X', [0, 0, 0, 0, 0xff, 0x0f, 0, 0x37, 0, 0]))).toEqual({ width: 4096, height: 56 })
    expect(pictureSize(webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00]))).toEqual({ width: 320, height: 240 })
    expect(pictureSize(webp('VP8L', [0x2f, 0x3f, 0xc1, 0x3b, 0x00]))).toEqual({ width: 320, height: 240 })
  })

  it('is not known of anything else, nor of one that is cut short', () => {
    for (const other of [bytes(), bytes('%PDF-1.7'), bytes('GIF89a', [1, 0, 1, 0]), bytes('<svg width="10"/>'), bytes([0xff, 0xd8]), bytes([0xff, 0xd8, 0xff, 0xda, 0, 2]), bytes('RIFF', [0, 0, 0, 0], 'WEBP')]) {
      expect(pictureSize(other)).toBeNull()
    }
  })

  it('is looked for in anything, and that ends', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (rest, isJpeg) => void pictureSize(isJpeg ? Uint8Array.of(0xff, 0xd8, ...rest) : rest)))
  })
})
