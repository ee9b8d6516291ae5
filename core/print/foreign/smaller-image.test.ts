import { describe, expect, it } from 'vitest'
import { smallerImage } from './smaller-image'

describe('a picture made smaller', () => {
  it('has the mean of the pixels that each of its own stands for, and nothing of a row left over', () => {
    const rgb = Uint8Array.from([10, 0, 0, 30, 0, 0, 200, 0, 0, 50, 0, 0, 70, 0, 0, 200, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9, 9])
    expect(smallerImage({ pixels: { width: 3, height: 3, rgb } }, 2)).toEqual({ pixels: { width: 1, height: 1, rgb: Uint8Array.of(40, 0, 0) } })
  })

  it('is not tinted at its edge by what is clear', () => {
    const rgb = Uint8Array.from([200, 100, 0, 0, 0, 0, 200, 100, 0, 0, 0, 0])
    expect(smallerImage({ pixels: { width: 2, height: 2, rgb }, alpha: Uint8Array.of(255, 0, 255, 0) }, 2)).toEqual({ pixels: { width: 1, height: 1, rgb: Uint8Array.of(200, 100, 0) }, alpha: Uint8Array.of(128) })
    expect(smallerImage({ pixels: { width: 2, height: 2, rgb }, alpha: new Uint8Array(4) }, 2).alpha).toEqual(Uint8Array.of(0))
  })
})
