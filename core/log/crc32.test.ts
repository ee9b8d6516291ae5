import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 as nativeCrc32 } from 'node:zlib'
import { crc32 } from './crc32'

describe('the CRC of frames', () => {
  it('has the check value of the catalogue of CRC algorithms for "123456789"', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926)
  })

  it('is the one of zlib for any bytes, whole or in two pieces', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), fc.nat(500), (bytes, at) => {
      const cut = Math.min(at, bytes.length)
      expect(crc32(bytes)).toBe(nativeCrc32(bytes))
      expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(nativeCrc32(bytes))
    }))
  })
})
