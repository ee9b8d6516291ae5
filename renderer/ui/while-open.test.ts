import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { leaveSection, pictureAddresses } from './while-open'

const gone: string[] = []
beforeEach(() => {
  let count = 0
  vi.stubGlobal('URL', { createObjectURL: () => `blob:${++count}`, revokeObjectURL: (address: string) => gone.push(address) })
  leaveSection()
  gone.length = 0
})
afterEach(() => void vi.unstubAllGlobals())

describe('pictures of a section', () => {
  it('are kept up to a number, the oldest goes first; each gets one address', () => {
    const pictures = pictureAddresses(2)
    for (const name of ['one', 'two', 'two', 'three']) pictures.keep(name, new Uint8Array())
    expect([...pictures.of([[1, 'one'], [2, 'two'], [3, 'three'], [4, undefined]])]).toEqual([[2, 'blob:2'], [3, 'blob:3']])
    expect(gone).toEqual(['blob:1'])
  })

  it('go with it, and come anew with the next', () => {
    const pictures = pictureAddresses(2)
    pictures.keep('one', new Uint8Array())
    leaveSection()
    expect([pictures.has('one'), gone]).toEqual([false, ['blob:1']])
    pictures.keep('one', new Uint8Array())
    expect([...pictures.of([[1, 'one']])]).toEqual([[1, 'blob:2']])
  })
})
