import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 as nativeCrc32 } from 'node:zlib'
import { crc32 } from '../domain/crc32'
import { withNativeCrc } from './crc32'

describe('the CRC of frames', () => {
  it('has the check value of the catalogue of CRC algorithms for "123456789"', () => {
    expect(crc32(new TextEncoder().encode('123456789'), 0, 9)).toBe(0xcbf43926)
  })

  it('is the one of zlib for any range of any bytes, with the table and with a native function', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat(600), fc.nat(600), (bytes, one, other) => {
      const from = Math.min(one, other, bytes.length)
      const to = Math.min(Math.max(one, other), bytes.length)
      const expected = nativeCrc32(bytes.subarray(from, to))
      expect(crc32(bytes, from, to)).toBe(expected)
      expect(withNativeCrc(nativeCrc32)(bytes, from, to)).toBe(expected)
    }))
  })
})
