import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fingerprint } from './fingerprint'
import { deletedKey } from './person-keys'
import type { RecordValue } from './record'
import { sameValue } from './record-value'

const word = fc.oneof(fc.constantFrom('', 'a', 'b', 'ab', '1', '\u0001', '\0'), fc.string({ unit: 'grapheme', maxLength: 5 }))
const value: fc.Arbitrary<RecordValue> = fc.oneof(word, fc.integer({ min: 0, max: 3 }), fc.boolean(), fc.array(fc.oneof(word, fc.integer({ min: 0, max: 3 })), { maxLength: 3 }))
const keys = fc.uniqueArray(fc.tuple(word, value), { selector: ([key]) => key, minLength: 1, maxLength: 8 })

describe('the fingerprint of a record', () => {
  it('is the same in any order of its keys, deleted or not', () => {
    fc.assert(fc.property(keys, (entries) => {
      expect(fingerprint([...entries.toReversed(), [deletedKey, 1]])).toBe(fingerprint(entries))
      expect(Number.isSafeInteger(fingerprint(entries))).toBe(true)
    }))
  })

  it('is another one for anything else that the record could say', () => {
    fc.assert(fc.property(keys, fc.nat(), value, (entries, at, other) => {
      const [key, before] = entries[at % entries.length]!
      fc.pre(!sameValue(before, other))
      expect(fingerprint(entries.map((entry) => (entry[0] === key ? [key, other] as const : entry)))).not.toBe(fingerprint(entries))
    }), { numRuns: 2000 })
  })

  it('tells apart what reads alike when joined', () => {
    const alike: RecordValue[] = ['ab', ['ab'], ['a', 'b'], ['', 'ab'], ['ab', ''], [['a'], 'b'], 'ab\0', '1', 1, ['1'], [1], true, 'true', null, 'null', [], '']
    expect(new Set(alike.map((one) => fingerprint([['k', one]]))).size).toBe(alike.length)
    expect(fingerprint([['ka', 'b']])).not.toBe(fingerprint([['k', 'ab']]))
  })
})
