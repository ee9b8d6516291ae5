import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSheetCode, sheetCode } from './sheet-code'

const code = fc.uint8Array({ minLength: 5, maxLength: 5 }).map(sheetCode)
const letters = [...'23456789ABCDEFGHJKLMNPQRSTUVWXYZ']

describe('a sheet code keyed back from paper', () => {
  it('reads in any case, with or without its dash', () => {
    fc.assert(fc.property(code, (printed) => {
      expect(printed).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)
      expect(readSheetCode(printed)).toBe(printed)
      expect(readSheetCode(` ${printed.toLowerCase().replace('-', ' ')} `)).toBe(printed)
    }))
  })

  it('is refused when one letter is wrong, wherever it is', () => {
    fc.assert(fc.property(code, fc.nat(7), fc.constantFrom(...letters), (printed, place, other) => {
      const plain = printed.replace('-', '')
      fc.pre(plain[place] !== other)
      expect(readSheetCode(plain.slice(0, place) + other + plain.slice(place + 1))).toBeNull()
    }))
  })

  it('is refused when two neighbours were exchanged', () => {
    fc.assert(fc.property(code, fc.nat(6), (printed, place) => {
      const plain = printed.replace('-', '')
      fc.pre(plain[place] !== plain[place + 1])
      expect(readSheetCode(plain.slice(0, place) + plain[place + 1] + plain[place] + plain.slice(place + 2))).toBeNull()
    }))
  })

  it('differs with any of its 35 bits, and needs them all', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), fc.nat(34), (bytes, bit) => {
      const other = bytes.slice()
      other[bit >> 3]! ^= 0x80 >> (bit & 7)
      expect(sheetCode(other)).not.toBe(sheetCode(bytes))
    }))
    expect(() => sheetCode(new Uint8Array(4))).toThrow(RangeError)
  })
})
