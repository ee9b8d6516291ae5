import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesFromId, idFromBytes, isId, newId } from './ids'

describe('an id', () => {
  it('is the same 16 bytes read back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const id = idFromBytes(bytes)
        expect(isId(id)).toBe(true)
        expect(bytesFromId(id)).toEqual(bytes)
      }),
    )
    expect(isId(newId())).toBe(true)
  })

  it('is nothing else that a file or a message may hold in its place', () => {
    const id = newId()
    for (const value of ['', '..', id.slice(1), `${id}A`, `${id}\n`, `${id.slice(1)}/`, `${id.slice(1)}\0`, `${id.slice(1)}é`, 7, null, undefined, [id], {}]) {
      expect(isId(value), JSON.stringify(value)).toBe(false)
    }
  })
})
