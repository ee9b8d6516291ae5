import { describe, expect, it } from 'vitest'
import { areAlike, compare, type Pixels } from './pixels'

/** White, with black rectangles at x, y of width and height. */
function picture(width: number, height: number, ...marks: [number, number, number, number][]): Pixels {
  const rgb = new Uint8Array(width * height * 3).fill(255)
  for (const [left, top, across, down] of marks) for (let y = top; y < top + down; y++) rgb.fill(0, (y * width + left) * 3, (y * width + left + across) * 3)
  return { width, height, rgb }
}

const tinted = ({ width, height, rgb }: Pixels, by: number): Pixels => ({ width, height, rgb: rgb.map((value, at) => (at % 3 === 0 ? Math.max(0, value - by) : value)) })

describe('two drawings of the same page', () => {
  const page = picture(300, 400, [20, 20, 200, 1], [20, 40, 100, 60], [150, 200, 3, 8], [160, 200, 3, 8])

  it('are alike when an edge or a thin line lies a pixel beside', () => {
    expect(areAlike(page, page)).toBe(true)
    expect(areAlike(page, picture(300, 400, [20, 21, 200, 1], [21, 40, 100, 60], [150, 200, 3, 8], [160, 201, 3, 8]))).toBe(true)
  })

  it('are alike when one is a pixel larger, and not when it is larger or turned', () => {
    expect(areAlike(page, picture(301, 400, [20, 20, 200, 1], [20, 40, 100, 60], [150, 200, 3, 8], [160, 200, 3, 8]))).toBe(true)
    expect(compare(page, picture(310, 400))).toBeUndefined()
    expect(areAlike(page, picture(400, 300))).toBe(false)
  })

  it.each<[string, Pixels]>([
    ['a line is missing', picture(300, 400, [20, 40, 100, 60], [150, 200, 3, 8], [160, 200, 3, 8])],
    ['a letter is missing', picture(300, 400, [20, 20, 200, 1], [20, 40, 100, 60], [150, 200, 3, 8])],
    ['a word has been added', picture(300, 400, [20, 20, 200, 1], [20, 40, 100, 60], [150, 200, 3, 8], [160, 200, 3, 8], [30, 300, 20, 4])],
    ['all has moved by three pixels', picture(300, 400, [23, 20, 200, 1], [23, 40, 100, 60], [153, 200, 3, 8], [163, 200, 3, 8])],
    ['the paper has a colour', tinted(page, 30)],
  ])('are unlike when %s', (_, other) => {
    expect(areAlike(page, other)).toBe(false)
    expect(areAlike(other, page)).toBe(false)
  })
})
