import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64url, toBase64url } from './base64url'

describe('bytes as text', () => {
  it('are those of RFC 4648 and come back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
        expect(fromBase64url(toBase64url(bytes))).toEqual(bytes)
      }),
    )
  })

  it('have one spelling only', () => {
    for (const text of ['A', 'AB', 'AAB', 'AA==', 'A A', 'AA+/', 'ÀAAA']) expect(() => fromBase64url(text), text).toThrow(RangeError)
  })
})
