import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { colours, draw, photograph, type Rgb } from './drawn.fixture'
import { findTricolour } from './tricolour'

const { blue, sky, white, red, black, cream } = colours
const flag = (x: number, y: number, width: number, bands: readonly Rgb[] = [blue, white, red]): [number, number, number, number, Rgb][] =>
  bands.map((colour, at) => [x + at * width, y, width, width * 2, colour])

describe('blue, white and red side by side', () => {
  it('are found where they are: a flag in the corner of a poster', () => {
    const found = findTricolour(draw(594, 841, cream, flag(480, 40, 24)))!
    expect(found.direction).toBe('across')
    expect(found.x).toBeCloseTo(480 / 594, 1)
    expect(found.y).toBeCloseTo(40 / 841, 1)
    expect(found.width).toBeCloseTo(72 / 594, 1)
  })

  it('are found whatever the size and the place, the right way or turned round, standing or lying', () => {
    fc.assert(fc.property(fc.integer({ min: 16, max: 160 }), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 400 }), fc.boolean(), fc.boolean(), (width, x, y, backwards, down) => {
      const bands = backwards ? [red, white, blue] : [blue, white, red]
      const rectangles = flag(x, y, width, bands)
      const page = draw(594, 841, cream, down ? rectangles.map(([left, top, wide, high, colour]) => [top, left, high, wide, colour]) : rectangles)
      expect(findTricolour(page)?.direction).toBe(down ? 'down' : 'across')
    }), { numRuns: 40 })
  })

  it('are found in the wind, under words, as a stripe at the foot and as three blocks of a page', () => {
    const wavy = Array.from({ length: 60 }, (_, row) => flag(200 + Math.round(6 * Math.sin(row / 12)), 100 + row, 30).map(([x, y, width, , colour]) => [x, y, width, 1, colour] as [number, number, number, number, Rgb])).flat()
    expect(findTricolour(draw(594, 841, cream, wavy))).not.toBeNull()
    expect(findTricolour(draw(594, 841, cream, [...flag(100, 100, 80), [110, 150, 60, 8, white], [110, 190, 40, 8, white], [200, 150, 60, 8, black]]))).not.toBeNull()
    expect(findTricolour(draw(594, 841, white, [[0, 820, 198, 12, blue], [396, 820, 198, 12, red]]))?.direction).toBe('across')
    expect(findTricolour(draw(594, 841, white, [[0, 0, 594, 250, blue], [0, 560, 594, 281, red]]))?.direction).toBe('down')
  })

  it('are not found in a logo of red and white, in red and blue without white, or in a page with a stripe', () => {
    expect(findTricolour(draw(594, 841, white, [[60, 60, 120, 120, red], [90, 90, 60, 60, white]]))).toBeNull()
    expect(findTricolour(draw(594, 841, cream, [[60, 60, 120, 120, red], [180, 60, 120, 120, blue]]))).toBeNull()
    expect(findTricolour(draw(594, 841, white, [[0, 0, 594, 12, sky], [0, 829, 594, 12, red]]))).toBeNull()
    expect(findTricolour(draw(594, 841, white, [[0, 0, 594, 400, red], [60, 500, 300, 10, black]]))).toBeNull()
    expect(findTricolour(draw(594, 841, white))).toBeNull()
  })

  it('are not found in photographs', () => {
    const found = Array.from({ length: 60 }, (_, seed) => findTricolour(photograph(300, 420, seed))).filter(Boolean)
    expect(found).toEqual([])
  })

  it('are not found in a page of one pixel, or of none', () => {
    expect(findTricolour({ width: 1, height: 1, data: new Uint8Array(4) })).toBeNull()
    expect(findTricolour({ width: 0, height: 0, data: new Uint8Array(0) })).toBeNull()
  })
})
