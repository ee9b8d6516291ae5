import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, contentHash } from './canonical'

describe('the canonical text of a value', () => {
  it('does not depend on the order in which keys were written', async () => {
    expect(canonicalJson({ b: 1, a: [{ d: null, c: 'é' }] })).toBe('{"a":[{"c":"é","d":null}],"b":1}')
    expect(await contentHash({ b: 1, a: 2 })).toBe(await contentHash({ a: 2, b: 1, c: undefined }))
    expect(await contentHash({ a: 1 })).not.toBe(await contentHash({ a: 2 }))
  })
  it('reads back as the same value', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => { expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value))) }))
  })
  it('is the SHA-256 everyone computes', async () => {
    expect(await contentHash('abc')).toBe('6cc43f858fbb763301637b5af970e2a46b46f461f27e5a0f41e009c59b827b25')
  })
})
